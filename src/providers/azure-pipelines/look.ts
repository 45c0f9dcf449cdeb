import { inProject, type WireList } from '../azure-api/api.js';
import { type AzureProject, selectProjects } from '../azure-api/projects.js';
import { parseJson } from '../http/answer.js';
import { bodyOf, type Draft, type Round, type Seen } from './round.js';
import { digestOf, freshWalk, type ProjectState } from './state.js';

/** Repositories are no area of pipelines: a token may lack their scope. */
const CLOSED = [401, 403, 404];

const beginning = ({ api, state }: Round, name: string): ProjectState => ({
  name,
  repositories: null,
  builds: freshWalk(state.since, api.now()),
  releases: freshWalk(state.since, api.now()),
  running: {},
  environments: {},
});

/** Notes a project. One that was renamed is read again, since its runs hold its name. */
function noteProject(round: Round, { id, name }: AzureProject): Seen {
  const before = round.state.projects[id];
  const known = before?.name === name ? before : beginning(round, name);
  round.state.projects[id] = known;
  return { id, name, known };
}

/** Reads the repositories of a project, so that runs find their code; null if nothing differs. */
async function readRepositories(round: Round, seen: Seen): Promise<Draft | null> {
  const { api } = round;
  const path = inProject(seen.id, 'git/repositories');
  const answer = await api.core.ask(path, { allowed: CLOSED });
  if (CLOSED.includes(answer.status)) return null;
  const nodes = parseJson<WireList>(answer).value ?? [];
  const digest = digestOf(nodes);
  if (digest === seen.known.repositories || nodes.length === 0) return null;
  seen.known.repositories = digest;
  return { kind: 'repositories', body: { ...bodyOf(round, seen), nodes }, items: nodes.length };
}

/** Yields pages of repositories that differ. Returns the projects that the settings mean. */
export async function* lookAtProjects(round: Round): AsyncGenerator<Draft, Seen[]> {
  const { projects } = await selectProjects(round.api, round.settings);
  const all: Seen[] = [];
  for (const project of projects) {
    const seen = noteProject(round, project);
    all.push(seen);
    const draft = await readRepositories(round, seen);
    if (draft) yield draft;
  }
  return all;
}

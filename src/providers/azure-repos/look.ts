import { DAY_MILLISECONDS } from '../../model/time.js';
import { inProject, type WireList } from '../azure-api/api.js';
import { type AzureProject, selectProjects } from '../azure-api/projects.js';
import { HttpFailure } from '../http/failures.js';
import { type Draft, type Part, placeOf, type Round } from './round.js';
import { isSelected } from './settings.js';
import { digestOf, type ProjectState } from './state.js';

/** The backfill reads so much of all projects before it reads more of any, so that last month stands early. */
const FIRST_DAYS = 31;

export interface RawRepository {
  readonly id: string;
  readonly name: string;
}

/** Reads the repositories of a project that the settings mean. */
export async function readRepositories(
  { api, settings }: Pick<Round, 'api' | 'settings'>,
  { id, name }: Pick<AzureProject, 'id' | 'name'>,
): Promise<readonly RawRepository[]> {
  const { value } = await api.core.askJson<WireList<RawRepository>>(
    inProject(id, 'git/repositories'),
  );
  return (value ?? []).filter((one) => isSelected(settings, name, one.name));
}

/** Returns the state of a project that was not read before: its last month is to be read, then the rest. */
function beginning({ api, state }: Round, name: string): ProjectState {
  const seen = api.now();
  const middle = Math.max(state.since, seen - FIRST_DAYS * DAY_MILLISECONDS);
  const window = { skip: 0, begunAt: null };
  const older = { ...window, from: state.since, to: middle };
  return {
    name,
    seen,
    windows: [{ ...window, from: middle, to: null }, ...(middle > state.since ? [older] : [])],
    repositories: null,
    names: {},
    open: {},
    recent: {},
    tags: {},
  };
}

/** Notes the repositories of a project. Returns its page; null if nothing differs. */
function noteRepositories(
  round: Round,
  { known }: Part,
  repositories: readonly RawRepository[],
): Draft | null {
  const digest = digestOf(repositories);
  for (const { id, name } of repositories) known.names[id] = name;
  if (digest === known.repositories) return null;
  known.repositories = digest;
  if (repositories.length === 0) return null;
  const body = { ...placeOf(round), nodes: repositories };
  return { kind: 'repositories', body, items: repositories.length };
}

/** Repos can be switched off in a project, or be closed to the token. */
const isClosed = (error: unknown): error is HttpFailure =>
  error instanceof HttpFailure && [403, 404].includes(error.status);

/** A project with the ids of the repositories that it shows. */
export interface Seen extends Part {
  readonly shown: ReadonlySet<string>;
}

/** Reads the repositories of a project; returns the refusal if it shows none to the token. */
async function lookAt(
  round: Round,
  project: AzureProject,
): Promise<{ readonly seen: Seen; readonly draft: Draft | null } | HttpFailure> {
  const { id, name } = project;
  try {
    const repositories = await readRepositories(round, project);
    const known = round.state.projects[id] ?? beginning(round, name);
    round.state.projects[id] = known;
    known.name = name;
    const seen = { id, name, known, shown: new Set(repositories.map((one) => one.id)) };
    return { seen, draft: noteRepositories(round, seen, repositories) };
  } catch (error) {
    if (!isClosed(error)) throw error;
    round.context.log('warn', `Project ${name} shows no repositories: ${error.message}`);
    return error;
  }
}

/**
 * Yields pages of repositories that differ. Returns the projects that can be read. Throws what the
 * API throws if no project can be read.
 */
export async function* lookAtProjects(round: Round): AsyncGenerator<Draft, Seen[]> {
  const { projects } = await selectProjects(round.api, round.settings);
  const all: Seen[] = [];
  let refusal: HttpFailure | null = null;
  for (const project of projects) {
    const found = await lookAt(round, project);
    if (found instanceof HttpFailure) {
      refusal = found;
      continue;
    }
    all.push(found.seen);
    if (found.draft) yield found.draft;
  }
  if (all.length === 0 && refusal !== null) throw refusal;
  return all;
}

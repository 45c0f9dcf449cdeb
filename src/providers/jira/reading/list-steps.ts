import type { Instant } from '../../../model/time.js';
import { chunksOf } from '../../chunks-of.js';
import { readList } from '../api.js';
import { readSprint, readSprints } from '../issues/boards.js';
import { noteNames } from '../issues/names.js';
import type { Project } from '../projects.js';
import { type GoneBody, type SprintsBody, type VersionsBody, wireVersion } from '../wire.js';
import { type Draft, digestOf, type Run } from './run.js';
import type { State } from './state.js';

const HOUR = 3_600_000;
const SPRINTS_A_PAGE = 500;

const everyState = 'future,active,closed';
const openStates = 'future,active';

const isWhole = ({ context: { pass }, state: { digests } }: Run): boolean =>
  pass === 'SWEEP' || digests.sprints === undefined;

/** Reads sprints: all of them in the first run and in a sweep, else the open ones and those that were open. */
async function readSprintChanges(run: Run) {
  const { reader, state, boards } = run;
  const { client } = reader.site;
  const states = isWhole(run) ? everyState : openStates;
  const found = new Map(await readSprints(client, boards, states, reader.log));
  const lost: string[] = [];
  for (const id of [...state.openSprints, ...state.lostSprints]) {
    if (found.has(id)) continue;
    const sprint = await readSprint(client, id);
    if (sprint) found.set(id, sprint);
    else lost.push(id);
  }
  const gone = lost.filter((id) => state.lostSprints.includes(id));
  state.lostSprints = lost.filter((id) => !gone.includes(id));
  const ordered = [...found.values()].sort((left, right) => left.id - right.id);
  const open = ordered.filter((sprint) => sprint.state?.toLowerCase() !== 'closed');
  state.openSprints = open.map(({ id }) => String(id));
  /** Ids that the site does not find for the second time are gone. */
  return { sprints: ordered, open, gone };
}

function goneDraft(
  { reader }: Run,
  kind: GoneBody['gone'][number]['kind'],
  ids: readonly string[],
  at: Instant,
): Draft {
  const { place } = reader.site;
  const body: GoneBody = { place, gone: ids.map((id) => ({ kind, id, at })) };
  return { kind: 'gone', body, items: ids.length };
}

/** Brings sprints where any has changed since they were last written. */
export async function* sprintSteps(run: Run): AsyncGenerator<Draft> {
  const { state, latest, reader } = run;
  const { place } = reader.site;
  const whole = isWhole(run);
  const { sprints, open, gone } = await readSprintChanges(run);
  const digests = {
    ...(whole ? { sprints: digestOf(sprints) } : {}),
    openSprints: digestOf(open),
  };
  const isSame = Object.entries(digests).every(([key, digest]) => state.digests[key] === digest);
  const isWritten = isSame && (whole || open.length === sprints.length);
  for (const some of isWritten ? [] : chunksOf(sprints, SPRINTS_A_PAGE)) {
    const body: SprintsBody = { place, sprints: some };
    // Only the last page says that all are written.
    if (some.at(-1) === sprints.at(-1)) Object.assign(state.digests, digests);
    yield { kind: 'sprints', body, items: body.sprints.length, total: sprints.length };
  }
  Object.assign(state.digests, digests);
  if (gone.length === 0) return;
  yield goneDraft(run, 'SPRINT', gone, latest);
}

/** Reads the versions of a project. */
export async function versionsBody(
  { reader }: Pick<Run, 'reader'>,
  project: Project,
): Promise<VersionsBody> {
  const { site, known } = reader;
  const { client, api, edition } = site;
  const of = `${api}/project/${project.id}`;
  const versions =
    edition === 'DATA_CENTER'
      ? await client.askJson<readonly unknown[]>(`${of}/versions`)
      : await readList<unknown>(client, `${of}/version`);
  const { address, place } = site;
  return { project: project.key, site: address, place, zone: known.legend.zone, versions };
}

/** A change of a version changes no issue, so all are looked at once an hour. */
function isDue(run: Run): boolean {
  const { projects, digests } = run.state;
  const hours = Object.values(projects).map(({ until }) => Math.floor((until ?? 0) / HOUR));
  const isNew = run.projects.some(({ id }) => digests[`versions ${id}`] === undefined);
  return isNew || run.context.pass === 'SWEEP' || Math.min(...hours) < Math.floor(run.until / HOUR);
}

/** Returns the ids of versions that are no more. */
function noteVersions(state: State, { id: project }: Project, { versions }: VersionsBody) {
  const named = versions.flatMap((one) => {
    const { data } = wireVersion.safeParse(one);
    return data ? [{ id: data.id, shown: data.name, project }] : [];
  });
  return noteNames(state, `versions ${project}`, named);
}

export async function* versionSteps(run: Run): AsyncGenerator<Draft> {
  if (!isDue(run)) return;
  const { state, projects, latest } = run;
  for (const project of projects) {
    const body = await versionsBody(run, project);
    const gone = noteVersions(state, project, body);
    if (gone.length > 0) yield goneDraft(run, 'VERSION', gone, latest);
    const key = `versions ${project.id}`;
    const digest = digestOf(body);
    const isNew = state.digests[key] !== digest && body.versions.length > 0;
    state.digests[key] = digest;
    if (isNew) yield { kind: 'versions', body, items: body.versions.length };
  }
}

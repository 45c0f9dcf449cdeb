import { parseJson } from '../../http/answer.js';
import { digestOf, type Run } from '../reading/run.js';
import type { State } from '../reading/state.js';
import type { Named } from '../wire.js';

/** Short, since a site has thousands. */
const DIGEST_LENGTH = 6;
const namesOf = (all: readonly Named[]): Record<string, string> =>
  Object.fromEntries(
    all.map(({ id, shown, project }) => [
      project === null ? id : `${id}@${project}`,
      digestOf(shown).slice(0, DIGEST_LENGTH),
    ]),
  );

/** Reads all issues of a project again, also where it was being read. */
export function readAgain(state: State, project: string): void {
  const own = state.projects[project];
  if (!own) return;
  state.projects[project] = { ...own, until: null };
  if (state.stream?.projects.includes(project)) state.stream = null;
}

/**
 * Notes what things of a kind are called. Where one is called otherwise than before, or is no more, its projects are read again: that
 * changes what issues show and moves no `updated`. New ones change nothing. Returns the ids of those that are no more.
 */
export function noteNames(state: State, kind: string, all: readonly Named[]): readonly string[] {
  const now = namesOf(all);
  const changed = Object.entries(state.names[kind] ?? {}).flatMap(([key, digest]) =>
    now[key] === digest ? [] : [key],
  );
  state.names[kind] = now;
  for (const key of changed) {
    const [, project] = key.split('@');
    for (const id of project === undefined ? Object.keys(state.projects) : [project])
      readAgain(state, id);
  }
  return changed.flatMap((key) => (Object.hasOwn(now, key) ? [] : key.split('@').slice(0, 1)));
}

/** Lists that all projects of a site share. */
const lists = ['issuetype', 'priority', 'resolution'];
interface Listed {
  readonly id?: string | null;
  readonly name?: string | null;
}

async function noteList(
  { reader, state }: Run,
  kind: string,
  path: string,
  project: string | null,
): Promise<void> {
  const { client, api } = reader.site;
  const answer = await client.ask(`${api}/${path}`, { allowed: [401, 403, 404] });
  // A list that may not be read counts as empty, so that it is not asked for in every run.
  const found = answer.status < 400 ? parseJson<readonly Listed[]>(answer) : [];
  noteNames(
    state,
    kind,
    found.flatMap(({ id, name }) => (id ? [{ id, shown: name, project }] : [])),
  );
}

/** Reads what types, priorities, resolutions and components are called: the first time, then in sweeps, which have the calls for it. */
export async function noteLists(run: Run): Promise<void> {
  const { state, context, projects } = run;
  const isDue = (kind: string) => context.pass === 'SWEEP' || !state.names[kind];
  for (const list of lists) if (isDue(list)) await noteList(run, list, list, null);
  for (const { id } of projects) {
    const kind = `components ${id}`;
    if (isDue(kind)) await noteList(run, kind, `project/${id}/components`, id);
  }
}

import type { Instant } from '../../model/time.js';
import { readPages, UNREADABLE } from '../gitlab-api/api.js';
import { fateOf } from '../gitlab-api/gone-projects.js';
import { projectId } from '../gitlab-api/ids.js';
import { keptProject } from '../gitlab-api/projects.js';
import { lists } from './lists.js';
import { type Look, noteProject } from './look.js';
import { numbersIn, withoutNumbers } from './number-ranges.js';
import { markOf, type Raw } from './read-details.js';
import type { Draft, Run } from './run.js';
import { type ListKey, listKeys, type ProjectState } from './state.js';
import type { GoneBody } from './wire.js';

/** Offsets end here. */
const MOST_LISTED = 50_000;

type Gone = GoneBody['tombstones'][number];

const goneDraft = ({ api, context }: Run, tombstones: readonly Gone[]): Draft => {
  const at: Instant = Math.max(api.now(), context.now);
  return { kind: 'gone', body: { tombstones, at }, items: tombstones.length };
};

/** Yields what became of a project that the lists no longer have. */
async function* missingProject(run: Run, look: Look, id: number): AsyncGenerator<Draft> {
  const { api, settings, state, context } = run;
  const seen = state.projects[id];
  if (!seen) return;
  const fate = await fateOf(api, settings, id, { seen, trusted: look.trusted });
  if (fate.kind === 'THERE') {
    noteProject(state, fate.node, seen.group);
    yield { kind: 'projects', body: { place: api.place, nodes: [keptProject(fate.node)] } };
    return;
  }
  if (fate.kind === 'HIDDEN') {
    context.log('warn', `Project ${seen.path} is gone, or hidden from the token: it is kept.`);
    return;
  }
  delete state.projects[id];
  yield goneDraft(run, [{ kind: 'REPOSITORY', id: projectId(api.place, id) }]);
}

/** Reads the numbers of all that the backfill would find. Null if GitLab does not show all of them. */
async function readNumbers({ api, state }: Run, id: number, key: ListKey) {
  const { path, query } = lists[key];
  const since = new Date(Math.max(state.since, 0)).toISOString();
  const asked = { ...query, order_by: 'created_at', sort: 'asc', updated_after: since };
  const numbers = new Set<number>();
  let isRead = false;
  for await (const { nodes } of readPages(api, `projects/${id}/${path}`, { query: asked })) {
    isRead = true;
    for (const node of nodes as readonly Raw[]) {
      const iid = markOf(node)?.iid;
      if (iid !== undefined) numbers.add(iid);
    }
    if (numbers.size >= MOST_LISTED) return null;
  }
  return isRead ? numbers : null;
}

/** Yields merge requests and issues that GitLab no longer has: each was missing in the list, and is not there by its number. */
async function* sweepList(
  run: Run,
  id: number,
  known: ProjectState,
  key: ListKey,
): AsyncGenerator<Draft> {
  const { api, context } = run;
  const list = known[key];
  const listed = list && (await readNumbers(run, id, key));
  if (!list || !listed) return;
  const { path, fact, idOf } = lists[key];
  const gone = new Set<number>();
  for (const iid of numbersIn(list.known).filter((one) => !listed.has(one))) {
    context.signal.throwIfAborted();
    const answer = await api.ask(`projects/${id}/${path}/${iid}`, { allowed: UNREADABLE });
    if (answer.status === 404) gone.add(iid);
  }
  if (gone.size === 0) return;
  list.known = withoutNumbers(list.known, gone);
  yield goneDraft(
    run,
    [...gone].map((iid) => ({ kind: fact, id: idOf(api.place, id, iid) })),
  );
}

/** Yields what increments never report: projects, merge requests and issues that are gone. */
export async function* sweep(run: Run, look: Look): AsyncGenerator<Draft> {
  const { state, settings } = run;
  for (const id of Object.keys(state.projects).map(Number))
    if (!look.ids.has(id)) yield* missingProject(run, look, id);
  for (const [id, known] of Object.entries(state.projects))
    for (const key of listKeys)
      if (lists[key].isWanted(settings)) yield* sweepList(run, Number(id), known, key);
}

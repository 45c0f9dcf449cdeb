import type { FactKind } from '../../../model/facts/facts.js';
import type { Instant } from '../../../model/time.js';
import { readPages, UNREADABLE } from '../api.js';
import { fateOf } from '../gone-projects.js';
import { keptProject } from '../projects.js';
import { type Look, noteProject } from './look.js';
import { numbersIn, withoutNumbers } from './number-ranges.js';
import type { Draft, List, Raw, ReadingSettings, Run } from './run.js';
import type { ProjectState } from './state.js';

/** Offsets end here. */
const MOST_LISTED = 50_000;

/** The content of a page of what is gone. */
export interface GoneBody {
  readonly tombstones: readonly { readonly kind: FactKind; readonly id: string }[];
  /** The later of our clock and GitLab's. */
  readonly at: Instant;
}

function goneDraft<Settings>(
  { api, context }: Run<Settings>,
  tombstones: GoneBody['tombstones'],
): Draft {
  const body: GoneBody = { tombstones, at: Math.max(api.now(), context.now) };
  return { kind: 'gone', body, items: tombstones.length };
}

/** Yields what became of a project that the lists no longer have. */
async function* missingProject<Settings extends ReadingSettings>(
  run: Run<Settings>,
  look: Look,
  id: number,
): AsyncGenerator<Draft> {
  const { api, settings, state, context, reading } = run;
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
  yield goneDraft(run, [{ kind: 'REPOSITORY', id: reading.projectIdOf(api.place, id) }]);
}

/** Reads the numbers of all that the backfill would find. Null if GitLab does not show all of them. */
async function readNumbers<Settings>(
  { api, state }: Run<Settings>,
  id: number,
  { path, query, markOf }: List<Settings>,
): Promise<ReadonlySet<number> | null> {
  const since = new Date(Math.max(state.since, 0)).toISOString();
  const asked = { ...query, order_by: 'created_at', sort: 'asc', updated_after: since };
  const numbers = new Set<number>();
  let isRead = false;
  for await (const { nodes } of readPages(api, `projects/${id}/${path}`, { query: asked })) {
    isRead = true;
    for (const mark of (nodes as readonly Raw[]).flatMap((node) => markOf(node) ?? []))
      numbers.add(mark.number);
    if (numbers.size >= MOST_LISTED) return null;
  }
  return isRead ? numbers : null;
}

/** Yields what GitLab no longer has: each was missing in the list, and is not there by its number. */
async function* sweepList<Settings>(
  run: Run<Settings>,
  id: number,
  known: ProjectState,
  [key, list]: readonly [string, List<Settings>],
): AsyncGenerator<Draft> {
  const { api, context } = run;
  const state = known.lists[key];
  const listed = state && list.gone && (await readNumbers(run, id, list));
  if (!state || !list.gone || !listed) return;
  const { kind, idOf } = list.gone;
  const gone = new Set<number>();
  for (const number of numbersIn(state.known).filter((one) => !listed.has(one))) {
    context.signal.throwIfAborted();
    const path = `projects/${id}/${list.path}/${number}`;
    const answer = await api.ask(path, { allowed: UNREADABLE });
    if (answer.status === 404) gone.add(number);
  }
  if (gone.size === 0) return;
  state.known = withoutNumbers(state.known, gone);
  yield goneDraft(
    run,
    [...gone].map((number) => ({ kind, id: idOf(api.place, id, number) })),
  );
}

/** Yields what increments never report: projects, and elements of lists, that are gone. */
export async function* sweep<Settings extends ReadingSettings>(
  run: Run<Settings>,
  look: Look,
): AsyncGenerator<Draft> {
  const { state, settings, reading } = run;
  for (const id of Object.keys(state.projects).map(Number))
    if (!look.ids.has(id)) yield* missingProject(run, look, id);
  const lists = Object.entries(reading.lists).filter(([, { isWanted }]) => isWanted(settings));
  for (const [id, known] of Object.entries(state.projects))
    for (const list of lists) yield* sweepList(run, Number(id), known, list);
}

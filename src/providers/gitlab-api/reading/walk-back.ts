import type { Instant } from '../../../model/time.js';
import type { Draft, Raw, ReadingSettings, Run } from './run.js';
import type { ListState } from './state.js';
import {
  askWindow,
  draftOf,
  freshOf,
  iso,
  isRepeated,
  marksOf,
  note,
  type Walked,
} from './window.js';

type Back = NonNullable<ListState['back']>;

const begunList = (since: Instant): ListState => ({
  seen: since,
  recent: {},
  back: { before: null, page: 1, stop: since, edge: {} },
  known: '',
});

/** Returns where the backfill goes on after a page; undefined at its end. A page of one instant alone has further pages. */
function backAfter<Settings>(
  walked: Walked<Settings>,
  back: Back,
  nodes: readonly Raw[],
): Back | undefined {
  const marks = marksOf(walked, nodes);
  const last = marks.at(-1)?.at;
  if (last === undefined || nodes.length < walked.list.perPage) return undefined;
  const edge = Object.fromEntries(
    marks.flatMap(({ number, at }) => (at === last ? [[number, at]] : [])),
  );
  return back.before === null || last < back.before
    ? { ...back, before: last, page: 1, edge }
    : { ...back, page: back.page + 1, edge: { ...back.edge, ...edge } };
}

function windowOf({ before, stop }: Back): Readonly<Record<string, string>> {
  const window = { sort: 'desc', updated_after: iso(stop) };
  // An instant of GitLab is cut to milliseconds, so that what is listed may be a little later.
  return before === null ? window : { ...window, updated_before: iso(before + 1) };
}

/** Moves the list on by a page. Returns the page of what was not read before; null if the list cannot be read. */
async function step<Settings extends ReadingSettings>(
  run: Run<Settings>,
  walked: Walked<Settings>,
  state: ListState,
  back: Back,
): Promise<{ readonly draft: Draft | null } | null> {
  const nodes = await askWindow(run, walked, windowOf(back), back.page);
  if (nodes === null) return null;
  const fresh = freshOf(walked, back.edge, nodes);
  const before = back.page > 1 && fresh.length === 0 && JSON.stringify(nodes);
  const isLast = isRepeated(run, walked, before, nodes);
  const draft = fresh.length > 0 ? await draftOf(run, walked, fresh) : null;
  walked.known.lists[walked.key] = state;
  note(run, walked, state, { nodes: fresh, seen: marksOf(walked, nodes)[0]?.at ?? state.seen });
  const next = isLast ? undefined : backAfter(walked, back, nodes);
  if (next) state.back = next;
  else delete state.back;
  return { draft };
}

/** Yields pages of what is older than what was read, the newest first, down to an instant. */
export async function* walkBack<Settings extends ReadingSettings>(
  run: Run<Settings>,
  walked: Walked<Settings>,
  until: Instant,
): AsyncGenerator<Draft> {
  const state = walked.known.lists[walked.key] ?? begunList(run.state.since);
  while (state.back && (state.back.before ?? until) >= until) {
    const stepped = await step(run, walked, state, state.back);
    if (stepped === null) return;
    if (stepped.draft) yield stepped.draft;
  }
}

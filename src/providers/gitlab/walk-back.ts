import type { Instant } from '../../model/time.js';
import type { Raw } from './read-details.js';
import type { Draft, Run } from './run.js';
import type { ListState } from './state.js';
import { askWindow, draftOf, iso, isRead, marksOf, note, PER_PAGE, type Walked } from './window.js';

type Back = NonNullable<ListState['back']>;

const begunList = (since: Instant): ListState => ({
  seen: since,
  recent: {},
  back: { before: null, page: 1, stop: since, edge: {} },
  known: '',
});

/** Returns where the backfill goes on after a page; undefined at its end. A page of one instant alone has further pages. */
function backAfter(back: Back, nodes: readonly Raw[]): Back | undefined {
  const last = marksOf(nodes).at(-1)?.at;
  if (last === undefined || nodes.length < PER_PAGE || last < back.stop) return undefined;
  const edge = Object.fromEntries(
    marksOf(nodes).flatMap(({ iid, at }) => (at === last ? [[iid, at]] : [])),
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

/** Moves the list on by a page. Returns the page of what was not read before; null if there is none. */
async function step(
  run: Run,
  walked: Walked,
  list: ListState,
  back: Back,
): Promise<{ readonly draft: Draft | null } | null> {
  const nodes = await askWindow(run, walked, windowOf(back), back.page);
  if (nodes === null) return null;
  const fresh = nodes.filter((node) => !isRead(back.edge, node));
  const draft = fresh.length > 0 ? await draftOf(run, walked, fresh) : null;
  walked.known[walked.key] = list;
  note(run, list, fresh, marksOf(nodes)[0]?.at ?? list.seen);
  const next = backAfter(back, nodes);
  if (next) list.back = next;
  else delete list.back;
  return { draft };
}

/** Yields pages of what is older than what was read, the newest first, down to an instant. */
export async function* walkBack(run: Run, walked: Walked, until: Instant): AsyncGenerator<Draft> {
  const list = walked.known[walked.key] ?? begunList(run.state.since);
  while (list.back && (list.back.before ?? until) >= until) {
    const stepped = await step(run, walked, list, list.back);
    if (stepped === null) return;
    if (stepped.draft) yield stepped.draft;
  }
}

import type { Instant } from '../../model/time.js';
import type { Raw } from './read-details.js';
import type { Draft, Run } from './run.js';
import type { ListState } from './state.js';
import {
  askWindow,
  draftOf,
  iso,
  isRead,
  marksOf,
  note,
  OVERLAP_MILLISECONDS,
  PER_PAGE,
  type Walked,
} from './window.js';

/** Where the walk is: a page of the window that begins at an instant. */
interface At {
  readonly after: Instant;
  readonly page: number;
}

/** Returns where the walk goes on; null at its end. A page of one instant alone has further pages. */
function nextOf({ after, page }: At, nodes: readonly Raw[]): At | null {
  const last = marksOf(nodes).at(-1)?.at;
  if (last === undefined || nodes.length < PER_PAGE) return null;
  return last > after ? { after: last, page: 1 } : { after, page: page + 1 };
}

/** Returns the page of what was not read before; null if there is none. */
async function draftOfChanges(run: Run, walked: Walked, list: ListState, nodes: readonly Raw[]) {
  const fresh = nodes.filter((node) => !isRead(list.recent, node));
  if (fresh.length === 0) return null;
  const draft = await draftOf(run, walked, fresh);
  note(run, list, fresh, Math.max(list.seen, ...marksOf(fresh).map(({ at }) => at)));
  return draft;
}

/** Yields pages of what changed since the list was read, the oldest change first. */
export async function* walkChanges(run: Run, walked: Walked): AsyncGenerator<Draft> {
  const list = walked.known[walked.key];
  let at: At | null = list ? { after: list.seen - OVERLAP_MILLISECONDS, page: 1 } : null;
  while (list && at) {
    const window = { sort: 'asc', updated_after: iso(at.after) };
    const nodes = await askWindow(run, walked, window, at.page);
    if (nodes === null) return;
    const draft = await draftOfChanges(run, walked, list, nodes);
    if (draft) yield draft;
    at = nextOf(at, nodes);
  }
}

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
  OVERLAP_MILLISECONDS,
  type Walked,
} from './window.js';

/** Where the walk is: a page of the window that begins at an instant. */
interface At {
  readonly after: Instant;
  readonly page: number;
}

/** Returns where the walk goes on; null at its end. A page of one instant alone has further pages. */
function nextOf<Settings>(
  walked: Walked<Settings>,
  { after, page }: At,
  nodes: readonly Raw[],
): At | null {
  const last = marksOf(walked, nodes).at(-1)?.at;
  if (last === undefined || nodes.length < walked.list.perPage) return null;
  return last > after ? { after: last, page: 1 } : { after, page: page + 1 };
}

/** Returns the page of what was not read before; null if there is none. */
async function draftOfChanges<Settings extends ReadingSettings>(
  run: Run<Settings>,
  walked: Walked<Settings>,
  state: ListState,
  nodes: readonly Raw[],
): Promise<Draft | null> {
  const fresh = freshOf(walked, state.recent, nodes);
  if (fresh.length === 0) return null;
  const draft = await draftOf(run, walked, fresh);
  const seen = Math.max(state.seen, ...marksOf(walked, fresh).map(({ at }) => at));
  note(run, walked, state, { nodes: fresh, seen });
  return draft;
}

/** Yields pages of what changed since the list was read, the oldest change first. */
export async function* walkChanges<Settings extends ReadingSettings>(
  run: Run<Settings>,
  walked: Walked<Settings>,
): AsyncGenerator<Draft> {
  const state = walked.known.lists[walked.key];
  let at: At | null = state ? { after: state.seen - OVERLAP_MILLISECONDS, page: 1 } : null;
  let before = '';
  while (state && at) {
    const window = { sort: 'asc', updated_after: iso(at.after) };
    const nodes = await askWindow(run, walked, window, at.page);
    if (nodes === null || isRepeated(run, walked, at.page > 1 && before, nodes)) return;
    before = JSON.stringify(nodes);
    const draft = await draftOfChanges(run, walked, state, nodes);
    if (draft) yield draft;
    at = nextOf(walked, at, nodes);
  }
}

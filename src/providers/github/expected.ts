import type { Instant } from '../../model/time.js';
import type { SyncPass } from './round.js';
import type { ListKey, ListState } from './state.js';

/** Returns how many entries the backfill of a list has still to read, as far as anybody knows. */
const leftOf = ({ back, count = 0 }: ListState): number => (back ? (back.left ?? count) : 0);

/**
 * Notes how many entries are left after some were read, down to those updated at `oldest`. The
 * estimate assumes as many entries a day as were read so far, and at most GitHub's count.
 */
export function noteLeft(
  list: ListState,
  part: 'head' | 'back',
  read: number,
  oldest: Instant,
): void {
  const { back, count, seen } = list;
  if (part !== 'back' || !back || count === undefined) return;
  const done = (back.done ?? 0) + read;
  const most = Math.max(0, count - done);
  const covered = seen - oldest;
  const ahead = oldest - back.stop;
  back.done = done;
  back.left = covered > 0 ? Math.min(most, Math.ceil((done * Math.max(0, ahead)) / covered)) : most;
}

/** Returns how many entries of a list the run will have brought at its end, `items` more than before among them. */
export function expectedTotal(
  { state, brought }: SyncPass,
  key: ListKey,
  items: number,
): { readonly total?: number } {
  const done = (brought.get(key) ?? 0) + items;
  brought.set(key, done);
  const lists = Object.values(state.repositories).flatMap((known) => known[key] ?? []);
  if (lists.every(({ count }) => count === undefined)) return {};
  return { total: lists.reduce((sum, list) => sum + leftOf(list), done) };
}

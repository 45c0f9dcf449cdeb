import type { Backfill } from './state.js';

const DAY_SECONDS = 86_400;
/** The first window, so that last month stands first. */
const FIRST_SPAN = 30 * DAY_SECONDS;

/** The most runs that GitHub lists with any filter. */
export const MOST_LISTED = 1_000;

const windowUntil = (until: number, span: number, since: number): Backfill | null =>
  until < since ? null : { from: Math.max(since, until - span), until, page: 1 };

/** Returns the newest window back to `since`; null if there is none. */
export const firstWindow = (now: number, since: number): Backfill | null =>
  windowUntil(now, FIRST_SPAN, since);

/** Returns the window before one that was read whole, twice as long; null if it was the last. */
export const windowBefore = ({ from, until }: Backfill, since: number): Backfill | null =>
  windowUntil(from - 1, 2 * (until - from) + 1, since);

/** Returns the newer half of a window that holds too many runs; null if it is a single second. */
export const newerHalf = ({ from, until }: Backfill): Backfill | null =>
  from >= until ? null : { from: Math.floor((from + until) / 2) + 1, until, page: 1 };

/** The window as GitHub asks for it. */
export function createdWithin({ from, until }: Backfill): string {
  const [first, last] = [from, until].map((at) =>
    new Date(at * 1000).toISOString().replace('.000Z', 'Z'),
  );
  return `${first}..${last}`;
}

import type { Instant } from '../../model/time.js';

/** Returns the instant that a `Date` header names (RFC 9110, 6.6.1); null if there is none. */
function dateOf(headers: Headers): Instant | null {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? null : at;
}

/** The clock of a vendor, as its answers show it. Cursors go by it: how wrong our own is loses nothing. */
export function createVendorClock() {
  let begunAt: Instant | null = null;
  return {
    /** Returns the instant of the first answer, in whole seconds; null if none named one. */
    begunAt: (): Instant | null => begunAt,
    note: (headers: Headers): void => {
      begunAt ??= dateOf(headers);
    },
  };
}
export type VendorClock = ReturnType<typeof createVendorClock>;

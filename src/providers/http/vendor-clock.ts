import type { Instant } from '../../model/time.js';

/** Returns the instant that a `Date` header names (RFC 9110, 6.6.1); null if there is none. */
function dateOf(headers: Headers): Instant | null {
  const at = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(at) ? null : at;
}

/** The clock of a vendor, as its answers show it. Cursors go by it: how wrong our own is loses nothing. */
export interface VendorClock {
  /** Returns the instant of the first answer, in whole seconds; null if none named one. */
  begunAt(): Instant | null;
  note(headers: Headers): void;
}

export function createVendorClock(): VendorClock {
  let begunAt: Instant | null = null;
  return {
    begunAt: () => begunAt,
    note: (headers) => {
      begunAt ??= dateOf(headers);
    },
  };
}

import type { Instant } from '../model/time.js';

/** A timestamptz column as epoch milliseconds, or null, in a select list. */
export const milliseconds = (column: string): string =>
  `(extract(epoch from ${column}) * 1000)::float8`;

export const timestamp = (at: Instant): string => new Date(at).toISOString();

/** An instant as a statement's parameter. */
export const moment = (at: Instant | null): string | null => (at === null ? null : timestamp(at));

import type { Instant } from '../../model/time.js';

/** A timestamptz column as epoch milliseconds, or null, in a select list. */
export const milliseconds = (column: string): string =>
  `(extract(epoch from ${column}) * 1000)::float8`;

let last = { at: 0, text: new Date(0).toISOString() };
/** An instant as PostgreSQL reads it; the same is asked for row after row. */
export function timestamp(at: Instant): string {
  if (at !== last.at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}

/** An instant as a statement's parameter. */
export const moment = (at: Instant | null): string | null => (at === null ? null : timestamp(at));

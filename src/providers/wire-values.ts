import { z } from 'zod';
import { EARLIEST_INSTANT, LATEST_INSTANT } from '../model/limits.js';
import type { Instant } from '../model/time.js';

/** Some tools write offsets without a colon, a space for the `T`, or ` UTC`, which no standard parser has to take. */
const withOffset = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)$/;

const kept = (at: Instant): Instant | null =>
  Number.isNaN(at) || at < EARLIEST_INSTANT || at > LATEST_INSTANT ? null : Math.floor(at);

/**
 * Returns the instant of a text with an offset, such as `2021-05-10T03:32:18.781+0000` or
 * `2015-05-17 18:08:09 UTC`; null of anything else, and of years that mean "never".
 */
export function instantOf(text: string): Instant | null {
  const [, day, time, offset = ''] = withOffset.exec(text.trim()) ?? [];
  if (day === undefined) return null;
  const zone = offset === 'UTC' ? 'Z' : offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  return kept(Date.parse(`${day}T${time}${zone}`));
}

/** Returns the instant of a count of milliseconds since 1970; null of what no calendar of ours holds, such as 0. */
export const instantOfMilliseconds = (count: number): Instant | null => kept(count);

const required = (read: (value: unknown) => Instant | null) =>
  z.unknown().transform((value, context) => {
    const at = read(value);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: 'no instant' });
    return z.NEVER;
  });
const loose = (read: (value: unknown) => Instant | null) => z.unknown().optional().transform(read);

const ofText = (value: unknown) => (typeof value === 'string' ? instantOf(value) : null);
const ofMilliseconds = (value: unknown) =>
  typeof value === 'number' ? instantOfMilliseconds(value) : null;

/** An instant as text with an offset; without it a record cannot be read. */
export const isoInstant = required(ofText);
/** An instant as text that nothing depends on: null if it cannot be read. */
export const looseIsoInstant = loose(ofText);
/** An instant as milliseconds since 1970; without it a record cannot be read. */
export const millisecondsInstant = required(ofMilliseconds);
/** The same that nothing depends on: null if it cannot be read. */
export const looseMillisecondsInstant = loose(ofMilliseconds);

/** An id, as text, whichever way a tool writes it. */
export const wireId = z.union([z.string().min(1), z.number()]).transform(String);

import { z } from 'zod';
import { EARLIEST_INSTANT, LATEST_INSTANT, latestObserved } from '../../model/limits.js';
import type { Clock, Instant } from '../../model/time.js';
import { name, worded } from './fields.js';

const written = z
  .union([z.string(), z.number()], { error: 'Write an instant, such as 2026-11-24T09:30:00Z.' })
  .transform((given, context) => {
    const exact =
      typeof given === 'number' || /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(given);
    const at = new Date(given).getTime();
    if (exact && Number.isSafeInteger(at)) return at;
    context.addIssue({
      code: 'custom',
      message:
        'Write an instant with its offset, such as 2026-11-24T09:30:00Z, or milliseconds since 1970.',
    });
    return z.NEVER;
  });

const within = (latest: () => Instant, message: string) =>
  written
    .refine((at) => at >= EARLIEST_INSTANT, 'This lies before 1980: correct the instant.')
    .refine((at) => at <= latest(), message);

/** Something that has happened: at most a day ahead of `now`. */
export const past = (now: Clock) =>
  worded(
    within(
      () => latestObserved(now()),
      'This lies more than a day in the future: correct the instant (are these seconds or microseconds instead of milliseconds?).',
    ),
    { type: 'instant', limit: 'from 1980 to a day ahead' },
  );
/** Something that may be planned. */
export const planned = worded(
  within(() => LATEST_INSTANT, 'This lies after 2100: correct the instant.'),
  { type: 'instant', limit: 'from 1980 to 2100' },
);

/** How far the clocks of a tool may differ from each other. */
export const SKEW_MILLISECONDS = 5 * 60_000;

/** True unless `end` lies so long before `start` that clocks do not explain it. */
export const follows = (start: Instant, end: Instant | null): boolean =>
  end === null || end >= start - SKEW_MILLISECONDS;
/** The end, which is the start where clocks made it lie before. */
export const notBefore = <End extends Instant | null>(start: Instant, end: End): End =>
  end === null ? end : (Math.max(start, end) as End);

/** A line of a kind, which has an id and a date of its own. */
export const record = <Shape extends z.ZodRawShape>(now: Clock, shape: Shape) =>
  z.strictObject({ id: name, updatedAt: past(now) }).extend(shape);

import { z } from 'zod';
import { EARLIEST_INSTANT, LATEST_INSTANT, latestObserved } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';

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

const within = (latest: Instant, message: string) =>
  written
    .refine((at) => at >= EARLIEST_INSTANT, 'This lies before 1980: mend the instant.')
    .refine((at) => at <= latest, message);

/** Something that has happened: at most a day ahead of `now`. */
export const past = (now: Instant) =>
  within(latestObserved(now), 'This lies more than a day in the future: mend the instant.');
/** Something that may be planned. */
export const planned = within(LATEST_INSTANT, 'This lies after 2100: mend the instant.');

import type { Instant } from '../../model/time.js';
import { LimitReached } from '../../providers/http/limits.js';
import type { DeliveryOutcome, HeldDelivery } from '../../storage/integrations/inbox.js';

/** After so many attempts a delivery is dead. */
export const MOST_ATTEMPTS = 10;
const MINUTE_MILLISECONDS = 60_000;
const LONGEST_MINUTES = 64;
const JITTER = 0.2;
const LONGEST_REASON = 1000;
/** Characters read of a longer text, since it may contain a body of 25 MB. */
const LONGEST_READ = 100_000;

type Tried = Pick<HeldDelivery, 'number' | 'attempts'>;

const wordsOf = (error: unknown, hide: (text: string) => string): string => {
  // The parser's own words hold a piece of the body.
  if (error instanceof SyntaxError) return 'Its body cannot be read.';
  const said = error instanceof Error ? error.message : String(error);
  // Hidden before it is cut: a part of a secret is found by nobody afterwards.
  const hidden = hide(said.slice(0, LONGEST_READ).replaceAll('\0', '')).trim();
  return hidden.slice(0, LONGEST_REASON) || 'It failed without a word.';
};

/** Returns the milliseconds until a delivery is tried again: doubling from 2 minutes to 64; `dice` (0..1) takes up to a fifth. */
const deliveryBackOff = (attempts: number, dice: number): number =>
  Math.min(2 ** attempts, LONGEST_MINUTES) * MINUTE_MILLISECONDS * (1 - JITTER * dice);

/** Returns how deliveries end; `hide` takes the secrets of their integration out of each reason. */
export function outcomesWith(hide: (text: string) => string) {
  const ended = (
    { number, attempts }: Tried,
    status: DeliveryOutcome['status'],
    reason: unknown,
  ): DeliveryOutcome => ({ number, attempts, status, reason: wordsOf(reason, hide), nextAt: null });
  const dead = (tried: Tried, error: unknown) => ended(tried, 'DEAD', error);
  const postponed = (tried: Tried, nextAt: Instant, error: unknown): DeliveryOutcome => ({
    ...ended(tried, 'PENDING', error),
    attempts: tried.attempts - 1,
    nextAt,
  });
  return {
    /** It cannot be read, which no further attempt changes. */
    dead,
    /** It is tried again at an instant; the attempt does not count. */
    postponed,
    /** Something was made of it. `reason` names what was excluded. */
    done: (tried: Tried, reason: string | null): DeliveryOutcome => ({
      ...ended(tried, 'DONE', reason),
      ...(reason ? {} : { reason: null }),
    }),
    ignored: (tried: Tried, reason: string) => ended(tried, 'IGNORED', reason),
    /** It failed: it is tried again, later each time, or is dead. A limit of the vendor is no failure. */
    failed: (tried: Tried, error: unknown, now: Instant, dice: number): DeliveryOutcome => {
      if (error instanceof LimitReached) return postponed(tried, error.resetsAt, error);
      if (tried.attempts >= MOST_ATTEMPTS) return dead(tried, error);
      const nextAt = now + Math.round(deliveryBackOff(tried.attempts, dice));
      return { ...ended(tried, 'PENDING', error), nextAt };
    },
  };
}
/** How deliveries of one integration end. */
export type Outcomes = ReturnType<typeof outcomesWith>;

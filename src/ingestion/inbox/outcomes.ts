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

/** How deliveries of one integration end. */
export interface Outcomes {
  /** Something was made of it. `reason` names what was excluded. */
  done(tried: Tried, reason: string | null): DeliveryOutcome;
  ignored(tried: Tried, reason: string): DeliveryOutcome;
  /** It cannot be read, which no further attempt changes. */
  dead(tried: Tried, error: unknown): DeliveryOutcome;
  /** It is tried again at an instant; the attempt does not count. */
  postponed(tried: Tried, nextAt: Instant, error: unknown): DeliveryOutcome;
  /** It failed: it is tried again, later each time, or is dead. A limit of the vendor is no failure. */
  failed(tried: Tried, error: unknown, now: Instant, dice: number): DeliveryOutcome;
}

/** Returns how deliveries end; `hide` takes the secrets of their integration out of each reason. */
export function outcomesWith(hide: (text: string) => string): Outcomes {
  const ended = (
    { number, attempts }: Tried,
    status: DeliveryOutcome['status'],
    reason: unknown,
  ): DeliveryOutcome => ({ number, attempts, status, reason: wordsOf(reason, hide), nextAt: null });
  const dead: Outcomes['dead'] = (tried, error) => ended(tried, 'DEAD', error);
  const postponed: Outcomes['postponed'] = (tried, nextAt, error) => ({
    ...ended(tried, 'PENDING', error),
    attempts: tried.attempts - 1,
    nextAt,
  });
  return {
    dead,
    postponed,
    done: (tried, reason) => ({
      ...ended(tried, 'DONE', reason),
      ...(reason ? {} : { reason: null }),
    }),
    ignored: (tried, reason) => ended(tried, 'IGNORED', reason),
    failed: (tried, error, now, dice) => {
      if (error instanceof LimitReached) return postponed(tried, error.resetsAt, error);
      if (tried.attempts >= MOST_ATTEMPTS) return dead(tried, error);
      const nextAt = now + Math.round(deliveryBackOff(tried.attempts, dice));
      return { ...ended(tried, 'PENDING', error), nextAt };
    },
  };
}

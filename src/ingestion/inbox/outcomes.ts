import type { Instant } from '../../model/time.js';
import { LimitReached } from '../../providers/http/limits.js';
import type { DeliveryOutcome, HeldDelivery } from '../../storage/inbox.js';

/** After so many attempts a delivery is dead. */
export const MOST_ATTEMPTS = 10;
const MINUTE_MILLISECONDS = 60_000;
const LONGEST_MINUTES = 64;
const JITTER = 0.2;
const LONGEST_REASON = 1000;

type Tried = Pick<HeldDelivery, 'number' | 'attempts'>;

const wordsOf = (error: unknown): string => {
  // The parser's own words hold a piece of the body.
  if (error instanceof SyntaxError) return 'Its body cannot be read.';
  const said = error instanceof Error ? error.message : String(error);
  return said.replaceAll('\0', '').trim().slice(0, LONGEST_REASON) || 'It failed without a word.';
};

/** Returns the milliseconds until a delivery is tried again: doubling from 2 minutes to 64; `dice` (0..1) takes up to a fifth. */
const deliveryBackOff = (attempts: number, dice: number): number =>
  Math.min(2 ** attempts, LONGEST_MINUTES) * MINUTE_MILLISECONDS * (1 - JITTER * dice);

/** Something was made of it. `reason` names what was left out. */
export const done = ({ number, attempts }: Tried, reason: string | null): DeliveryOutcome => ({
  ...{ number, attempts, status: 'DONE', nextAt: null },
  reason: reason && wordsOf(reason),
});

export const ignored = ({ number, attempts }: Tried, reason: string): DeliveryOutcome => ({
  ...{ number, attempts, status: 'IGNORED', reason: wordsOf(reason), nextAt: null },
});

/** It cannot be read, which no further attempt changes. */
export const dead = ({ number, attempts }: Tried, error: unknown): DeliveryOutcome => ({
  ...{ number, attempts, status: 'DEAD', reason: wordsOf(error), nextAt: null },
});

/** It is tried again at an instant; the attempt does not count. */
export const postponed = (
  { number, attempts }: Tried,
  nextAt: Instant,
  error: unknown,
): DeliveryOutcome => ({
  ...{ number, attempts: attempts - 1, status: 'PENDING', reason: wordsOf(error), nextAt },
});

/** It failed: it is tried again, later each time, or is dead. A limit of the vendor is no failure. */
export function failed(tried: Tried, error: unknown, now: Instant, dice: number): DeliveryOutcome {
  if (error instanceof LimitReached) return postponed(tried, error.resetsAt, error);
  if (tried.attempts >= MOST_ATTEMPTS) return dead(tried, error);
  const nextAt = now + Math.round(deliveryBackOff(tried.attempts, dice));
  return {
    ...{ number: tried.number, attempts: tried.attempts, status: 'PENDING' },
    ...{ reason: wordsOf(error), nextAt },
  };
}

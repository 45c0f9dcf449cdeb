import { createHash } from 'node:crypto';
import type { Instant } from '../../model/time.js';

/** The limit of the token, as reported by a response. */
export interface LimitNotice {
  /** Calls left in the window; null if not reported. */
  readonly remaining: number | null;
  /** When the window begins again; null if not reported. */
  readonly resetsAt: Instant | null;
  /** Not before this instant may the token be used again; null: it may be used now. */
  readonly notBefore: Instant | null;
}

/** The run would wait too long for its limit: it ends here and goes on after `resetsAt`. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly resetsAt: Instant;
  constructor(vendor: string, resetsAt: Instant) {
    super(
      `${vendor} allows no more calls until ${new Date(resetsAt).toISOString()}: the sync goes on then.`,
    );
    this.resetsAt = resetsAt;
  }
}

interface TokenState {
  notBefore: Instant;
  refusals: number;
}

/** How long each token of each vendor must rest, shared by all runs of this process. Tokens are kept as digests. */
export interface Limits {
  /** Returns when the token may be used again; 0 if it may be used now. */
  notBefore(vendor: string, token: string): Instant;
  /** Lets the token rest until the instant; a refusal without one rests 60 s, doubling to 15 minutes. Returns until when. */
  refuse(vendor: string, token: string, until: Instant | null, now: Instant): Instant;
  /** Notes that the token was accepted; it rests until `notBefore` where the answer asks for that. */
  accept(vendor: string, token: string, notBefore: Instant | null): void;
}

const FIRST_REST_MILLISECONDS = 60_000;
const LONGEST_REST_MILLISECONDS = 15 * 60_000;
const JITTER = 0.1;

const keyOf = (vendor: string, token: string): string =>
  `${vendor} ${createHash('sha256').update(token).digest('base64url')}`;

/** `random` yields numbers from 0 to below 1. */
export function createLimits(random: () => number = Math.random): Limits {
  const states = new Map<string, TokenState>();
  const stateOf = (vendor: string, token: string): TokenState => {
    const key = keyOf(vendor, token);
    const known = states.get(key) ?? { notBefore: 0, refusals: 0 };
    states.set(key, known);
    return known;
  };
  return {
    notBefore: (vendor, token) => states.get(keyOf(vendor, token))?.notBefore ?? 0,
    refuse: (vendor, token, until, now) => {
      const state = stateOf(vendor, token);
      const rest = Math.min(
        FIRST_REST_MILLISECONDS * 2 ** state.refusals,
        LONGEST_REST_MILLISECONDS,
      );
      state.refusals += 1;
      state.notBefore = until ?? now + rest + Math.floor(rest * JITTER * random());
      return state.notBefore;
    },
    accept: (vendor, token, notBefore) => {
      const state = stateOf(vendor, token);
      state.refusals = 0;
      if (notBefore !== null) state.notBefore = notBefore;
    },
  };
}

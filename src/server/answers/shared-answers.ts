import type { ExecutionResult } from 'graphql';
import {
  type Asker,
  type GateLimits,
  type QuestionGate,
  tooMany,
} from '../limits/question-gate.js';
import { Quota } from '../limits/quota.js';

type AskerLimits = Pick<GateLimits, 'waiting' | 'waitingOfKey'>;

/**
 * Returns a promise that rejects when the signal is aborted, and a function that stops listening.
 */
function abortOf(signal: AbortSignal): { readonly aborted: Promise<never>; forget(): void } {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(tooMany());
  aborted.catch(() => undefined);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return { aborted, forget: () => signal.removeEventListener('abort', abort) };
}

/**
 * The work that is done once for all who share. It calls `begin` as it begins; after that nobody
 * joins.
 */
export type Calculate = (begin: () => void, signal: AbortSignal) => Promise<ExecutionResult>;

/**
 * One calculation, with the number of its askers and the controller that ends it once they have all
 * gone.
 */
class Calculation {
  readonly ended = new AbortController();
  readonly result: Promise<ExecutionResult>;
  hasBegun = false;
  askers = 0;

  /** Begins when `before` has ended. */
  constructor(before: Promise<unknown>, calculate: Calculate) {
    const { signal } = this.ended;
    const begin = () => {
      this.hasBegun = true;
    };
    const work = before.then(() => {
      if (signal.aborted) throw tooMany();
      return calculate(begin, signal);
    });
    const { aborted, forget } = abortOf(signal);
    this.result = Promise.race([work, aborted]).finally(forget);
    this.result.catch(() => undefined);
  }
}

/**
 * Lets equal questions share one calculation. Nobody joins one that has begun, since it may lack
 * later changes. All who ask from then on share the next, which begins when that one has ended. An
 * asker who goes ends nobody else's.
 */
export class SharedAnswers {
  readonly #gate: Pick<QuestionGate, 'refuse'>;
  readonly #limits: AskerLimits;
  readonly #ofKeys: Quota;
  readonly #newest = new Map<string, Calculation>();
  #askers = 0;
  #joined = 0;

  constructor(gate: Pick<QuestionGate, 'refuse'>, limits: AskerLimits) {
    this.#gate = gate;
    this.#limits = limits;
    this.#ofKeys = new Quota(limits.waitingOfKey);
  }

  /** How many askers wait at the moment, and how many so far got an answer that another one shared. */
  get figures() {
    return { askers: this.#askers, joined: this.#joined };
  }

  /**
   * Returns the answer that all askers of the same `sharing` share. Throws UNAVAILABLE if too many
   * wait, and once `signal` is aborted.
   */
  async answer(
    sharing: string,
    { key }: Asker,
    signal: AbortSignal,
    calculate: Calculate,
  ): Promise<ExecutionResult> {
    if (this.#askers >= this.#limits.waiting) throw this.#gate.refuse('WAITING');
    if (!this.#ofKeys.take(key)) throw this.#gate.refuse('WAITING_OF_KEY');
    const calculation = this.#calculationOf(sharing, calculate);
    const { aborted, forget } = abortOf(signal);
    calculation.askers += 1;
    this.#askers += 1;
    try {
      return await Promise.race([calculation.result, aborted]);
    } finally {
      forget();
      this.#ofKeys.give(key);
      this.#askers -= 1;
      calculation.askers -= 1;
      if (calculation.askers === 0) this.#end(sharing, calculation);
    }
  }

  #calculationOf(sharing: string, calculate: Calculate): Calculation {
    const newest = this.#newest.get(sharing);
    if (newest && !newest.hasBegun) {
      this.#joined += 1;
      return newest;
    }
    const made = new Calculation(
      newest?.result.catch(() => undefined) ?? Promise.resolve(),
      calculate,
    );
    this.#newest.set(sharing, made);
    return made;
  }

  /** Removes a calculation that nobody waits for any more: it has ended, or is given up. */
  #end(sharing: string, calculation: Calculation): void {
    calculation.ended.abort();
    if (this.#newest.get(sharing) === calculation) this.#newest.delete(sharing);
  }
}

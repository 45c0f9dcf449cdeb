import { Fault } from '../../model/errors.js';
import { Held } from './held.js';

/** The account and key whose questions are counted together. */
export interface Asker {
  readonly account: number;
  readonly key: number;
}
/**
 * Weight that may be under way, of all askers, of one account and of one key. Pushed answers have
 * their own, so that there is always room for questions. The rest is how many questions may wait.
 */
export type GateLimits = Readonly<
  Record<'all' | 'account' | 'key' | 'pushes' | 'waiting' | 'waitingOfKey', number>
>;
/**
 * The reasons why questions are not let in. Too many of all or of their key wait, memory is short,
 * or their asker has gone or had no time left.
 */
export const refusals = ['WAITING', 'WAITING_OF_KEY', 'MEMORY', 'GIVEN_UP'] as const;
export type Refusal = (typeof refusals)[number];

/** Something that waits or is under way. Pushes are counted apart, so that they delay no question. */
interface Waiting {
  /** Lanes of the account and of the key. */
  readonly account: string;
  readonly key: string;
  readonly weight: number;
  readonly isPush: boolean;
  readonly enter: () => void;
}

/** Returns the name under which the questions, or the pushes, of an account or key are counted. */
const laneOf = (one: number, isPush: boolean): string => `${isPush ? 'push' : 'question'} ${one}`;

/** How long a question that nobody waits for keeps its place if its work does not end. */
const LINGER_MILLISECONDS = 30_000;

export const tooMany = (): Fault =>
  new Fault(
    'UNAVAILABLE',
    'Too many questions are under way or wait already; ask this one again in a few seconds.',
  );

/**
 * Bounds the questions that are under way, by their weight: in all, of one account and of one key.
 * The others wait, each key in a row of its own. The key with the least under way is next, so that
 * a key that asks a lot delays only itself.
 */
export class QuestionGate {
  readonly #limits: GateLimits;
  readonly #isShort: () => boolean;
  readonly #accounts = new Held<string>();
  readonly #keys = new Held<string>();
  readonly #rows = new Map<string, Waiting[]>();
  readonly #refused = { WAITING: 0, WAITING_OF_KEY: 0, MEMORY: 0, GIVEN_UP: 0 };
  #underWay = 0;
  #questions = 0;
  #waiting = 0;
  #pushesWaiting = 0;
  #pushed = 0;
  #admitted = 0;

  /** `isShort`: true while there is too little memory for another question. */
  constructor(limits: GateLimits, isShort: () => boolean) {
    this.#limits = limits;
    this.#isShort = isShort;
  }

  /** Weights at the moment, and questions let in and refused since the start. */
  get figures() {
    return {
      questions: this.#questions,
      weight: this.#underWay,
      waiting: this.#waiting,
      /** Pushed answers that wait; they are not among those refused, since none may be lost. */
      pushesWaiting: this.#pushesWaiting,
      admitted: this.#admitted,
      refused: { ...this.#refused },
    };
  }

  /**
   * Waits until the question may be worked on. Returns the function to call once that is done.
   * Throws UNAVAILABLE if too many wait, if memory is short, and when `signal` is aborted.
   */
  async enter(asker: Asker, weight: number, signal: AbortSignal): Promise<() => void> {
    const refusal = this.#refusalFor(asker, signal);
    if (refusal !== null) throw this.refuse(refusal);
    return this.#wait(asker, weight, signal, false);
  }

  /**
   * Does the same as `enter` for an answer that is pushed. It waits as long as it must, since
   * nobody would ask for it again.
   */
  async enterPush(asker: Asker, weight: number, signal: AbortSignal): Promise<() => void> {
    if (signal.aborted) throw this.refuse('GIVEN_UP');
    return this.#wait(asker, weight, signal, true);
  }

  async #wait(
    { account, key }: Asker,
    weight: number,
    signal: AbortSignal,
    isPush: boolean,
  ): Promise<() => void> {
    const { promise: entered, resolve: enter, reject } = Promise.withResolvers<void>();
    const row = laneOf(key, isPush);
    const one = {
      account: laneOf(account, isPush),
      key: row,
      isPush,
      enter,
      weight: Math.min(weight, this.#limits.key),
    };
    const giveUp = () => {
      if (this.#remove(one)) reject(this.refuse('GIVEN_UP'));
    };
    this.#rows.set(row, [...(this.#rows.get(row) ?? []), one]);
    this.#countWaiting(one, 1);
    signal.addEventListener('abort', giveUp, { once: true });
    this.#admit();
    await entered.finally(() => signal.removeEventListener('abort', giveUp));
    return this.#leaveOnce(one, signal);
  }

  /** Returns the fault of a question that is not let in, and counts it. */
  refuse(refusal: Refusal): Fault {
    this.#refused[refusal] += 1;
    return tooMany();
  }

  #refusalFor({ key }: Asker, signal: AbortSignal): Refusal | null {
    const { waiting, waitingOfKey } = this.#limits;
    const ofKey = (this.#rows.get(laneOf(key, false)) ?? []).length;
    if (signal.aborted) return 'GIVEN_UP';
    if (ofKey >= waitingOfKey) return 'WAITING_OF_KEY';
    if (this.#waiting >= waiting) return 'WAITING';
    return this.#isShort() ? 'MEMORY' : null;
  }

  #countWaiting({ isPush }: Waiting, by: number): void {
    if (isPush) this.#pushesWaiting += by;
    else this.#waiting += by;
  }

  #leaveOnce(one: Waiting, signal: AbortSignal): () => void {
    let hasLeft = false;
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      signal.removeEventListener('abort', leaveLater);
      this.#count(one, -1);
      this.#admit();
    };
    const leaveLater = () => void setTimeout(leave, LINGER_MILLISECONDS).unref();
    signal.addEventListener('abort', leaveLater, { once: true });
    return leave;
  }

  #count({ account, key, weight, isPush }: Waiting, by: 1 | -1): void {
    this.#questions += by;
    if (isPush) this.#pushed += by * weight;
    this.#underWay += by * weight;
    this.#accounts.add(account, by * weight);
    this.#keys.add(key, by * weight);
  }

  /** Removes a waiting question; false if it waits no more. */
  #remove(one: Waiting): boolean {
    const row = this.#rows.get(one.key) ?? [];
    if (!row.includes(one)) return false;
    const left = row.filter((other) => other !== one);
    if (left.length > 0) this.#rows.set(one.key, left);
    else this.#rows.delete(one.key);
    this.#countWaiting(one, -1);
    return true;
  }

  /** Returns the next question: the first of the key that has the least under way. */
  #next(): Waiting | null {
    let best: Waiting | null = null;
    for (const [first] of this.#rows.values())
      if (first && this.#mayEnter(first) && (best === null || this.#comesBefore(first, best)))
        best = first;
    return best;
  }

  #mayEnter({ account, key, weight, isPush }: Waiting): boolean {
    const { account: ofAccount, key: ofKey, pushes } = this.#limits;
    if (isPush && this.#pushed + weight > pushes) return false;
    return this.#keys.of(key) + weight <= ofKey && this.#accounts.of(account) + weight <= ofAccount;
  }

  #comesBefore(one: Waiting, other: Waiting): boolean {
    const accounts = this.#accounts.of(one.account) - this.#accounts.of(other.account);
    if (one.account !== other.account && accounts !== 0) return accounts < 0;
    return this.#keys.of(one.key) < this.#keys.of(other.key);
  }

  #admit(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      // The next question waits for room. Otherwise lighter ones could pass it for ever.
      if (this.#underWay + next.weight > this.#limits.all) return;
      this.#remove(next);
      this.#count(next, 1);
      this.#admitted += 1;
      next.enter();
    }
  }
}

import { Fault } from '../../model/errors.js';

/** Whose questions are counted together. */
export interface Asker {
  readonly account: number;
  readonly key: number;
}
export interface GateLimits {
  /** Weight under way of all askers, of one account and of one key. */
  readonly all: number;
  readonly account: number;
  readonly key: number;
  /** Questions that wait, of all askers and of one key. */
  readonly waiting: number;
  readonly waitingOfKey: number;
}
interface Waiting extends Asker {
  readonly weight: number;
  readonly enter: () => void;
}

/** Weights by a number. */
class Weights {
  readonly #held = new Map<number, number>();

  of(one: number): number {
    return this.#held.get(one) ?? 0;
  }

  add(one: number, weight: number): void {
    const held = this.of(one) + weight;
    if (held > 0) this.#held.set(one, held);
    else this.#held.delete(one);
  }
}

/** How long a question that nobody waits for keeps its place where its work does not end. */
const LINGER_MILLISECONDS = 30_000;

export const tooMany = (): Fault =>
  new Fault(
    'UNAVAILABLE',
    'Too many questions are under way or wait already; ask this one again in a few seconds.',
  );

/**
 * Bounds the questions that are under way, by their weight: in all, of one account and of one key. The others wait, each key in a row of
 * its own; who has the least under way is next, so that a key that asks a lot makes only itself wait.
 */
export class QuestionGate {
  readonly #limits: GateLimits;
  readonly #isShort: () => boolean;
  readonly #accounts = new Weights();
  readonly #keys = new Weights();
  readonly #rows = new Map<number, Waiting[]>();
  #underWay = 0;
  #waiting = 0;

  /** `isShort`: true while there is too little memory for another question. */
  constructor(limits: GateLimits, isShort: () => boolean) {
    this.#limits = limits;
    this.#isShort = isShort;
  }

  get underWay(): number {
    return this.#underWay;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /**
   * Ends when the question may be worked on, with what is to be called once that is done. Throws UNAVAILABLE where too many wait, where
   * memory is short, and when `signal` is aborted.
   */
  async enter(asker: Asker, weight: number, signal: AbortSignal): Promise<() => void> {
    const row = this.#rows.get(asker.key) ?? [];
    if (signal.aborted || this.#isFull(row)) throw tooMany();
    const { promise: entered, resolve: enter, reject } = Promise.withResolvers<void>();
    const { account, key } = asker;
    const one = { account, key, weight: Math.min(weight, this.#limits.key), enter };
    const giveUp = () => {
      if (this.#remove(one)) reject(tooMany());
    };
    this.#rows.set(key, [...row, one]);
    this.#waiting += 1;
    signal.addEventListener('abort', giveUp, { once: true });
    this.#admit();
    await entered.finally(() => signal.removeEventListener('abort', giveUp));
    return this.#leaveOnce(one, signal);
  }

  #isFull(row: readonly Waiting[]): boolean {
    const { waiting, waitingOfKey } = this.#limits;
    return row.length >= waitingOfKey || this.#waiting >= waiting || this.#isShort();
  }

  #leaveOnce(one: Waiting, signal: AbortSignal): () => void {
    let hasLeft = false;
    const leave = () => {
      if (hasLeft) return;
      hasLeft = true;
      signal.removeEventListener('abort', leaveLater);
      this.#count(one, -one.weight);
      this.#admit();
    };
    const leaveLater = () => void setTimeout(leave, LINGER_MILLISECONDS).unref();
    signal.addEventListener('abort', leaveLater, { once: true });
    return leave;
  }

  #count({ account, key }: Waiting, weight: number): void {
    this.#underWay += weight;
    this.#accounts.add(account, weight);
    this.#keys.add(key, weight);
  }

  /** False where it waits no more. */
  #remove(one: Waiting): boolean {
    const row = this.#rows.get(one.key) ?? [];
    if (!row.includes(one)) return false;
    const left = row.filter((other) => other !== one);
    if (left.length > 0) this.#rows.set(one.key, left);
    else this.#rows.delete(one.key);
    this.#waiting -= 1;
    return true;
  }

  /** What is next: the first of the key that has the least under way. */
  #next(): Waiting | null {
    let best: Waiting | null = null;
    for (const [first] of this.#rows.values())
      if (first && this.#mayEnter(first) && (best === null || this.#comesBefore(first, best)))
        best = first;
    return best;
  }

  #mayEnter({ account, key, weight }: Waiting): boolean {
    const { account: ofAccount, key: ofKey } = this.#limits;
    return this.#keys.of(key) + weight <= ofKey && this.#accounts.of(account) + weight <= ofAccount;
  }

  #comesBefore(one: Waiting, other: Waiting): boolean {
    const accounts = this.#accounts.of(one.account) - this.#accounts.of(other.account);
    if (one.account !== other.account && accounts !== 0) return accounts < 0;
    return this.#keys.of(one.key) < this.#keys.of(other.key);
  }

  #admit(): void {
    for (let next = this.#next(); next !== null; next = this.#next()) {
      // What is next waits for room rather than let lighter ones pass for ever.
      if (this.#underWay + next.weight > this.#limits.all) return;
      this.#remove(next);
      this.#count(next, next.weight);
      next.enter();
    }
  }
}

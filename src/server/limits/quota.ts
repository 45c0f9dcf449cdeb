import { Held } from './held.js';

/** Counts what each key holds at the moment, up to a limit. */
export class Quota {
  readonly #held = new Held<number>();
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Returns how many all keys hold together. */
  get held(): number {
    return this.#held.all;
  }

  /** Counts one more for the key; false if the key holds as many as it may. */
  take(key: number): boolean {
    if (this.#held.of(key) >= this.limit) return false;
    this.#held.add(key, 1);
    return true;
  }

  give(key: number): void {
    this.#held.add(key, -1);
  }
}

/** Counts what each key holds at the moment, up to a limit. */
export class Quota {
  readonly #held = new Map<number, number>();
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Returns how many all keys hold together. */
  get held(): number {
    return [...this.#held.values()].reduce((sum, held) => sum + held, 0);
  }

  /** Counts one more for the key; false if the key holds as many as it may. */
  take(key: number): boolean {
    const held = this.#held.get(key) ?? 0;
    if (held >= this.limit) return false;
    this.#held.set(key, held + 1);
    return true;
  }

  give(key: number): void {
    const held = (this.#held.get(key) ?? 0) - 1;
    if (held > 0) this.#held.set(key, held);
    else this.#held.delete(key);
  }
}

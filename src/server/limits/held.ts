/** The amounts that somebody holds at the moment; one who holds nothing is forgotten. */
export class Held<Holder> {
  readonly #held = new Map<Holder, number>();
  #all = 0;

  /** Returns how much all hold together. */
  get all(): number {
    return this.#all;
  }

  of(holder: Holder): number {
    return this.#held.get(holder) ?? 0;
  }

  add(holder: Holder, amount: number): void {
    const before = this.of(holder);
    const held = Math.max(0, before + amount);
    this.#all += held - before;
    if (held > 0) this.#held.set(holder, held);
    else this.#held.delete(holder);
  }
}

/** The bytes of bodies that are held at the moment, in all and by each sender. */
export class BodyBudget {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #held = new Map<string, number>();
  #all = 0;

  constructor(most: number, mostOfOne: number) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
  }

  /** Counts bytes of a sender; false if no more bytes may be held now. */
  take(sender: string, bytes: number): boolean {
    const held = (this.#held.get(sender) ?? 0) + bytes;
    if (held > this.#mostOfOne || this.#all + bytes > this.#most) return false;
    this.#held.set(sender, held);
    this.#all += bytes;
    return true;
  }

  give(sender: string, bytes: number): void {
    const held = (this.#held.get(sender) ?? 0) - bytes;
    if (held > 0) this.#held.set(sender, held);
    else this.#held.delete(sender);
    this.#all -= bytes;
  }
}

import type { Instant } from '../model/time.js';

/** For how long an answer under way stays the same while nothing of its account changes. */
export class Lifetime {
  #ends = Number.POSITIVE_INFINITY;

  /** The instant from which on the answer may differ. */
  get ends(): Instant {
    return this.#ends;
  }

  /** Notes that the answer may differ from this instant on. */
  endAt(instant: Instant): void {
    this.#ends = Math.min(this.#ends, instant);
  }

  /** Notes that the answer shows what may differ at any time, or is to be recorded each time. */
  end(): void {
    this.endAt(Number.NEGATIVE_INFINITY);
  }
}

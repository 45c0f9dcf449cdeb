import type { ObservationColumns } from '../../model/observation.js';

type KeyedRows = Pick<ObservationColumns, 'length' | 'subject' | 'developer'>;

interface Extent {
  readonly rows: number;
  readonly low: number;
  readonly high: number;
}

function extent(all: readonly KeyedRows[]): Extent {
  let rows = 0;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { subject } of all) {
    rows += subject.length;
    for (let row = 0; row < subject.length; row++) {
      const number = subject[row]!;
      if (number < low) low = number;
      if (number > high) high = number;
    }
  }
  return { rows, low, high };
}

const GOLDEN = 0x9e3779b1;
/** How many times as many slots as rows may lie idle before subjects count as far apart. */
const MOST_IDLE = 4;

/**
 * The (subject, developer) pairs of some rows that were counted, and their places. Subjects that
 * are dense numbers have slots in their own order. Subjects that are far apart get slots by open
 * addressing, at most half of which are used.
 */
export class Union {
  readonly #isDense: boolean;
  readonly #low: number;
  readonly #size: number;
  readonly #shift: number;
  /**
   * One more than the subject, for scattered subjects: nothing need be written into an empty slot.
   */
  readonly #taken: Float64Array;
  /** One more than the place. */
  readonly #places: Int32Array;
  readonly #developers: Float64Array;
  /** Several developers share a subject only where effort is shared: rare, so kept aside. */
  readonly #others = new Map<number, Map<number, number>>();

  /** A union of rows that all come from `all`. */
  constructor(all: readonly KeyedRows[]) {
    const { rows, low, high } = extent(all);
    const span = rows === 0 ? 0 : high - low + 1;
    const bits = Math.ceil(Math.log2(2 * Math.max(1, rows)));
    this.#isDense = span <= MOST_IDLE * rows;
    this.#low = low;
    this.#size = this.#isDense ? span : 2 ** bits;
    this.#shift = 32 - bits;
    this.#taken = new Float64Array(this.#isDense ? 0 : this.#size);
    this.#places = new Int32Array(this.#size);
    this.#developers = new Float64Array(this.#size);
  }

  /**
   * Returns the slot of a subject, or the free one in which it would be; of dense ones, one outside
   * if there is none.
   */
  #slotOf(subject: number): number {
    if (this.#isDense) return subject - this.#low;
    const taken = this.#taken;
    let slot = Math.imul(subject, GOLDEN) >>> this.#shift;
    while (taken[slot] !== 0 && taken[slot] !== subject + 1) slot = (slot + 1) & (this.#size - 1);
    return slot;
  }

  /** True if the subject is counted, for any developer. */
  has(subject: number): boolean {
    return (this.#places[this.#slotOf(subject)] ?? 0) !== 0;
  }

  /**
   * Returns the place at which the pair was counted before, or -1 after noting that it is counted
   * at `place` now.
   */
  admit(subject: number, developer: number, place: number): number {
    const slot = this.#slotOf(subject);
    const before = this.#places[slot]! - 1;
    if (before === -1) {
      if (!this.#isDense) this.#taken[slot] = subject + 1;
      this.#places[slot] = place + 1;
      this.#developers[slot] = developer;
      return -1;
    }
    return this.#developers[slot] === developer
      ? before
      : this.#admitAnother(slot, developer, place);
  }

  #admitAnother(slot: number, developer: number, place: number): number {
    const aside = this.#others.get(slot) ?? new Map<number, number>();
    const before = aside.get(developer) ?? -1;
    if (before === -1) this.#others.set(slot, aside.set(developer, place));
    return before;
  }
}

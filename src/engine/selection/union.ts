export interface KeyedRows {
  readonly length: number;
  readonly subject: Float64Array;
  readonly developer: Float64Array;
}

/** Which (subject, developer) pairs were counted, and at which place. */
export interface Union {
  /** The place at which the pair was counted before, or -1 after noting that it is counted at `place` now. */
  readonly admit: (subject: number, developer: number, place: number) => number;
  /** Whether the subject is counted, for whatever developer. */
  readonly has: (subject: number) => boolean;
}

/** Where subjects have slots, each its own; -1 is no slot. */
interface Slots {
  readonly size: number;
  /** Of a subject that is among the rows, whether it was asked for before or not. */
  readonly take: (subject: number) => number;
  readonly find: (subject: number) => number;
}

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

/** Subjects that are dense numbers have slots in their own order. */
const denseSlots = ({ low, high }: Extent): Slots => ({
  size: high - low + 1,
  take: (subject) => subject - low,
  find: (subject) => (subject >= low && subject <= high ? subject - low : -1),
});

const GOLDEN = 0x9e3779b1;

/** Subjects that are far apart get slots by open addressing, at most half of which are used. */
function scatteredSlots({ rows }: Extent): Slots {
  const bits = Math.ceil(Math.log2(2 * rows));
  const size = 2 ** bits;
  // One more than the subject, so that nothing need be written where nothing is.
  const taken = new Float64Array(size);
  /** The slot of a subject, or the free one in which it would be. */
  const probe = (subject: number): number => {
    let slot = Math.imul(subject, GOLDEN) >>> (32 - bits);
    while (taken[slot] !== 0 && taken[slot] !== subject + 1) slot = (slot + 1) & (size - 1);
    return slot;
  };
  return {
    size,
    take(subject) {
      const slot = probe(subject);
      taken[slot] = subject + 1;
      return slot;
    },
    find(subject) {
      const slot = probe(subject);
      return taken[slot] === 0 ? -1 : slot;
    },
  };
}

/** How many times as many slots as rows may lie idle before subjects count as far apart. */
const MOST_IDLE = 4;

function slotsFor(all: readonly KeyedRows[]): Slots {
  const found = extent(all);
  if (found.rows === 0) return { size: 0, take: () => -1, find: () => -1 };
  const isDense = found.high - found.low < MOST_IDLE * found.rows;
  return isDense ? denseSlots(found) : scatteredSlots(found);
}

/** A union of rows that all come from `all`. */
export function createUnion(all: readonly KeyedRows[]): Union {
  const { size, take, find } = slotsFor(all);
  // One more than the place, so that nothing need be written where nothing is.
  const places = new Int32Array(size);
  const developers = new Float64Array(size);
  // Several developers share a subject only where effort is shared: rare, so kept aside.
  const others = new Map<number, Map<number, number>>();
  const admitAnother = (slot: number, developer: number, place: number): number => {
    const before = others.get(slot)?.get(developer) ?? -1;
    if (before === -1) {
      const aside = others.get(slot) ?? new Map<number, number>();
      others.set(slot, aside.set(developer, place));
    }
    return before;
  };
  return {
    has(subject) {
      const slot = find(subject);
      return slot >= 0 && places[slot] !== 0;
    },
    admit(subject, developer, place) {
      const slot = take(subject);
      const before = places[slot]! - 1;
      if (before === -1) {
        places[slot] = place + 1;
        developers[slot] = developer;
        return -1;
      }
      return developers[slot] === developer ? before : admitAnother(slot, developer, place);
    },
  };
}

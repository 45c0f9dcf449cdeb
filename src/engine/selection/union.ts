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

/** Where each subject has a place of its own. */
interface Slots {
  readonly size: number;
  /** Of a subject that is among the rows. */
  readonly slotOf: (subject: number) => number;
  readonly has: (subject: number) => boolean;
}

function extent(all: readonly KeyedRows[]): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { subject } of all)
    for (let row = 0; row < subject.length; row++) {
      const number = subject[row]!;
      if (number < low) low = number;
      if (number > high) high = number;
    }
  return { low, high };
}

function sparseSlots(all: readonly KeyedRows[]): Slots {
  const places = new Map<number, number>();
  for (const { subject } of all)
    for (const number of subject) if (!places.has(number)) places.set(number, places.size);
  return {
    size: places.size,
    slotOf: (subject) => places.get(subject)!,
    has: (subject) => places.has(subject),
  };
}

/** An array of so many slots is taken whatever few of them are used: what is not touched costs nothing. */
const DENSE_SLOTS = 4_194_304;

/** Subjects are dense numbers, so an array indexed by them is small; where they are not, a map hands out slots. */
function slots(all: readonly KeyedRows[]): Slots {
  const rows = all.reduce((total, { length }) => total + length, 0);
  const { low, high } = extent(all);
  const size = rows === 0 ? 0 : high - low + 1;
  if (size > Math.max(DENSE_SLOTS, 8 * rows)) return sparseSlots(all);
  return {
    size,
    slotOf: (subject) => subject - low,
    has: (subject) => subject >= low && subject <= high,
  };
}

/** A union of rows that all come from `all`. */
export function createUnion(all: readonly KeyedRows[]): Union {
  const { size, slotOf, has } = slots(all);
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
    has: (subject) => has(subject) && places[slotOf(subject)] !== 0,
    admit(subject, developer, place) {
      const slot = slotOf(subject);
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

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

type SlotOf = (subject: number) => number;

interface Slots {
  readonly size: number;
  readonly slotOf: SlotOf;
}

function extent(all: readonly KeyedRows[]): { readonly low: number; readonly high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { subject } of all)
    for (let row = 0; row < subject.length; row++) {
      low = Math.min(low, subject[row]!);
      high = Math.max(high, subject[row]!);
    }
  return { low, high };
}

function sparseSlots(all: readonly KeyedRows[]): Slots {
  const places = new Map<number, number>();
  for (const { subject } of all)
    for (const number of subject) if (!places.has(number)) places.set(number, places.size);
  return { size: places.size, slotOf: (subject) => places.get(subject) ?? -1 };
}

/** Subjects are dense numbers, so an array indexed by them is small; where they are not, a map hands out slots. */
function slots(all: readonly KeyedRows[]): Slots {
  const rows = all.reduce((total, { length }) => total + length, 0);
  const { low, high } = extent(all);
  const size = rows === 0 ? 0 : high - low + 1;
  if (size > 8 * rows + 65_536) return sparseSlots(all);
  return {
    size,
    slotOf: (subject) => (subject < low || subject > high ? -1 : subject - low),
  };
}

/** A union of rows that all come from `all`. */
export function createUnion(all: readonly KeyedRows[]): Union {
  const { size, slotOf } = slots(all);
  const places = new Int32Array(size).fill(-1);
  const developers = new Float64Array(size);
  // Several developers share a subject only where effort is shared: rare, so kept aside.
  const others = new Map<number, Map<number, number>>();
  const placeOf = (slot: number, developer: number): number => {
    if (slot < 0 || places[slot] === -1) return -1;
    return developers[slot] === developer
      ? places[slot]!
      : (others.get(slot)?.get(developer) ?? -1);
  };
  const note = (slot: number, developer: number, place: number) => {
    if (places[slot] === -1) {
      places[slot] = place;
      developers[slot] = developer;
      return;
    }
    const aside = others.get(slot) ?? new Map<number, number>();
    others.set(slot, aside.set(developer, place));
  };
  return {
    has(subject) {
      const slot = slotOf(subject);
      return slot >= 0 && places[slot] !== -1;
    },
    admit(subject, developer, place) {
      const slot = slotOf(subject);
      const before = placeOf(slot, developer);
      if (before === -1) note(slot, developer, place);
      return before;
    },
  };
}

import { select } from './select.js';

/** Below this many values sorting is quicker than counting. */
const FEW = 128;
/** As many as keep a slot small, and the table of slots smaller than the values. */
const slotsFor = (values: number): number => (values < 8192 ? 256 : 1024);
/** Which half of a number holds its sign, exponent and first digits. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** The first digits of each value, such that a greater value never has lower ones. */
function keysOf(values: Float64Array): Int32Array {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const keys = new Int32Array(values.length);
  for (let index = 0; index < keys.length; index++) {
    const half = halves[2 * index + HIGH]!;
    // The bits of a negative number grow as it falls.
    keys[index] = half ^ ((half >> 31) & 0x7fffffff);
  }
  return keys;
}

/** Turns keys into numbers of slots, as many at most as there are slots, keeping their order. */
function intoSlots(keys: Int32Array, count: number): void {
  let low = 0x7fffffff;
  let high = -0x80000000;
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index]!;
    if (key < low) low = key;
    if (key > high) high = key;
  }
  const shift = Math.max(0, Math.ceil(Math.log2((high - low + 1) / count)));
  for (let index = 0; index < keys.length; index++) keys[index] = (keys[index]! - low) >>> shift;
}

/** How many values lie in lower slots, for each slot and behind the last. */
function countBefore(slots: Int32Array, count: number): Int32Array {
  const before = new Int32Array(count + 1);
  for (let index = 0; index < slots.length; index++) before[slots[index]! + 1]!++;
  for (let slot = 0; slot < count; slot++) before[slot + 1]! += before[slot]!;
  return before;
}

/** The slot in which the value of this rank lies: the last that begins at or before it. */
function slotOfRank(before: Int32Array, rank: number): number {
  let low = 0;
  let high = before.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (before[middle]! <= rank) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Puts the values of the wanted slots side by side; `start` says where those of a slot begin, -1 where it is not wanted. */
function gather(values: Float64Array, slots: Int32Array, start: Int32Array, length: number) {
  const next = start.slice();
  const gathered = new Float64Array(length);
  for (let index = 0; index < slots.length; index++) {
    const slot = slots[index]!;
    if (next[slot]! >= 0) gathered[next[slot]!++] = values[index]!;
  }
  return gathered;
}

function byCounting(values: Float64Array, ranks: readonly number[]): number[] {
  const count = slotsFor(values.length);
  const slots = keysOf(values);
  intoSlots(slots, count);
  const before = countBefore(slots, count);
  const wanted = ranks.map((rank) => slotOfRank(before, rank));
  const start = new Int32Array(count).fill(-1);
  let length = 0;
  for (const slot of new Set(wanted)) {
    start[slot] = length;
    length += before[slot + 1]! - before[slot]!;
  }
  const gathered = gather(values, slots, start, length);
  return ranks.map((rank, index) => {
    const slot = wanted[index]!;
    const first = start[slot]!;
    const held = before[slot + 1]! - before[slot]!;
    return select(gathered, first + rank - before[slot]!, first, first + held - 1);
  });
}

/**
 * What would stand at these ranks, of 0 to one less than there are values, if the values were sorted; exact. Leaves the values as they
 * are. Linear: values are counted by their first digits, and only those that share a wanted one's are partitioned.
 */
export function orderStatistics(values: Float64Array, ranks: readonly number[]): number[] {
  if (values.length >= FEW) return byCounting(values, ranks);
  const sorted = values.toSorted();
  return ranks.map((rank) => sorted[rank]!);
}

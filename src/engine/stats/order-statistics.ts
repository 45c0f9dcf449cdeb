import { type Extent, extentOf } from './extent.js';
import { select } from './select.js';

/** Below this many values sorting is quicker than counting. */
const FEW = 128;
/** The number of slots that keeps a slot small, and the table of slots smaller than the values. */
const MOST_SLOTS = 1024;
const slotsFor = (values: number): number => (values < 8192 ? 256 : MOST_SLOTS);
/** The half of a number that holds its sign, exponent and first digits. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * Returns the first digits of a value by the upper half of its bits. A greater value never has
 * lower ones: the bits of a negative number grow as it falls.
 */
const keyOf = (half: number): number => half ^ ((half >> 31) & 0x7fffffff);

const one = new Float64Array(1);
const halvesOfOne = new Int32Array(one.buffer);
function keyOfValue(value: number): number {
  one[0] = value;
  return keyOf(halvesOfOne[HIGH]!);
}

/** The slots of one calculation, kept for the next, since making them costs more than filling them. */
let slots = new Uint16Array(8192);
const before = new Int32Array(MOST_SLOTS + 1);
const start = new Int32Array(MOST_SLOTS);

/** Notes the slot of each value and how many values lie in lower ones, for each slot and behind the last. */
function intoSlots(values: Float64Array, { min, max }: Extent, count: number): void {
  if (slots.length < values.length) slots = new Uint16Array(2 * values.length);
  before.fill(0, 0, count + 1);
  // The two zeros are equal, and one of them has a lower key.
  const low = keyOfValue(min) - (min === 0 ? 1 : 0);
  const high = keyOfValue(max) + (max === 0 ? 1 : 0);
  const shift = Math.max(0, Math.ceil(Math.log2((high - low + 1) / count)));
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let index = 0, half = HIGH; half < halves.length; index++, half += 2) {
    const slot = (keyOf(halves[half]!) - low) >>> shift;
    slots[index] = slot;
    before[slot + 1]!++;
  }
  for (let slot = 0; slot < count; slot++) before[slot + 1]! += before[slot]!;
}

/** Returns the slot in which the value of this rank lies: the last that begins at or before it. */
function slotOfRank(count: number, rank: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (before[middle]! <= rank) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Puts the values of the wanted slots side by side; `start` says where those of a slot begin. */
function gather(values: Float64Array, wanted: readonly number[], count: number): Float64Array {
  start.fill(-1, 0, count);
  let length = 0;
  for (const slot of wanted)
    if (start[slot] === -1) {
      start[slot] = length;
      length += before[slot + 1]! - before[slot]!;
    }
  const gathered = new Float64Array(length);
  for (let index = 0; index < values.length; index++) {
    const slot = slots[index]!;
    if (start[slot]! >= 0) gathered[start[slot]!++] = values[index]!;
  }
  return gathered;
}

function byCounting(values: Float64Array, ranks: readonly number[], extent: Extent): number[] {
  const count = slotsFor(values.length);
  intoSlots(values, extent, count);
  const wanted = ranks.map((rank) => slotOfRank(count, rank));
  const gathered = gather(values, wanted, count);
  return ranks.map((rank, index) => {
    const slot = wanted[index]!;
    // By now it says where the values of the slot end.
    const end = start[slot]!;
    const first = end - before[slot + 1]! + before[slot]!;
    return select(gathered, first + rank - before[slot]!, first, end - 1);
  });
}

/**
 * Returns the values that would stand at these ranks if the values were sorted; exact. Ranks run
 * from 0 to one less than there are values. The values stay as they are. It is linear: values are
 * counted by their first digits, and only those that share a wanted one's are partitioned. `extent`
 * is that of the values, if it is known.
 */
export function orderStatistics(
  values: Float64Array,
  ranks: readonly number[],
  extent?: Extent,
): number[] {
  if (values.length >= FEW) return byCounting(values, ranks, extent ?? extentOf(values));
  const sorted = values.toSorted();
  return ranks.map((rank) => sorted[rank]!);
}

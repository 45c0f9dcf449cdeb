import { numbering } from '../stats/numbering.js';

/** Rows sorted by group and, within it, by bucket. */
export interface Grouping {
  readonly keys: readonly number[];
  /**
   * For each position the row of the selection that stands there; null if rows stay where they are.
   */
  readonly order: Int32Array | null;
  /** Where each bucket of each group begins: `group * buckets + bucket`; the last is how many rows there are. */
  readonly offsets: Int32Array;
}

/** Everything in one group. */
export const oneGroup = (offsets: Int32Array): Grouping => ({ keys: [0], order: null, offsets });

function slotsOf(index: Int32Array, offsets: Int32Array): Int32Array {
  const buckets = offsets.length - 1;
  const slots = new Int32Array(index.length);
  for (let bucket = 0; bucket < buckets; bucket++)
    for (let row = offsets[bucket]!; row < offsets[bucket + 1]!; row++)
      slots[row] = index[row]! * buckets + bucket;
  return slots;
}

/** Groups rows, given bucket after bucket with their keys, by a counting sort. */
export function groupBy(keyed: Float64Array, offsets: Int32Array): Grouping {
  const { keys, index } = numbering(keyed);
  const slots = slotsOf(index, offsets);
  const grouped = new Int32Array(keys.length * (offsets.length - 1) + 1);
  for (const slot of slots) grouped[slot + 1]!++;
  for (let slot = 0; slot + 1 < grouped.length; slot++) grouped[slot + 1]! += grouped[slot]!;
  const next = grouped.slice();
  const order = new Int32Array(slots.length);
  for (const [row, slot] of slots.entries()) order[next[slot]!++] = row;
  return { keys, order, offsets: grouped };
}

import { createBitSet } from './bit-set.js';

/** Counts the distinct numbers among `values[from..to)`; all must be whole and below `size`. */
export function distinctCounter(
  values: Float64Array | Int32Array,
  size: number,
): (from: number, to: number) => number {
  const seen = createBitSet(size);
  return (from, to) => {
    let distinct = 0;
    for (let row = from; row < to; row++) if (seen.add(values[row]!)) distinct++;
    for (let row = from; row < to; row++) seen.remove(values[row]!);
    return distinct;
  };
}

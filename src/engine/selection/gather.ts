import type { ObservationColumns } from '../../model/observation.js';
import type { Selection } from './select.js';

/** A run that is shorter is copied faster value by value. */
const SHORT_RUN = 100;

/** Copies rows `from..to`, or those that `kept` names there. */
function copyRun(
  source: Float64Array,
  kept: Int32Array | null,
  from: number,
  to: number,
  target: Float64Array,
  at: number,
): void {
  if (kept)
    for (let index = from; index < to; index++) target[at + index - from] = source[kept[index]!]!;
  else if (to - from < SHORT_RUN)
    for (let row = from; row < to; row++) target[at + row - from] = source[row]!;
  else target.set(source.subarray(from, to), at);
}

/** Returns one column of the selected rows, bucket after bucket, in an array of its own. */
export function gather(
  { cells, offsets }: Pick<Selection, 'cells' | 'offsets'>,
  columnOf: (columns: ObservationColumns) => Float64Array,
): Float64Array {
  const gathered = new Float64Array(offsets.at(-1)!);
  const next = offsets.slice();
  for (const { columns, kept, bounds, first, last } of cells) {
    const source = columnOf(columns);
    for (let bucket = first; bucket < last; bucket++) {
      const from = bounds[bucket]!;
      const to = bounds[bucket + 1]!;
      if (from === to) continue;
      copyRun(source, kept, from, to, gathered, next[bucket]!);
      next[bucket]! += to - from;
    }
  }
  return gathered;
}

import type { ObservationColumns } from '../../model/observation.js';
import type { SelectedCell, Selection } from './select.js';

function copyBucket(
  cell: SelectedCell,
  source: Float64Array,
  bucket: number,
  target: Float64Array,
  start: number,
): number {
  const { kept, bounds } = cell;
  const from = bounds[bucket]!;
  const to = bounds[bucket + 1]!;
  if (kept)
    for (let index = from; index < to; index++)
      target[start + index - from] = source[kept[index]!]!;
  else target.set(source.subarray(from, to), start);
  return start + to - from;
}

/** One column of the selected rows, bucket after bucket, in an array of its own. */
export function gather(
  { cells, offsets, buckets }: Selection,
  columnOf: (columns: ObservationColumns) => Float64Array,
): Float64Array {
  const gathered = new Float64Array(offsets.at(-1)!);
  const next = offsets.slice();
  for (const cell of cells) {
    const source = columnOf(cell.columns);
    for (let bucket = 0; bucket < buckets.length; bucket++)
      next[bucket] = copyBucket(cell, source, bucket, gathered, next[bucket]!);
  }
  return gathered;
}

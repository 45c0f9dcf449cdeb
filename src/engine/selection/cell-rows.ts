import type { Instant } from '../../model/time.js';
import { boundsOf } from './bounds.js';
import type { RowTest, TestedRows } from './row-test.js';

/** The rows of one cell that count, in the order of the cell. */
export interface CellRows<Columns> {
  readonly team: number;
  readonly columns: Columns;
  /** What a row's number within the cell is added to, so that every row of a selection has a place of its own. */
  readonly base: number;
  /** Numbers of the rows that count; null where all from the first bound to the last do. */
  readonly kept: Int32Array | null;
  /** Where each bucket begins, and the last ends: in `kept`, or in the columns where that is null. */
  readonly bounds: Int32Array;
}

/** Cuts the rows of a cell at the edges of the buckets and drops those that fail a test. */
export function cellRows<Columns extends TestedRows>(
  cell: { readonly team: number; readonly columns: Columns; readonly base: number },
  edges: readonly Instant[],
  test: RowTest | null,
): CellRows<Columns> {
  const bounds = boundsOf(cell.columns.at, edges);
  if (!test) return { ...cell, kept: null, bounds };
  const kept = new Int32Array((bounds.at(-1) ?? 0) - (bounds[0] ?? 0));
  const keptBounds = new Int32Array(bounds.length);
  let length = 0;
  for (let bucket = 0; bucket + 1 < bounds.length; bucket++) {
    for (let row = bounds[bucket]!; row < bounds[bucket + 1]!; row++)
      if (test(cell.columns, row)) kept[length++] = row;
    keptBounds[bucket + 1] = length;
  }
  if (length === kept.length) return { ...cell, kept: null, bounds };
  return { ...cell, kept: kept.subarray(0, length), bounds: keptBounds };
}

/** Calls `visit` with each row of one bucket. */
export function eachRow<Columns>(
  cell: CellRows<Columns>,
  bucket: number,
  visit: (row: number) => void,
): void {
  const { kept, bounds } = cell;
  for (let index = bounds[bucket]!; index < bounds[bucket + 1]!; index++)
    visit(kept ? kept[index]! : index);
}

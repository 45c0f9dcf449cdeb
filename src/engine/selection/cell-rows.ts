import type { Instant } from '../../model/time.js';
import { boundsOf } from './bounds.js';
import type { RowTest, TestedRows } from './row-test.js';

/** The rows of one cell that count, in the order of the cell. */
export interface CellRows<Columns> {
  readonly team: number;
  readonly columns: Columns;
  /**
   * The offset of a row's number within the cell, so that every row of a selection has a place of
   * its own.
   */
  readonly base: number;
  /** Numbers of the rows that count; null if all from the first bound to the last do. */
  readonly kept: Int32Array | null;
  /** Where each bucket begins, and the last ends: in `kept`, or in the columns if that is null. */
  readonly bounds: Int32Array;
  /** The buckets from `first` up to, but without, `last` hold all of them. */
  readonly first: number;
  readonly last: number;
}

/** Returns the buckets between those at both ends that hold nothing. */
function filled(bounds: Int32Array): { readonly first: number; readonly last: number } {
  let first = 0;
  let last = Math.max(0, bounds.length - 1);
  while (first < last && bounds[first + 1] === bounds[first]) first++;
  while (last > first && bounds[last - 1] === bounds[last]) last--;
  return { first, last };
}

/**
 * Writes the numbers of the rows of a run that count behind `length` others; returns the new
 * length.
 */
export type KeepRun = (from: number, to: number, kept: Int32Array, length: number) => number;

/** Cuts the rows of a cell at the edges of the buckets and drops those that are not kept; null keeps all. */
export function keptRows<Columns extends { readonly at: Float64Array }>(
  cell: { readonly team: number; readonly columns: Columns; readonly base: number },
  edges: readonly Instant[],
  keep: KeepRun | null,
): CellRows<Columns> {
  const { team, columns, base } = cell;
  const bounds = boundsOf(columns.at, edges);
  const all = { team, columns, base, kept: null, bounds, ...filled(bounds) };
  if (!keep || all.first === all.last) return all;
  const kept = new Int32Array(bounds.at(-1)! - bounds[0]!);
  const keptBounds = new Int32Array(bounds.length);
  let length = 0;
  for (let bucket = all.first; bucket < all.last; bucket++) {
    length = keep(bounds[bucket]!, bounds[bucket + 1]!, kept, length);
    keptBounds[bucket + 1] = length;
  }
  if (length === kept.length) return all;
  keptBounds.fill(length, all.last + 1);
  return { ...all, kept: kept.subarray(0, length), bounds: keptBounds };
}

/** Cuts the rows of a cell at the edges of the buckets and drops those that fail a test. */
export const cellRows = <Columns extends TestedRows>(
  cell: { readonly team: number; readonly columns: Columns; readonly base: number },
  edges: readonly Instant[],
  test: RowTest | null,
): CellRows<Columns> =>
  keptRows(
    cell,
    edges,
    test &&
      ((from, to, kept, length) => {
        let next = length;
        for (let row = from; row < to; row++) if (test(cell.columns, row)) kept[next++] = row;
        return next;
      }),
  );

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

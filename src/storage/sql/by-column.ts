import type { NumberRange } from '../../model/change-log.js';

/** Returns the values of rows under each key, as `unnest` takes them. */
export const byColumn = <Row, Key extends keyof Row>(
  rows: readonly Row[],
  ...keys: readonly Key[]
): Row[Key][][] => keys.map((key) => rows.map((row) => row[key]));

/** Returns the first numbers of ranges and their last ones. */
export const boundsOf = (ranges: readonly NumberRange[]): number[][] => byColumn(ranges, 0, 1);

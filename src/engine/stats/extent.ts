/** The least and the greatest of some values. */
export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Returns the extent of values; without values, the infinite one that is upside down. */
export function extentOf(values: Float64Array): Extent {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

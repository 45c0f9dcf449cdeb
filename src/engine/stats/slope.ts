/** A line by least squares. */
export interface RegressionLine {
  /** Change of the value per index. */
  readonly slope: number;
  /** The line at index 0. */
  readonly intercept: number;
  /** Mean of the values. */
  readonly mean: number;
  /** Number of values that are not null. */
  readonly sampleSize: number;
}

/** Returns the least squares line over the index of each value; nulls are skipped. Returns null for fewer than two values. */
export function slope(values: readonly (number | null)[]): RegressionLine | null {
  const points = values.flatMap((y, x) => (y === null ? [] : [{ x, y }]));
  if (points.length < 2) return null;
  const meanX = points.reduce((total, { x }) => total + x, 0) / points.length;
  const mean = points.reduce((total, { y }) => total + y, 0) / points.length;
  let together = 0;
  let alone = 0;
  for (const { x, y } of points) {
    together += (x - meanX) * (y - mean);
    alone += (x - meanX) ** 2;
  }
  const steepness = together / alone;
  return {
    slope: steepness,
    intercept: mean - steepness * meanX,
    mean,
    sampleSize: points.length,
  };
}

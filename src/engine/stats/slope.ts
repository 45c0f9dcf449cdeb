export interface RegressionLine {
  readonly slope: number;
  readonly intercept: number;
  readonly mean: number;
  readonly sampleSize: number;
}

/** Least squares over the index of each value, nulls skipped; null with fewer than two values. */
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

import { mean } from './mean.js';

/** Returns the standard deviation with n - 1 in the denominator; null below two values. The order of the values does not matter. */
export function sampleDeviation(values: Float64Array): number | null {
  if (values.length < 2) return null;
  const sorted = values.toSorted();
  const middle = mean(sorted)!;
  let squares = 0;
  for (const value of sorted) squares += (value - middle) ** 2;
  return Math.sqrt(squares / (sorted.length - 1));
}

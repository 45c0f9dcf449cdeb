import { mean } from './mean.js';

/** The standard deviation with n - 1 in the denominator; null below two values. The same whatever their order. */
export function sampleDeviation(values: Float64Array): number | null {
  if (values.length < 2) return null;
  const sorted = values.toSorted();
  const middle = mean(sorted)!;
  let squares = 0;
  for (const value of sorted) squares += (value - middle) ** 2;
  return Math.sqrt(squares / (sorted.length - 1));
}

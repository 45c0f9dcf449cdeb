import type { Better } from './metric.js';
import { slope } from './stats/slope.js';

/** A line through the values of a series. */
export interface Trend {
  /** In the value's unit per bucket. */
  readonly slope: number;
  /** The line at the first bucket. */
  readonly intercept: number;
  /** `STABLE` if the line moves less than 5 % of the mean over all values. */
  readonly direction: 'IMPROVING' | 'REGRESSING' | 'STABLE';
  /** The line at each bucket, also those without a value. */
  readonly points: readonly number[];
}

/** Share of the mean below which the movement of the line over all values is no direction. */
const STABLE_SHARE = 0.05;

/**
 * Returns the least squares line through the values of the buckets; null values are skipped. Returns null for fewer than two values.
 * @example
 * ```ts
 * import { trend } from 'engineering-insights/engine';
 *
 * console.log(trend([10, null, 14], 'HIGHER')?.slope); // 2
 * ```
 */
export function trend(values: readonly (number | null)[], better: Better): Trend | null {
  const line = slope(values);
  if (!line) return null;
  const moved = Math.abs(line.slope) * (line.sampleSize - 1);
  const isStable = line.slope === 0 || moved < STABLE_SHARE * Math.abs(line.mean);
  const moving = line.slope > 0 === (better === 'HIGHER') ? 'IMPROVING' : 'REGRESSING';
  return {
    slope: line.slope,
    intercept: line.intercept,
    direction: isStable ? 'STABLE' : moving,
    points: values.map((_, index) => line.intercept + line.slope * index),
  };
}

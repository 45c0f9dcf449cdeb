import { extentOf } from '../stats/extent.js';
import { mean } from '../stats/mean.js';
import { quantile, quantiles } from '../stats/quantile.js';
import type { Aggregation, Distribution } from './summary.js';

const fractionOf: Record<Exclude<Aggregation, 'MEAN'>, number> = {
  MEDIAN: 0.5,
  P75: 0.75,
  P90: 0.9,
  P95: 0.95,
};

/** Returns the mean or a percentile of the values; null without values. */
export const aggregate = (values: Float64Array, aggregation: Aggregation): number | null =>
  aggregation === 'MEAN' ? mean(values) : quantile(values, fractionOf[aggregation]);

/** Returns how the values lie, in their own unit; null without values. */
export function distributionOf(values: Float64Array): Distribution | null {
  if (values.length === 0) return null;
  const extent = extentOf(values);
  const [median, p75, p90, p95] = quantiles(values, [0.5, 0.75, 0.9, 0.95], extent) as [
    number,
    number,
    number,
    number,
  ];
  return {
    mean: mean(values)!,
    median,
    p75,
    p90,
    p95,
    ...extent,
    sampleSize: values.length,
  };
}

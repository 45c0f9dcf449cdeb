import { mean } from '../stats/mean.js';
import { quantile, quantiles } from '../stats/quantile.js';
import type { Aggregation, Distribution } from './summary.js';

const fractionOf: Record<Exclude<Aggregation, 'MEAN'>, number> = {
  MEDIAN: 0.5,
  P75: 0.75,
  P90: 0.9,
  P95: 0.95,
};

/** The mean or a percentile of the values; of nothing, unknown. */
export const aggregate = (values: Float64Array, aggregation: Aggregation): number | null =>
  aggregation === 'MEAN' ? mean(values) : quantile(values, fractionOf[aggregation]);

function extremes(values: Float64Array): { readonly min: number; readonly max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** How the values lie, in their own unit; of nothing, unknown. */
export function distributionOf(values: Float64Array): Distribution | null {
  if (values.length === 0) return null;
  const [median, p75, p90, p95] = quantiles(values, [0.5, 0.75, 0.9, 0.95]) as [
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
    ...extremes(values),
    sampleSize: values.length,
  };
}

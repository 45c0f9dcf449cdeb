import { mean } from '../stats/mean.js';
import { quantile, quantilesInPlace } from '../stats/quantile.js';
import type { Aggregation, Distribution, Measurer, Summary } from './summary.js';

const fractionOf: Record<Exclude<Aggregation, 'MEAN'>, number> = {
  MEDIAN: 0.5,
  P75: 0.75,
  P90: 0.9,
  P95: 0.95,
};

const aggregate = (values: Float64Array, aggregation: Aggregation): number | null =>
  aggregation === 'MEAN' ? mean(values) : quantile(values, fractionOf[aggregation]);

function distributionOf(values: Float64Array): Distribution | null {
  if (values.length === 0) return null;
  const average = mean(values)!;
  const [min, median, p75, p90, p95, max] = quantilesInPlace(
    values.slice(),
    [0, 0.5, 0.75, 0.9, 0.95, 1],
  ) as [number, number, number, number, number, number];
  return { mean: average, median, p75, p90, p95, min, max, sampleSize: values.length };
}

/** The mean or a percentile of values in milliseconds; of nothing, unknown. */
export const duration: Summary<never> = {
  parts: [],
  aggregates: true,
  perDeveloper: false,
  open({ value, aggregation }): Measurer {
    const values = value();
    return {
      figure(from, to) {
        const milliseconds = aggregate(values.subarray(from, to), aggregation);
        return {
          value: milliseconds,
          milliseconds,
          rate: null,
          sampleSize: to - from,
          numerator: null,
          denominator: null,
        };
      },
      distribution: (from, to) => distributionOf(values.subarray(from, to)),
    };
  },
};

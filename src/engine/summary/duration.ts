import { aggregate, distributionOf } from './distribution.js';
import type { Measurer, Summary } from './summary.js';

/** Summary: the mean or a percentile of values in milliseconds; null without rows. */
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

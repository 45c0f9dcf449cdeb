import { aggregate, distributionOf } from './distribution.js';
import { durationOf } from './figure.js';
import type { Measurer, Summary } from './summary.js';

/** Summary: the mean or a percentile of values in milliseconds; null without rows. */
export const duration: Summary<never> = {
  parts: [],
  aggregates: true,
  perDeveloper: false,
  open({ value, aggregation }): Measurer {
    const values = value();
    return {
      figure: (from, to) =>
        durationOf(aggregate(values.subarray(from, to), aggregation), to - from),
      distribution: (from, to) => distributionOf(values.subarray(from, to)),
    };
  },
};

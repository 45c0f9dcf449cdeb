import { sum } from '../stats/sum.js';
import { aggregate, distributionOf } from './distribution.js';
import type { Measurer, Summary } from './summary.js';

/** Summary: the mean or a percentile of an amount that each row has, such as its comments; null without rows. */
export const amountPerItem: Summary<never> = {
  parts: [],
  aggregates: true,
  perDeveloper: false,
  open({ value, aggregation }): Measurer {
    const amounts = value();
    return {
      figure(from, to) {
        const span = amounts.subarray(from, to);
        const isMean = aggregation === 'MEAN';
        return {
          value: aggregate(span, aggregation),
          milliseconds: null,
          rate: null,
          sampleSize: to - from,
          numerator: isMean ? sum(span) : null,
          denominator: isMean ? to - from : null,
        };
      },
      distribution: (from, to) => distributionOf(amounts.subarray(from, to)),
    };
  },
};

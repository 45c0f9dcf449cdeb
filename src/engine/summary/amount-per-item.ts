import { sum } from '../stats/sum.js';
import { aggregate, distributionOf } from './distribution.js';
import { figureOf, quotientOf } from './figure.js';
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
        return aggregation === 'MEAN'
          ? quotientOf(sum(span), span.length, span.length)
          : figureOf(aggregate(span, aggregation), span.length);
      },
      distribution: (from, to) => distributionOf(amounts.subarray(from, to)),
    };
  },
};

import { orderedSum } from '../stats/ordered-sum.js';
import { sum } from '../stats/sum.js';
import { quotientOf } from './figure.js';
import type { Measurer, Summary } from './summary.js';

const ofPart = (column: Float64Array) => ({
  column,
  sum: column.every(Number.isInteger) ? sum : orderedSum,
});
type Summed = ReturnType<typeof ofPart>;

/**
 * The sum of one part over the sum of another, 0..1; unknown if the latter is 0. `segments` are
 * parts shown beside it over the same denominator. Fractions are added from the smallest on.
 */
export const share = <const Part extends string>(
  numerator: Part,
  denominator: Part,
  segments: readonly Part[] = [],
): Summary<Part> => ({
  parts: [numerator, denominator, ...segments],
  aggregates: false,
  perDeveloper: false,
  open({ part }): Measurer {
    const over = ofPart(part(numerator));
    const under = ofPart(part(denominator));
    const beside = segments.map((name) => ({
      key: name.toUpperCase(),
      column: ofPart(part(name)),
    }));
    const sumOf = (one: Summed, from: number, to: number) => one.sum(one.column.subarray(from, to));
    const measured = (column: Summed, from: number, to: number) =>
      quotientOf(sumOf(column, from, to), sumOf(under, from, to), to - from);
    return {
      figure: (from, to) => measured(over, from, to),
      segments: (from, to) =>
        beside.map(({ key, column }) => ({ key, value: measured(column, from, to) })),
    };
  },
});

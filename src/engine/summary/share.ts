import { sum } from '../stats/sum.js';
import type { Figure, Measurer, Summary } from './summary.js';

const shareOf = (numerator: number, denominator: number, sampleSize: number): Figure => ({
  value: denominator === 0 ? null : numerator / denominator,
  milliseconds: null,
  rate: null,
  sampleSize,
  numerator,
  denominator,
});

/**
 * The sum of one part over the sum of another, 0..1; unknown where the latter is 0. `segments` are parts shown beside it
 * over the same denominator.
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
    const over = part(numerator);
    const under = part(denominator);
    const beside = segments.map((name) => ({ key: name.toUpperCase(), column: part(name) }));
    const measured = (column: Float64Array, from: number, to: number) =>
      shareOf(sum(column.subarray(from, to)), sum(under.subarray(from, to)), to - from);
    return {
      figure: (from, to) => measured(over, from, to),
      segments: (from, to) =>
        beside.map(({ key, column }) => ({ key, value: measured(column, from, to) })),
    };
  },
});

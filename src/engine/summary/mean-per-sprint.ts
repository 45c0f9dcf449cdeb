import { orderedSum } from '../stats/ordered-sum.js';
import type { Figure, Measurer, Summary } from './summary.js';

function meanOf(amounts: Float64Array): Figure {
  const numerator = orderedSum(amounts);
  return {
    value: amounts.length === 0 ? null : numerator / amounts.length,
    milliseconds: null,
    rate: null,
    sampleSize: amounts.length,
    numerator,
    denominator: amounts.length,
  };
}

/** The values of the sprints over their number; of none, unknown. `segments` are parts over the same number. */
export const meanPerSprint = <const Part extends string>(
  segments: readonly { readonly key: string; readonly part: Part }[],
): Summary<Part> => ({
  parts: segments.map(({ part }) => part),
  aggregates: false,
  perDeveloper: false,
  open({ value, part }): Measurer {
    const amounts = value();
    const beside = segments.map((segment) => ({ key: segment.key, column: part(segment.part) }));
    return {
      figure: (from, to) => meanOf(amounts.subarray(from, to)),
      segments: (from, to) =>
        beside.map(({ key, column }) => ({ key, value: meanOf(column.subarray(from, to)) })),
    };
  },
});

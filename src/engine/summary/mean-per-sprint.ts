import { orderedSum } from '../stats/ordered-sum.js';
import { quotientOf } from './figure.js';
import type { Figure, Measurer, Summary } from './summary.js';

const meanOf = (amounts: Float64Array): Figure =>
  quotientOf(orderedSum(amounts), amounts.length, amounts.length);

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

import { sum } from '../stats/sum.js';
import { perDeveloper } from './per-developer.js';
import type { LaidRows, Measurer, Summary } from './summary.js';

/**
 * The keys of the segments of each grouping, by its name. Each names the part that is 1 in the rows
 * of the segment and 0 in others.
 */
export type Groupings<Part extends string> = Readonly<
  Record<string, readonly { readonly key: string; readonly part: Part }[]>
>;

function segmentsAsked<Part extends string>(
  groupings: Groupings<Part>,
  { groupBy, part }: LaidRows,
) {
  const name = groupBy ?? Object.keys(groupings)[0]!;
  const segments = groupings[name];
  if (!segments) throw new Error(`There is no grouping "${name}".`);
  return segments.map((segment) => ({ key: segment.key, isOf: part(segment.part) }));
}

/**
 * Rows per developer, and in the headline also per unit of time. The segments of a grouping divide by the same developers:
 * where every row is of one segment they add up to the value.
 */
export const itemsPerDeveloper = <const Part extends string>(
  groupings: Groupings<Part>,
): Summary<Part> => ({
  parts: Object.values(groupings).flatMap((segments) => segments.map(({ part }) => part)),
  aggregates: false,
  groupings: Object.keys(groupings),
  perDeveloper: true,
  open(rows): Measurer {
    const segments = segmentsAsked(groupings, rows);
    return {
      figure: (from, to, frame) => perDeveloper(to - from, to - from, frame),
      segments: (from, to, frame) =>
        segments.map(({ key, isOf }) => {
          const items = sum(isOf.subarray(from, to));
          return { key, value: perDeveloper(items, items, frame) };
        }),
    };
  },
});

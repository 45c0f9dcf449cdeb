import type { Instant } from '../../model/time.js';
import { distinctCounter } from '../stats/distinct.js';
import { numbering } from '../stats/numbering.js';
import { createDayFinder } from './day-finder.js';
import { perDeveloper } from './per-developer.js';
import type { LaidRows, Measurer, SeenRows, Summary } from './summary.js';

/**
 * Returns for each row the number of its pair of developer and local day, and how many there can
 * be.
 */
function pairsOf(developers: Float64Array, instants: Float64Array, edges: readonly Instant[]) {
  const dayOf = createDayFinder(edges);
  const { index, keys } = numbering(developers);
  const pairs = instants.map((at, row) => index[row]! * edges.length + dayOf(at));
  return { pairs, size: keys.length * edges.length };
}

function developerDays(rows: LaidRows) {
  const { pairs, size } = pairsOf(rows.developer(), rows.at(), rows.dayEdges());
  return distinctCounter(pairs, size);
}

/**
 * Returns 1 for the first row of each developer and local day; 0 for all others. If two rows have
 * one instant, the one with the lower subject is the first.
 */
function contributions({ subject, developer, at, dayEdges }: SeenRows): Float64Array {
  const { pairs } = pairsOf(developer, at, dayEdges);
  const isBefore = (row: number, other: number) =>
    at[row]! - at[other]! || subject[row]! - subject[other]!;
  const first = new Map<number, number>();
  for (const [row, pair] of pairs.entries()) {
    const known = first.get(pair);
    if (known === undefined || isBefore(row, known) < 0) first.set(pair, row);
  }
  return pairs.map((pair, row) => Number(first.get(pair) === row));
}

/** Distinct (developer, local day) pairs per developer, and in the headline also per unit of time. */
export const distinctDaysPerDeveloper: Summary<never> = {
  parts: [],
  aggregates: false,
  perDeveloper: true,
  contributions,
  open(rows): Measurer {
    const distinctDays = developerDays(rows);
    return {
      figure: (from, to, frame) => perDeveloper(distinctDays(from, to), to - from, frame),
    };
  },
};

import { distinctCounter } from '../stats/distinct.js';
import { numbering } from '../stats/numbering.js';
import { createDayFinder } from './day-finder.js';
import { perDeveloper } from './per-developer.js';
import type { LaidRows, Measurer, Summary } from './summary.js';

function developerDays(rows: LaidRows) {
  const edges = rows.dayEdges();
  const dayOf = createDayFinder(edges);
  const { index, keys } = numbering(rows.developer());
  const places = rows.at();
  for (let row = 0; row < places.length; row++)
    places[row] = index[row]! * edges.length + dayOf(places[row]!);
  return distinctCounter(places, keys.length * edges.length);
}

/** Distinct (developer, local day) pairs per developer, and in the headline also per unit of time. */
export const distinctDaysPerDeveloper: Summary<never> = {
  parts: [],
  aggregates: false,
  perDeveloper: true,
  open(rows): Measurer {
    const distinctDays = developerDays(rows);
    return {
      figure: (from, to, frame) => perDeveloper(distinctDays(from, to), to - from, frame),
    };
  },
};

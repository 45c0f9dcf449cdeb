import { figureOf } from './figure.js';
import type { Summary } from './summary.js';

/** Summary: the number of rows, 0 without any; the rate is per unit of the granularity. */
export const count: Summary<never> = {
  parts: [],
  aggregates: false,
  perDeveloper: false,
  open: () => ({
    figure: (from, to, { units }) =>
      figureOf(to - from, to - from, { rate: units > 0 ? (to - from) / units : null }),
  }),
};

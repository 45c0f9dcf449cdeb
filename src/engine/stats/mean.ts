import { sum } from './sum.js';

/** Returns the arithmetic mean; null without values. */
export const mean = (values: Float64Array): number | null =>
  values.length === 0 ? null : sum(values) / values.length;

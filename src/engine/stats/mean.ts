import { sum } from './sum.js';

/** The arithmetic mean, or null of nothing. */
export const mean = (values: Float64Array): number | null =>
  values.length === 0 ? null : sum(values) / values.length;

import { sum } from './sum.js';

/**
 * Returns the sum of values from the smallest on: to the last digit the same, whatever order they
 * come in.
 */
export const orderedSum = (values: Float64Array): number => sum(values.toSorted());

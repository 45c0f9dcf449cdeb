import { mean } from '../stats/mean.js';
import { sampleDeviation } from '../stats/sample-deviation.js';
import { figureOf } from './figure.js';
import type { Measurer, Summary } from './summary.js';

function variation(values: Float64Array): number | null {
  const deviation = sampleDeviation(values);
  const average = mean(values);
  return deviation === null || average === 0 ? null : deviation / average!;
}

/** Returns the quotients of the rows that have one. */
const quotients = (numerators: Float64Array, denominators: Float64Array): Float64Array =>
  numerators
    .map((numerator, row) => numerator / denominators[row]!)
    .filter((_, row) => denominators[row] !== 0);

/**
 * The sample standard deviation of the values; below two of them, unknown. Segments: RELIABILITY is that of the quotient of two
 * parts, over the rows that have one; COEFFICIENT_OF_VARIATION the deviation over the mean.
 */
export const deviation = <const Part extends string>(
  numerator: Part,
  denominator: Part,
): Summary<Part> => ({
  parts: [numerator, denominator],
  aggregates: false,
  perDeveloper: false,
  segmentUnits: { RELIABILITY: 'RATIO', COEFFICIENT_OF_VARIATION: 'RATIO' },
  open({ value, part }): Measurer {
    const values = value();
    const over = part(numerator);
    const under = part(denominator);
    return {
      figure: (from, to) => figureOf(sampleDeviation(values.subarray(from, to)), to - from),
      segments(from, to) {
        const kept = quotients(over.subarray(from, to), under.subarray(from, to));
        return [
          { key: 'RELIABILITY', value: figureOf(sampleDeviation(kept), kept.length) },
          {
            key: 'COEFFICIENT_OF_VARIATION',
            value: figureOf(variation(values.subarray(from, to)), to - from),
          },
        ];
      },
    };
  },
});

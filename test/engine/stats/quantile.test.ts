import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantile, quantilesInPlace } from '../../../src/engine/stats/quantile.js';

const of = (...values: number[]) => Float64Array.from(values);

it('interpolates linearly between neighbours', () => {
  expect(quantile(of(4, 1, 3, 2), 0.5)).toBe(2.5);
  expect(quantile(of(4, 1, 3, 2), 0.9)).toBeCloseTo(3.7, 12);
  expect(quantile(of(4, 1, 3, 2), 0.95)).toBeCloseTo(3.85, 12);
});

it('is unknown of nothing, and the value itself of one', () => {
  expect(quantile(of(), 0.5)).toBeNull();
  expect(quantile(of(7), 0.9)).toBe(7);
});

it('agrees with sorting, for several fractions at once', () => {
  const fractions = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 1];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 40 }), { minLength: 1 }), (numbers) => {
      const sorted = numbers.toSorted((left, right) => left - right);
      const wanted = fractions.map((fraction) => {
        const position = (sorted.length - 1) * fraction;
        const below = sorted[Math.floor(position)]!;
        return below + (position - Math.floor(position)) * (sorted[Math.ceil(position)]! - below);
      });
      expect(quantilesInPlace(Float64Array.from(numbers), fractions)).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});

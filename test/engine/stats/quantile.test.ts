import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantile, quantiles } from '../../../src/engine/stats/quantile.js';

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

const longer = { minLength: 400, maxLength: 3000, size: 'max' } as const;
const anyNumbers = fc.oneof(
  fc.array(fc.integer({ min: -5, max: 40 }), { minLength: 1 }),
  fc.array(fc.integer({ min: -5, max: 40 }), longer),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), longer),
  fc.array(fc.integer({ min: 0, max: 4e12 }), longer),
);

it('agrees with sorting, for several fractions at once, few values and many, and leaves them as they are', () => {
  const fractions = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 1];
  fc.assert(
    fc.property(anyNumbers, (numbers) => {
      const sorted = numbers.toSorted((left, right) => left - right);
      const wanted = fractions.map((fraction) => {
        const position = (sorted.length - 1) * fraction;
        const below = sorted[Math.floor(position)]!;
        return below + (position - Math.floor(position)) * (sorted[Math.ceil(position)]! - below);
      });
      const values = Float64Array.from(numbers);
      expect(quantiles(values, fractions).map((value) => value + 0)).toEqual(
        wanted.map((value) => value + 0),
      );
      expect(values).toEqual(Float64Array.from(numbers));
    }),
    { numRuns: 300 },
  );
});

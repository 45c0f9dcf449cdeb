import type { Figure } from './summary.js';

/** Returns the figure of a value that is neither a rate nor a quotient, or is what `more` says. */
export const figureOf = (
  value: number | null,
  sampleSize: number,
  more: Partial<Figure> = {},
): Figure => ({
  value,
  milliseconds: null,
  rate: null,
  sampleSize,
  numerator: null,
  denominator: null,
  ...more,
});

/** Returns the figure of a duration. */
export const durationOf = (milliseconds: number | null, sampleSize: number): Figure =>
  figureOf(milliseconds, sampleSize, { milliseconds });

/** Returns the figure of a quotient; its value is null if it divides by 0. */
export const quotientOf = (numerator: number, denominator: number, sampleSize: number): Figure =>
  figureOf(denominator === 0 ? null : numerator / denominator, sampleSize, {
    numerator,
    denominator,
  });

import type { Figure, Frame } from './summary.js';

/**
 * Something per developer: a bucket divides by its developers, the window by its developers and units of time. Without
 * anybody to divide by it is unknown.
 */
export function perDeveloper(numerator: number, sampleSize: number, frame: Frame): Figure {
  const developers = frame.developers ?? 0;
  const denominator = frame.span === 'WINDOW' ? developers * frame.units : developers;
  return {
    value: denominator === 0 ? null : numerator / denominator,
    milliseconds: null,
    rate: null,
    sampleSize,
    numerator,
    denominator,
  };
}

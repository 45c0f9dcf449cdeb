import { quotientOf } from './figure.js';
import type { Figure, Frame } from './summary.js';

/**
 * Returns a figure per developer: a bucket divides by its developers, the window by developers and units of time.
 * Its value is null if there are no developers.
 */
export function perDeveloper(numerator: number, sampleSize: number, frame: Frame): Figure {
  const developers = frame.developers ?? 0;
  const denominator = frame.span === 'WINDOW' ? developers * frame.units : developers;
  return quotientOf(numerator, denominator, sampleSize);
}

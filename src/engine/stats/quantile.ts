import { select } from './select.js';

function smallestFrom(values: Float64Array, start: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let index = start; index < values.length; index++)
    if (values[index]! < smallest) smallest = values[index]!;
  return smallest;
}

/**
 * Quantiles of type 7 (linear interpolation, what `percentile_cont` gives) for ascending `fractions` of 0..1, by exact
 * selection. REARRANGES `values`; which must not be empty.
 */
export function quantilesInPlace(values: Float64Array, fractions: readonly number[]): number[] {
  const last = values.length - 1;
  let low = 0;
  return fractions.map((fraction) => {
    const position = last * fraction;
    const whole = Math.floor(position);
    const below = select(values, whole, low, last);
    low = whole;
    if (position === whole) return below;
    return below + (position - whole) * (smallestFrom(values, whole + 1) - below);
  });
}

/** One quantile of type 7, or null of nothing; leaves `values` as they are. */
export const quantile = (values: Float64Array, fraction: number): number | null =>
  values.length === 0 ? null : quantilesInPlace(values.slice(), [fraction])[0]!;

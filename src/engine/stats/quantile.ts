import type { Extent } from './extent.js';
import { orderStatistics } from './order-statistics.js';

/**
 * Returns the quantiles of type 7 (linear interpolation, as `percentile_cont` gives) for
 * `fractions` of 0..1, exact. It leaves `values`, which must not be empty, as they are.
 */
export function quantiles(
  values: Float64Array,
  fractions: readonly number[],
  extent?: Extent,
): number[] {
  const last = values.length - 1;
  const positions = fractions.map((fraction) => last * fraction);
  const ranks = positions.flatMap((position) => [Math.floor(position), Math.ceil(position)]);
  const found = orderStatistics(values, ranks, extent);
  return positions.map((position, index) => {
    const below = found[2 * index]!;
    const above = found[2 * index + 1]!;
    return below + (position - Math.floor(position)) * (above - below);
  });
}

/**
 * Returns one quantile of type 7 (linear interpolation, as `percentile_cont` of PostgreSQL); null without values. `fraction` is 0..1.
 * @see {@link https://doi.org/10.1080/00031305.1996.10473566 | Hyndman and Fan, Sample Quantiles in Statistical Packages}, definition 7.
 * @example
 * ```ts
 * import { quantile } from 'engineering-insights/engine';
 *
 * console.log(quantile(Float64Array.of(1, 2, 4), 0.75)); // 3
 * ```
 */
export const quantile = (values: Float64Array, fraction: number): number | null =>
  values.length === 0 ? null : quantiles(values, [fraction])[0]!;

import type { Extent } from './extent.js';
import { orderStatistics } from './order-statistics.js';

/**
 * Quantiles of type 7 (linear interpolation, what `percentile_cont` gives) for `fractions` of 0..1, exact. Leaves `values`, which must
 * not be empty, as they are.
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

/** One quantile of type 7, or null of nothing; leaves `values` as they are. */
export const quantile = (values: Float64Array, fraction: number): number | null =>
  values.length === 0 ? null : quantiles(values, [fraction])[0]!;

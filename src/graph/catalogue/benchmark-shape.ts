import {
  levelRanges,
  type BenchmarkSet as Published,
  type LevelRange as Range,
  type RatedMetric,
  scales,
} from '../../model/profile/benchmark.js';
import { benchmarkSets, boundsIn } from '../../model/profile/benchmark-sets.js';
import type { BenchmarkSet, LevelRange, MetricBenchmark } from './benchmark.type.js';

/** Returns a rated number as clients see it: durations in seconds, everything else as it is. */
export const ratedOutside = (metric: RatedMetric, value: number): number =>
  scales[metric].unit === 'MILLISECONDS' ? value / 1000 : value;

export const rangeOutside = (metric: RatedMetric, range: Range): LevelRange => ({
  ...range,
  lower: range.lower === null ? null : ratedOutside(metric, range.lower),
  upper: range.upper === null ? null : ratedOutside(metric, range.upper),
});

export const benchmarkOutside = (set: Published): BenchmarkSet => ({ ...set, key: set.id });

/** Returns the bounds of a set for one metric; null if the set does not rate it. */
export function metricBenchmarkOf(set: Published, metric: RatedMetric): MetricBenchmark | null {
  const found = boundsIn(set, metric);
  if (!found) return null;
  const ranges = levelRanges(scales[metric].better, found.bounds);
  return {
    set: benchmarkOutside(set),
    note: found.note ?? null,
    levels: ranges.map((range) => rangeOutside(metric, range)),
  };
}

/** Returns the sets that rate a metric. */
export const benchmarksOf = (metric: RatedMetric): MetricBenchmark[] =>
  benchmarkSets.flatMap((set) => metricBenchmarkOf(set, metric) ?? []);

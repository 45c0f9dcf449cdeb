import {
  levelRanges,
  type BenchmarkSet as Published,
  type LevelRange as Range,
  type RatedMetric,
  scales,
} from '../../model/benchmark.js';
import { benchmarkSets, boundsIn } from '../../model/benchmark-sets.js';
import type { BenchmarkSet, LevelRange } from './benchmark.type.js';

/** A rated number as clients see it: durations in seconds, everything else as it is. */
export const ratedOutside = (metric: RatedMetric, value: number): number =>
  scales[metric].unit === 'MILLISECONDS' ? value / 1000 : value;

export const rangeOutside = (metric: RatedMetric, range: Range): LevelRange => ({
  ...range,
  lower: range.lower === null ? null : ratedOutside(metric, range.lower),
  upper: range.upper === null ? null : ratedOutside(metric, range.upper),
});

export function benchmarkOutside(set: Published, metric: RatedMetric): BenchmarkSet {
  const { id, name, year, sourceUrl, isSecondHand } = set;
  const found = boundsIn(set, metric);
  const ranges = found ? levelRanges(scales[metric].better, found.bounds) : [];
  const levels = ranges.map((range) => rangeOutside(metric, range));
  return { id, name, year, sourceUrl, isSecondHand, note: found?.note ?? null, levels };
}

/** The sets that rate a metric. */
export const benchmarksOf = (metric: RatedMetric): BenchmarkSet[] =>
  benchmarkSets
    .filter((set) => boundsIn(set, metric) !== null)
    .map((set) => benchmarkOutside(set, metric));

import {
  type BenchmarkSet,
  isRated,
  type LevelRange,
  levelRanges,
  type RatedMetric,
  scales,
} from '../model/benchmark.js';
import { benchmarkSet, boundsIn } from '../model/benchmark-sets.js';
import type { LevelBound, LevelKey, Maturity, PhaseKey } from '../model/profile.js';
import type { Figure } from './summary/summary.js';

/** The level of a value, with the ranges by which it has it. */
export interface Band {
  readonly metric: RatedMetric;
  readonly level: LevelKey;
  /** What was rated: milliseconds, a number per day, or a ratio 0..1. */
  readonly value: number;
  /** The range of the level that it has. */
  readonly range: LevelRange;
  /** Of every level, the best first. */
  readonly ranges: readonly LevelRange[];
  readonly set: BenchmarkSet;
  /** True where the profile's own bounds stand in the place of the set's. */
  readonly isOverridden: boolean;
}

interface Bounds {
  readonly bounds: readonly LevelBound[];
  readonly isOverridden: boolean;
}

// A phase goes by bounds of its own, else by those of the whole metric.
function boundsOf(metric: string, maturity: Maturity, phase: PhaseKey | null): Bounds | null {
  const given = maturity.overrides.filter((one) => one.metric === metric);
  const override =
    given.find((one) => one.phase === phase) ?? given.find((one) => one.phase === null);
  if (override) return { bounds: override.bounds, isOverridden: true };
  const published = boundsIn(benchmarkSet(maturity.benchmark), metric);
  return published && { bounds: published.bounds, isOverridden: false };
}

const isWithin = (value: number, { lower, includesLower, upper, includesUpper }: LevelRange) =>
  (lower === null || value > lower || (includesLower && value === lower)) &&
  (upper === null || value < upper || (includesUpper && value === upper));

/**
 * The level of a value by the benchmark set and the overrides of a profile; null where there is no value, or neither rates the
 * metric. Durations in milliseconds, frequencies per day, ratios 0..1.
 */
export function bandOf(
  value: number | null,
  metric: string,
  maturity: Maturity,
  phase: PhaseKey | null = null,
): Band | null {
  if (value === null || !isRated(metric)) return null;
  const found = boundsOf(metric, maturity, phase);
  if (!found) return null;
  const ranges = levelRanges(scales[metric].better, found.bounds);
  const range = ranges.find((one) => isWithin(value, one))!;
  const { isOverridden } = found;
  return {
    metric,
    level: range.level,
    value,
    range,
    ranges,
    set: benchmarkSet(maturity.benchmark),
    isOverridden,
  };
}

/**
 * What of a figure is rated: a number of things by day, everything else as it is. A span of `days` local days in which nothing was
 * observed has nothing to rate, unless `isKnown` says that nothing is what there was.
 */
export function ratedValue(
  { value, sampleSize }: Figure,
  metric: string,
  days: number,
  isKnown: boolean,
): number | null {
  if (value === null || (sampleSize === 0 && !isKnown)) return null;
  return isRated(metric) && scales[metric].unit === 'PER_DAY' ? value / days : value;
}

const ordinals: Readonly<Record<LevelKey, number>> = { LOW: 1, MEDIUM: 2, HIGH: 3, ELITE: 4 };
const byOrdinal: readonly LevelKey[] = ['LOW', 'MEDIUM', 'HIGH', 'ELITE'];

/** Several ratings as one: the mean of their ordinals (1 `LOW` to 4 `ELITE`), half rounded up. */
export interface OverallRating {
  readonly level: LevelKey;
  /** 1..4, not rounded. */
  readonly score: number;
  /** What was rated. */
  readonly parts: Readonly<Record<string, LevelKey>>;
}

/** The overall rating of metrics; those without a level do not count. Null where none has one. */
export function overallRating(
  levels: Readonly<Record<string, LevelKey | null>>,
): OverallRating | null {
  const parts = Object.fromEntries(
    Object.entries(levels).filter((entry): entry is [string, LevelKey] => entry[1] !== null),
  );
  const rated = Object.values(parts);
  if (rated.length === 0) return null;
  const score = rated.reduce((total, level) => total + ordinals[level], 0) / rated.length;
  return { level: byOrdinal[Math.round(score) - 1]!, score, parts };
}

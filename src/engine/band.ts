import {
  type BenchmarkSet,
  isRated,
  type LevelRange,
  levelRanges,
  type RatedMetric,
  scales,
} from '../model/profile/benchmark.js';
import { benchmarkSet, boundsIn } from '../model/profile/benchmark-sets.js';
import type { LevelBound, LevelKey, Maturity, PhaseKey } from '../model/profile/profile.js';
import type { Figure } from './summary/summary.js';

/** The level of a value, with the ranges by which it has it. */
export interface Band {
  /** Id of the rated metric. */
  readonly metric: RatedMetric;
  /** The level. */
  readonly level: LevelKey;
  /** The rated value: milliseconds, a number per day, or a ratio 0..1. */
  readonly value: number;
  /** The range of the level that it has. */
  readonly range: LevelRange;
  /** The ranges of all levels, the best first. */
  readonly ranges: readonly LevelRange[];
  /** The benchmark set that the profile names; its `sourceUrl` says where the bounds were read. */
  readonly set: BenchmarkSet;
  /** True if bounds of the profile replace those of the benchmark set. */
  readonly isOverridden: boolean;
}

interface Bounds {
  readonly bounds: readonly LevelBound[];
  readonly isOverridden: boolean;
}
type Ranges = Pick<Band, 'metric' | 'ranges' | 'set' | 'isOverridden'>;

// The bounds of a phase are its own if it has some, else those of the whole metric.
function boundsOf(metric: string, maturity: Maturity, phase: PhaseKey | null): Bounds | null {
  const given = maturity.overrides.filter((one) => one.metric === metric);
  const override =
    given.find((one) => one.phase === phase) ?? given.find((one) => one.phase === null);
  if (override) return { bounds: override.bounds, isOverridden: true };
  const published = boundsIn(benchmarkSet(maturity.benchmark), metric);
  return published && { bounds: published.bounds, isOverridden: false };
}

function findRanges(metric: string, maturity: Maturity, phase: PhaseKey | null): Ranges | null {
  const found = isRated(metric) ? boundsOf(metric, maturity, phase) : null;
  if (!isRated(metric) || !found) return null;
  const ranges = levelRanges(scales[metric].better, found.bounds);
  const { isOverridden } = found;
  return { metric, ranges, set: benchmarkSet(maturity.benchmark), isOverridden };
}

const known = new WeakMap<Maturity, Map<string, Ranges | null>>();
/** Returns the ranges by which a profile rates a metric, found once: one profile rates thousands of values. */
function rangesOf(metric: string, maturity: Maturity, phase: PhaseKey | null): Ranges | null {
  const ofProfile = known.get(maturity) ?? new Map<string, Ranges | null>();
  known.set(maturity, ofProfile);
  const key = phase === null ? metric : `${metric} ${phase}`;
  const found = ofProfile.get(key) ?? findRanges(metric, maturity, phase);
  ofProfile.set(key, found);
  return found;
}

const isWithin = (value: number, { lower, includesLower, upper, includesUpper }: LevelRange) =>
  (lower === null || value > lower || (includesLower && value === lower)) &&
  (upper === null || value < upper || (includesUpper && value === upper));

/**
 * Returns the level of a value by the benchmark set and the overrides of a profile. Durations in milliseconds, frequencies per day,
 * ratios 0..1.
 * Returns null if there is no value, or if neither rates the metric. Bounds name their source in `set`: DORA's reports by year, or the
 * product's own.
 * @see {@link https://dora.dev/research/ | DORA's reports}
 * @example
 * ```ts
 * import { bandOf, sourceCodePreset } from 'engineering-insights/engine';
 *
 * const hour = 3_600_000;
 * console.log(bandOf(20 * hour, 'LEAD_TIME_FOR_CHANGES', sourceCodePreset.maturity)?.level); // ELITE
 * ```
 */
export function bandOf(
  value: number | null,
  metric: string,
  maturity: Maturity,
  phase: PhaseKey | null = null,
): Band | null {
  const found = value === null ? null : rangesOf(metric, maturity, phase);
  if (value === null || !found) return null;
  const range = found.ranges.find((one) => isWithin(value, one))!;
  return {
    metric: found.metric,
    level: range.level,
    value,
    range,
    ranges: found.ranges,
    set: found.set,
    isOverridden: found.isOverridden,
  };
}

/**
 * Returns what of a figure is rated: a number of things per local day, everything else unchanged.
 * Returns null if there is no value, or if nothing was observed and `isKnown` is false.
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
  /** The level of the mean, half rounded up. */
  readonly level: LevelKey;
  /** 1..4, not rounded. */
  readonly score: number;
  /** The level of each rated metric. */
  readonly parts: Readonly<Record<string, LevelKey>>;
}

/**
 * Returns the overall rating of metrics: the mean of their levels from 1, `LOW`, to 4, `ELITE`, half rounded up.
 * Returns null if no metric has a level; metrics without one do not count.
 * @example
 * ```ts
 * import { overallRating } from 'engineering-insights/engine';
 *
 * console.log(overallRating({ CHANGE_FAILURE_RATE: 'ELITE', LEAD_TIME_FOR_CHANGES: 'MEDIUM' })?.score); // 3
 * ```
 */
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

import type { LevelBound, LevelKey } from './profile.js';

/**
 * The direction in which a metric is rated, and its unit: milliseconds, a number per day, or a
 * ratio 0..1.
 */
interface Scale {
  readonly better: 'HIGHER' | 'LOWER';
  readonly unit: 'MILLISECONDS' | 'PER_DAY' | 'RATIO';
}
const duration: Scale = { better: 'LOWER', unit: 'MILLISECONDS' };
const ratio: Scale = { better: 'LOWER', unit: 'RATIO' };

/** Metrics that can be rated; all others never are. */
export const scales = {
  LEAD_TIME_FOR_CHANGES: duration,
  DEPLOYMENT_FREQUENCY: { better: 'HIGHER', unit: 'PER_DAY' },
  CHANGE_FAILURE_RATE: ratio,
  MEAN_TIME_TO_RESTORE: duration,
  FAILED_DEPLOYMENT_RECOVERY_TIME: duration,
  DEPLOYMENT_REWORK_RATE: ratio,
} as const satisfies Readonly<Record<string, Scale>>;
export type RatedMetric = keyof typeof scales;

/** The four measures of delivery whose levels together are the overall rating. */
export const doraMetrics = [
  'DEPLOYMENT_FREQUENCY',
  'LEAD_TIME_FOR_CHANGES',
  'CHANGE_FAILURE_RATE',
  'MEAN_TIME_TO_RESTORE',
] as const satisfies readonly RatedMetric[];

export const isRated = (metric: string): metric is RatedMetric => Object.hasOwn(scales, metric);

/**
 * The bounds of one metric in a set, the best level first. No value gets a level that is not
 * listed.
 */
export interface MetricBounds {
  /** Id of the rated metric. */
  readonly metric: RatedMetric;
  /** Bounds of the levels, the best level first. */
  readonly bounds: readonly LevelBound[];
  /** A note for readers; null if the bounds speak for themselves. */
  readonly note: string | null;
}
/** Bounds that were published together. */
export interface BenchmarkSet {
  /** Id that a profile names, such as `DORA_2024`. */
  readonly id: string;
  /** Title of the report, or of the product's own set. */
  readonly name: string;
  /** Year of the report; null if there is no report. */
  readonly year: number | null;
  /** Address where the bounds were read; null if they are this product's own. */
  readonly sourceUrl: string | null;
  /** True if that is somebody's account of the report rather than the report. */
  readonly isSecondHand: boolean;
  /** Bounds by metric; a metric that is not listed is not rated. */
  readonly metrics: readonly MetricBounds[];
}

/** The values of one level: from `lower` to `upper`, null where it goes on without end. */
export interface LevelRange {
  /** The level that values of the range have. */
  readonly level: LevelKey;
  /** Lower end of the range; null if it has none. */
  readonly lower: number | null;
  /** True if the lower end belongs to the range. */
  readonly includesLower: boolean;
  /** Upper end of the range; null if it has none. */
  readonly upper: number | null;
  /** True if the upper end belongs to the range. */
  readonly includesUpper: boolean;
}

/**
 * Returns the ranges that bounds cut out, the best level first and `LOW` last: each begins where
 * the one before ends.
 */
export function levelRanges(
  better: Scale['better'],
  bounds: readonly LevelBound[],
): readonly LevelRange[] {
  const edges = [...bounds, null];
  return edges.map((edge, index) => {
    const before = edges[index - 1];
    const near = before ? before.bound : null;
    const far = edge?.bound ?? null;
    const includesNear = before ? !before.inclusive : false;
    const includesFar = edge?.inclusive ?? false;
    const level = edge?.level ?? 'LOW';
    return better === 'LOWER'
      ? { level, lower: near, includesLower: includesNear, upper: far, includesUpper: includesFar }
      : { level, lower: far, includesLower: includesFar, upper: near, includesUpper: includesNear };
  });
}

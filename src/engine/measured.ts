import type { TimeBucket } from '../model/time.js';
import type { Disagreement } from './selection/repeats.js';
import type { Distribution, Figure, Segment } from './summary/summary.js';

/** One bucket of the series. */
export interface MeasuredBucket extends TimeBucket {
  /** The figure of the bucket. */
  readonly value: Figure;
  /** Null where the metric has none or nothing was observed; found when it is asked for. */
  readonly distribution: Distribution | null;
  /** The segments of the bucket; empty if the metric has none. */
  readonly segments: readonly Segment[];
}

/** An answer: the whole window, and each of its buckets. */
export interface Measured {
  /** The figure of the whole window. */
  readonly headline: Figure;
  /** Of the whole window; found when they are asked for. */
  readonly segments: readonly Segment[];
  /** Of the whole window; null where the metric has none or nothing was observed; found when it is asked for. */
  readonly distribution: Distribution | null;
  /** The buckets, in order of time. */
  readonly series: readonly MeasuredBucket[];
  /** Of the whole window: developers divided by, null where the metric is not per developer. */
  readonly developers: number | null;
  /** How many units of the granularity the window holds. */
  readonly units: number;
  /** Where teams see one subject differently; the explanation names them. */
  readonly disagreements: readonly Disagreement[];
}

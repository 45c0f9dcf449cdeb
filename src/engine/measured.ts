import type { TimeBucket } from '../model/time.js';
import type { Disagreement } from './selection/repeats.js';
import type { Distribution, Figure, Segment } from './summary/summary.js';

/** One bucket of the series. */
export interface MeasuredBucket extends TimeBucket {
  /** The figure of the bucket. */
  readonly value: Figure;
  /** Null if the metric has none or nothing was observed; computed when it is asked for. */
  readonly distribution: Distribution | null;
  /** The segments of the bucket; empty if the metric has none. */
  readonly segments: readonly Segment[];
}

/** An answer: the whole window, and each of its buckets. */
export interface Measured {
  /** The figure of the whole window. */
  readonly headline: Figure;
  /** The segments of the whole window; computed when they are asked for. */
  readonly segments: readonly Segment[];
  /**
   * The distribution over the whole window. Null if the metric has none or nothing was observed;
   * computed when it is asked for.
   */
  readonly distribution: Distribution | null;
  /** The buckets, in order of time. */
  readonly series: readonly MeasuredBucket[];
  /**
   * The developers that the whole window is divided by; null if the metric is not per developer.
   */
  readonly developers: number | null;
  /** How many units of the granularity the window holds. */
  readonly units: number;
  /** Where teams see one subject differently; the explanation names them. */
  readonly disagreements: readonly Disagreement[];
}

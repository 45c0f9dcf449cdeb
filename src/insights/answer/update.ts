import type { LevelKey } from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import type { Insight, MetricValue } from './answer.js';
import type { LevelText, Rating } from './level-text.js';

/** Several ratings as one: null where there is none, else its level and the mean from 1, `LOW`, to 4, `ELITE`. */
export interface OverallRating {
  /** The level and the mean from 1 to 4; null if no metric is rated. */
  readonly rating: (LevelText & { readonly level: LevelKey; readonly score: number }) | null;
  /** The rated metrics. */
  readonly parts: readonly {
    /** Id of the metric. */
    readonly metric: string;
    /** Its level; null if it is not rated. */
    readonly rating: Rating | null;
    /** Its insight. */
    readonly insight: Insight;
  }[];
}

/** Why an update is sent. */
export type UpdateReason =
  | 'CURRENT'
  | 'CHANGED'
  | 'REPLAY'
  | 'RESYNC'
  | 'WINDOW_MOVED'
  | 'RULES'
  | 'DIRECTORY';

/** One update of a subscription. */
export interface InsightUpdate {
  /** Resuming after it loses nothing: below that of the insight while updates of other metrics are still to come. */
  readonly sequence: number;
  /** When the change happened. */
  readonly occurredAt: Instant;
  /** Why it is sent. */
  readonly reason: UpdateReason;
  /** The insight as it is now. */
  readonly insight: Insight;
  /** The value before; null if it is the first. */
  readonly previousValue: MetricValue | null;
}

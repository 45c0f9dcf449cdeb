import type { Membership } from '../model/facts/people.js';
import type { ExclusionColumns, ObservationColumns } from '../model/observation.js';
import type { Denominator } from '../model/profile/productivity-profile.js';
import type { Granularity, Instant, TimeZone, Window } from '../model/time.js';
import type { Metric, TagName } from './metric.js';
import type { MembershipMode } from './roster.js';
import type { Aggregation } from './summary/summary.js';

/**
 * The part of one team: the cells of the metric for every month that the window touches, and the
 * memberships over time.
 */
export interface TeamColumns {
  /** Number of the team. */
  readonly team: number;
  /** Observations, one entry per month or span. */
  readonly cells: readonly ObservationColumns[];
  /** Excluded rows, one entry per month or span. Default none. */
  readonly exclusions?: readonly ExclusionColumns[];
  /** The current and former members. */
  readonly roster: readonly Membership[];
  /** The rows that show who contributed, of this metric and of others; default its own `cells`. */
  readonly activity?: readonly Pick<ObservationColumns, 'subject' | 'at' | 'developer'>[];
  /** For a metric of the `FILTERS` population: only what members did counts, as for `DEVELOPERS`. */
  readonly usesDeveloperFilter?: boolean;
}

/** All that decides an answer. The same question has the same answer for ever. */
export interface Question {
  /** The metric. */
  readonly metric: Metric;
  /** The teams whose rows are united. */
  readonly teams: readonly TeamColumns[];
  /** The window that is measured. */
  readonly window: Window;
  /** Time zone of local days and buckets. */
  readonly zone: TimeZone;
  /** The unit of the buckets. */
  readonly granularity: Granularity;
  /** How durations are aggregated. */
  readonly aggregation: Aggregation;
  /** Which members count. */
  readonly membership: MembershipMode;
  /** Which developers figures per developer are divided by. */
  readonly denominator: Denominator;
  /** The instant at which the question is asked; it decides who is a member now. */
  readonly now: Instant;
  /**
   * Numbers of the categories that segments name even without rows, in this order; others follow if
   * they have rows.
   */
  readonly categories?: readonly number[];
  /** How segments divide the figures: one of the groupings of the metric's summary. */
  readonly groupBy?: string;
  /** Numbers of the teams that have subjects which others have too; default all. Rows of the others are counted as they are. */
  readonly sharing?: ReadonlySet<number>;
  /** Only what this developer did, divided by this developer. */
  readonly developer?: number;
  /**
   * True to include rows that count only where services are distinguished. They always count if the
   * tag is a service.
   */
  readonly everyService?: boolean;
  /** Only rows that carry this tag: the very rows that a breakdown by the tag gives to it. */
  readonly tag?: {
    /** Name of the tag. */
    readonly name: TagName;
    /** Number of its value. */
    readonly value: number;
  };
}

/** True if the roster decides what of a team counts. */
export const isMasked = ({ population }: Metric, { usesDeveloperFilter }: TeamColumns): boolean =>
  population === 'DEVELOPERS' || usesDeveloperFilter === true;

import type { GoalStatus } from '../../engine/alignment/goal.js';
import type { ChangeOfValue } from '../../engine/compare.js';
import type { Distribution } from '../../engine/summary/summary.js';
import type { Unit } from '../../engine/unit.js';
import type { AllocationGoal } from '../../model/profile/alignment-profile.js';
import type { ProfileKind } from '../../model/profile/profile.js';
import type {
  Granularity,
  Instant,
  Range,
  TimeBucket,
  TimeZone,
  Window,
} from '../../model/time.js';
import type { DeveloperAlias } from '../records/developer-alias.js';
import type { SourceCoverage } from './covered.js';
import type { Explanation } from './explained.js';
import type { Rating } from './level-text.js';
import type { RecordPage, RecordQuery } from './record.js';

export type { ChangeOfValue } from '../../engine/compare.js';
export type { Distribution } from '../../engine/summary/summary.js';
export type { DeveloperAlias } from '../records/developer-alias.js';
export type { Explanation } from './explained.js';

/**
 * The team, person or thing that an insight is about; exactly one key is set. Numbers are storage
 * numbers, `developer` is an alias.
 */
export interface Scope {
  /** Number of a team. */
  readonly team?: number;
  /** Number of a node. */
  readonly orgNode?: number;
  /** Names from the root, joined by `/`. */
  readonly path?: string;
  /** Alias of a developer. */
  readonly developer?: string;
  /** Number of a service. */
  readonly service?: number;
  /** Number of a pipeline. */
  readonly pipeline?: number;
}
/** How durations are aggregated; every other metric ignores it. */
export type Aggregation = 'MEAN' | 'MEDIAN' | 'P75' | 'P90' | 'P95';
/** `CURRENT`: members of now count with all they did; `AS_OF`: work counts while its author is a member. */
export type Membership = 'CURRENT' | 'AS_OF';
/** How complete the data behind a number is. */
export type DataStatus = 'FULL' | 'PARTIAL' | 'NO_DATA' | 'NOT_CONFIGURED';
/** By what an insight can be broken down. */
export type BreakdownDimension =
  | 'CHILD'
  | 'DEVELOPER'
  | 'REPOSITORY'
  | 'SERVICE'
  | 'PIPELINE'
  | 'PROJECT'
  | 'CATEGORY';

/** One question, for one or several metrics. */
export interface InsightQuery {
  /** Subject of the insights. */
  readonly scope: Scope;
  /** Ids of the metrics, in the order of the answers. */
  readonly metrics: readonly string[];
  /** The range. */
  readonly range: Range;
  /** The unit of the buckets. */
  readonly granularity: Granularity;
  /** How durations are aggregated. */
  readonly aggregation: Aggregation;
  /** Null: the account's. */
  readonly timeZone: TimeZone | null;
  /** Which members count. */
  readonly membership: Membership;
  /** How segments divide the buckets, such as PR_SIZE; where a metric has no such grouping, or null: its own first. */
  readonly groupBy?: string | null;
}

/**
 * A number never travels without its sample size and data status. Ratios are 0..1, durations milliseconds. A count of nothing is 0
 * where facts of its span are known, else null.
 */
export interface MetricValue {
  /** The number; null if it is not known. */
  readonly value: number | null;
  /** For durations: the value in milliseconds (fractions possible in a mean). */
  readonly milliseconds: number | null;
  /** Per unit of the granularity, for counts. */
  readonly rate: number | null;
  /** Number of rows behind it. */
  readonly sampleSize: number;
  /** Dividend; null if the value is no quotient. */
  readonly numerator: number | null;
  /** Divisor; null if the value is no quotient. */
  readonly denominator: number | null;
  /** Unit of the numerator, and of a share of the denominator too; durations are in milliseconds. Null if there is no numerator. */
  readonly numeratorUnit: Unit | null;
  /** How complete the data behind it is. */
  readonly dataStatus: DataStatus;
}
/** How a segment stands to its goal; null where it has none, and the status also where there is nothing to have a share of. */
export interface GoalState {
  readonly goal: AllocationGoal | null;
  readonly goalStatus: GoalStatus | null;
}
/** One part of a figure. */
export interface Segment extends GoalState {
  /** Key of the segment. */
  readonly key: string;
  /** Its name for readers. */
  readonly label: string;
  /** Unit of its value. */
  readonly unit: Unit;
  /** Its value. */
  readonly value: MetricValue;
  /** Only of phases of lead time. */
  readonly rating: Rating | null;
}
/** One bucket of a series. */
export interface Bucket extends TimeBucket {
  /** The name of its sprint, of buckets by sprint alone. */
  readonly label: string | null;
  /** The subject of the row that is its sprint. */
  readonly subject: number | null;
  /** Its value. */
  readonly value: MetricValue;
  /** Found when it is asked for. */
  readonly distribution: Distribution | null;
  /** Its level; null if it is not rated. */
  readonly rating: Rating | null;
  /** Its segments; empty if the metric has none. */
  readonly segments: readonly Segment[];
  /** Degree to which the segments keep their goals, 0..1; null without goals, or without values. */
  readonly goalScore: number | null;
}
/** A line through the values of a series. */
export interface Trend {
  /** Change per bucket, in the value's unit. */
  readonly slope: number;
  /** The line at the first bucket. */
  readonly intercept: number;
  /** Direction of the line; IMPROVING if the values get better. */
  readonly direction: 'IMPROVING' | 'REGRESSING' | 'STABLE';
  /** The line at each bucket. */
  readonly points: readonly (number | null)[];
}
/** A number with its name. */
export interface Numbered {
  /** Number within the account. */
  readonly number: number;
  /** Name for readers. */
  readonly name: string;
}
/** One row of a breakdown. Read its fields by name: some are found when they are asked for, and a copy by spreading has not those. */
export interface BreakdownRow extends GoalState {
  /** Key of the row, unique within the breakdown. */
  readonly key: string;
  /** Its name for readers. */
  readonly label: string;
  /** The node; null for other dimensions. */
  readonly node: (Numbered & { readonly path: string; readonly isTeam: boolean }) | null;
  /** The developer; null for other dimensions. */
  readonly developer: DeveloperAlias | null;
  /** The repository; null for other dimensions. */
  readonly repository: Numbered | null;
  /** The service; null for other dimensions. */
  readonly service: Numbered | null;
  /** The pipeline; null for other dimensions. */
  readonly pipeline: Numbered | null;
  /** Its value. */
  readonly value: MetricValue;
  /** Its level; null if it is not rated. */
  readonly rating: Rating | null;
  /** Its segments. */
  readonly segments: readonly Segment[];
  /** How well the segments meet their goals, 0..1; null without goals. */
  readonly goalScore: number | null;
  /** Its buckets. */
  readonly series: readonly Bucket[];
}

/** One metric of one scope over one range; details are read from the same snapshot when asked for. */
export interface Insight {
  /** The whole question, opaque: asking `node(id:)` for it answers it again. */
  readonly id: string;
  /** The metric. */
  readonly metric: {
    /** Id of the metric. */
    readonly id: string;
    /** Kind of the profile that configures it. */
    readonly profile: ProfileKind;
  };
  /** The aggregation; null if the metric ignores it. */
  readonly aggregation: Aggregation | null;
  /** Unit of its values. */
  readonly unit: string;
  /** The window that is measured. */
  readonly range: Window;
  /** The value of the whole range. */
  readonly headline: MetricValue;
  /** Null where nothing was observed, or nobody rates the metric. */
  readonly rating: Rating | null;
  /** The value of the window before, which is as long. */
  readonly previous: MetricValue;
  /** How the value differs from the one before; null if either is not known. */
  readonly change: ChangeOfValue | null;
  /** Distribution of the rows; null if the metric has none, or there are no rows. */
  readonly distribution: Distribution | null;
  /** Segments of the whole range. */
  readonly segments: readonly Segment[];
  /** How well the segments meet their goals, 0..1; null without goals. */
  readonly goalScore: number | null;
  /** The buckets, in order of time. */
  readonly series: readonly Bucket[];
  /** The line through the buckets; null for fewer than two values. */
  readonly trend: Trend | null;
  /** Why the number is what it is. */
  readonly explanation: Explanation;
  /** Reports of each source in the range. */
  readonly coverage: readonly SourceCoverage[];
  /** When the answer was calculated. */
  readonly asOf: Instant;
  /** True if `asOf` is when its sources were read; false if it is when the question was asked. */
  readonly isSynced: boolean;
  /** When the answer may differ by the clock alone; it stays as it is until then while nothing changes. */
  readonly steadyUntil: Instant;
  /** Place in the change log; a subscription that starts after it misses nothing. */
  readonly sequence: number;
  /** True while a newer state is being calculated. */
  readonly recalculating: boolean;
  /** How complete the data behind it is. */
  readonly dataStatus: DataStatus;
  /** Returns the rows by a dimension. Throws BAD_USER_INPUT if the metric has no such dimension. */
  breakdown(by: BreakdownDimension): Promise<readonly BreakdownRow[]>;
  /** Returns a part of the rows behind the number. Throws BAD_USER_INPUT if a cursor is not valid. */
  records(query: RecordQuery): Promise<RecordPage>;
}

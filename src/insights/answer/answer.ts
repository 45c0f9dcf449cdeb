import type { GoalStatus } from '../../engine/alignment/goal.js';
import type { ChangeOfValue } from '../../engine/compare.js';
import type { Unit } from '../../engine/unit.js';
import type { AllocationGoal } from '../../model/alignment-profile.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { LevelKey, ProfileKind } from '../../model/profile.js';
import type {
  Granularity,
  Instant,
  Range,
  TimeBucket,
  TimeZone,
  Window,
} from '../../model/time.js';
import type { SubjectRelease } from '../../storage/records/subjects.js';
import type { DeveloperAlias } from '../records/developer-alias.js';
import type { RecordColumns } from '../records/record-columns.js';
import type { SourceCoverage } from './covered.js';
import type { Explanation } from './explained.js';
import type { LevelText, Rating } from './level-text.js';

export type { ChangeOfValue } from '../../engine/compare.js';
export type { DeveloperAlias } from '../records/developer-alias.js';
export type { Explanation } from './explained.js';

/** Whose insight is asked for, or of what; exactly one key is set. Numbers are storage numbers, `developer` is an alias. */
export interface Scope {
  readonly team?: number;
  readonly orgNode?: number;
  readonly path?: string;
  readonly developer?: string;
  readonly service?: number;
  readonly pipeline?: number;
}
export type Aggregation = 'MEAN' | 'MEDIAN' | 'P75' | 'P90' | 'P95';
export type Membership = 'CURRENT' | 'AS_OF';
export type DataStatus = 'FULL' | 'PARTIAL' | 'NO_DATA' | 'NOT_CONFIGURED';
export type BreakdownDimension =
  | 'CHILD'
  | 'DEVELOPER'
  | 'REPOSITORY'
  | 'SERVICE'
  | 'PIPELINE'
  | 'PROJECT'
  | 'CATEGORY';

export interface InsightQuery {
  readonly scope: Scope;
  readonly metrics: readonly string[];
  readonly range: Range;
  readonly granularity: Granularity;
  readonly aggregation: Aggregation;
  /** Null: the account's. */
  readonly timeZone: TimeZone | null;
  readonly membership: Membership;
  /** How segments divide the buckets, such as PR_SIZE; where a metric has no such grouping, or null: its own first. */
  readonly groupBy?: string | null;
}

/**
 * A number never travels without its sample size and data status. Ratios are 0..1, durations milliseconds. A count of nothing is 0
 * where facts of its span are known, else null.
 */
export interface MetricValue {
  readonly value: number | null;
  /** For durations: the value in milliseconds (fractions possible in a mean). */
  readonly milliseconds: number | null;
  /** Per unit of the granularity, for counts. */
  readonly rate: number | null;
  readonly sampleSize: number;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** What the numerator counts, milliseconds where that is a duration; of a share the denominator too. Null where there is none. */
  readonly numeratorUnit: Unit | null;
  readonly dataStatus: DataStatus;
}
/** How a segment stands to its goal; null where it has none, and the status also where there is nothing to have a share of. */
export interface GoalState {
  readonly goal: AllocationGoal | null;
  readonly goalStatus: GoalStatus | null;
}
export interface Segment extends GoalState {
  readonly key: string;
  readonly label: string;
  readonly unit: Unit;
  readonly value: MetricValue;
  /** Only of phases of lead time. */
  readonly rating: Rating | null;
}
/** Milliseconds for durations, else the unit of the metric. */
export interface Distribution {
  readonly mean: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  readonly sampleSize: number;
}
export interface Bucket extends TimeBucket {
  /** The name of its sprint, of buckets by sprint alone. */
  readonly label: string | null;
  /** The subject of the row that is its sprint. */
  readonly subject: number | null;
  readonly value: MetricValue;
  /** Found when it is asked for. */
  readonly distribution: Distribution | null;
  readonly rating: Rating | null;
  readonly segments: readonly Segment[];
  /** How well the segments keep their goals, 0..1; null without goals, or without anything to judge by them. */
  readonly goalScore: number | null;
}
export interface Trend {
  readonly slope: number;
  readonly intercept: number;
  readonly direction: 'IMPROVING' | 'REGRESSING' | 'STABLE';
  readonly points: readonly (number | null)[];
}
interface Numbered {
  readonly number: number;
  readonly name: string;
}
export interface BreakdownRow extends GoalState {
  readonly key: string;
  readonly label: string;
  readonly node: (Numbered & { readonly path: string; readonly isTeam: boolean }) | null;
  readonly developer: DeveloperAlias | null;
  readonly repository: Numbered | null;
  readonly service: Numbered | null;
  readonly pipeline: Numbered | null;
  readonly value: MetricValue;
  readonly rating: Rating | null;
  readonly segments: readonly Segment[];
  readonly goalScore: number | null;
  readonly series: readonly Bucket[];
}

/** One row behind a number, or one that was left out and why. */
export interface InsightRecord {
  /** Opaque and stable: kind and subject number. */
  readonly subject: number;
  readonly kind: InputKind;
  readonly at: Instant;
  /** What value and parts count, milliseconds where that is a duration. */
  readonly unit: Unit;
  readonly value: number | null;
  readonly parts: readonly {
    readonly name: string;
    readonly value: number;
    /** Says yes or no, or counts, whatever the unit of the metric. */
    readonly isFlag: boolean;
  }[];
  readonly developer: DeveloperAlias | null;
  readonly repository: string | null;
  /** Commit title, release name ... null where it would name a person to somebody who may not see names. */
  readonly title: string | null;
  readonly url: string | null;
  /** What its kind has beside: hash, key, state, instants in milliseconds ... */
  readonly detail: Readonly<Record<string, unknown>>;
  /** What is found of it by the rules in force, durations in milliseconds. */
  readonly columns: RecordColumns;
  readonly release: Pick<SubjectRelease, 'name' | 'at' | 'rule'> | null;
  readonly teams: readonly number[];
  readonly excluded: ExclusionReason | null;
}
export interface RecordPage {
  readonly records: readonly { readonly cursor: string; readonly record: InsightRecord }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}
export type RecordOrder = 'AT_ASCENDING' | 'AT_DESCENDING' | 'VALUE_ASCENDING' | 'VALUE_DESCENDING';
export interface RecordQuery {
  readonly first?: number;
  readonly after?: string;
  readonly last?: number;
  readonly before?: string;
  readonly orderBy: RecordOrder;
  /** The start of a bucket of the series. */
  readonly bucket?: Instant;
  readonly includeExcluded: boolean;
}

/** One metric of one scope over one range; details are read from the same snapshot when asked for. */
export interface Insight {
  /** The whole question, opaque: asking `node(id:)` for it answers anew. */
  readonly id: string;
  readonly metric: { readonly id: string; readonly profile: ProfileKind };
  readonly aggregation: Aggregation | null;
  readonly unit: string;
  readonly range: Window;
  readonly headline: MetricValue;
  /** Null where nothing was observed, or nobody rates the metric. */
  readonly rating: Rating | null;
  readonly previous: MetricValue;
  readonly change: ChangeOfValue | null;
  readonly distribution: Distribution | null;
  /** Of the whole range. */
  readonly segments: readonly Segment[];
  readonly goalScore: number | null;
  readonly series: readonly Bucket[];
  readonly trend: Trend | null;
  readonly explanation: Explanation;
  readonly coverage: readonly SourceCoverage[];
  readonly asOf: Instant;
  readonly sequence: number;
  readonly recalculating: boolean;
  readonly dataStatus: DataStatus;
  breakdown(by: BreakdownDimension): Promise<readonly BreakdownRow[]>;
  records(query: RecordQuery): Promise<RecordPage>;
}

/** Several ratings as one: null where there is none, else its level and the mean from 1, `LOW`, to 4, `ELITE`. */
export interface OverallRating {
  readonly rating: (LevelText & { readonly level: LevelKey; readonly score: number }) | null;
  readonly parts: readonly {
    readonly metric: string;
    readonly rating: Rating | null;
    readonly insight: Insight;
  }[];
}

export type UpdateReason =
  | 'CURRENT'
  | 'CHANGED'
  | 'REPLAY'
  | 'RESYNC'
  | 'WINDOW_MOVED'
  | 'RULES'
  | 'DIRECTORY';
export interface InsightUpdate {
  /** Resuming after it loses nothing: below that of the insight while updates of other metrics are still to come. */
  readonly sequence: number;
  readonly occurredAt: Instant;
  readonly reason: UpdateReason;
  readonly insight: Insight;
  readonly previousValue: MetricValue | null;
}

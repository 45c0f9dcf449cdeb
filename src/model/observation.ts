import type { Instant } from './time.js';

/** The closed list of reasons why a row is not in a number. */
export const exclusionReasons = [
  'BOT',
  'MERGE_COMMIT',
  'NOT_RELEASED',
  'BASELINE',
  'OUT_OF_ORDER',
  'AUTHORED_BEFORE_1980',
  'AUTHORED_IN_FUTURE',
  'LINES_UNKNOWN',
  'NO_LINES',
  'NOT_MERGED',
  'NOT_DEPLOYED',
  'NOT_COMPLETED',
  'TERMINATED',
  'SUBTASK',
  'NO_EVENTS',
  'NO_COMMENT',
  'NOT_PRODUCTION',
  'NOT_SUCCESSFUL',
  'NOT_FINISHED',
  'NOT_A_DEPLOYMENT',
  'EXCLUDED_BY_LABEL',
  'OTHER_BRANCH',
  'BLAMES_NOTHING',
  'UNRESOLVED',
  'NOT_RECOVERED',
  'BAD_TIMESTAMPS',
  'OTHER_STATE',
  'HAS_CHILDREN',
  'NOBODY_ASSIGNED',
  'NO_ITEMS',
  'CREATED_BEFORE_RANGE',
  'COMMITTED_BEFORE_1980',
  'COMMITTED_IN_FUTURE',
  'TOO_MANY_RENAMES',
  'NOBODY_WROTE_LINES',
  'DEPLOYED_BELOW',
  'NOBODY_KNOWN',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** The tag of what has none of that kind. */
export const UNTAGGED = -1;

/** What a metric saw: at most one per subject, developer and facet. Values and parts are integers where they can be. */
export interface Observation {
  readonly subject: number;
  /** Which of several rows of the subject: the number of the service that it is about; 0, or absent, of the row that stands for the subject. */
  readonly facet?: number;
  readonly developer: number | null;
  readonly at: Instant;
  readonly value: number;
  /** In the order in which the metric declares its parts. */
  readonly parts: readonly number[];
  /** In the order in which the metric declares its tags: numbers of repositories, services ... */
  readonly tags: readonly number[];
  /** Other developers who had a part in it, ascending: a filter by developers takes it for theirs too. Absent where there are none. */
  readonly others?: readonly number[];
}

export interface Exclusion {
  readonly subject: number;
  readonly developer: number | null;
  readonly at: Instant;
  readonly reason: ExclusionReason;
  readonly tags: readonly number[];
}

/** Observations of one cell and metric as columns, sorted by `at`, then subject, developer and facet. */
export interface ObservationColumns {
  readonly length: number;
  readonly subject: Float64Array;
  /** -1 where nobody matches. */
  readonly developer: Float64Array;
  readonly at: Float64Array;
  readonly value: Float64Array;
  readonly parts: readonly Float64Array[];
  readonly tags: readonly Float64Array[];
  /** By subject the other developers who had a part in it, of the rows that have some. */
  readonly others?: ReadonlyMap<number, readonly number[]>;
}

/** Exclusions of one cell and metric as columns, sorted likewise; `reason` indexes `exclusionReasons`. */
export interface ExclusionColumns {
  readonly length: number;
  readonly subject: Float64Array;
  readonly developer: Float64Array;
  readonly at: Float64Array;
  readonly reason: Uint8Array;
  readonly tags: readonly Float64Array[];
}

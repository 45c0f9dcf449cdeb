import type { Instant } from './time.js';

/** The closed list of reasons why a row is not in a number. Rows are stored with the place of theirs: a new one goes to the end. */
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
/** The developer of a row that is nobody's, in a column. */
export const NOBODY = -1;

/**
 * A counted row of a metric: at most one per subject, developer and sub-key. Values and parts are
 * integers where they can be.
 */
export interface Observation {
  /** Number of the input that it is made of. */
  readonly subject: number;
  /**
   * Number of the service that this row of the subject is about; 0, or absent, for the row of the
   * whole subject.
   */
  readonly subKey?: number;
  /** Number of the developer it is credited to; null if nobody matches. */
  readonly developer: number | null;
  /** The instant that puts it into a bucket. */
  readonly at: Instant;
  /** The measured amount: milliseconds, lines or a number of things. */
  readonly value: number;
  /** In the order in which the metric declares its parts. */
  readonly parts: readonly number[];
  /** In the order in which the metric declares its tags: numbers of repositories, services ... */
  readonly tags: readonly number[];
  /**
   * Other developers who had a part in it, ascending: a filter by developers takes it for theirs
   * too. Absent if there are none.
   */
  readonly others?: readonly number[];
}

/** A row that a metric does not count, with the reason. */
export interface Exclusion extends Pick<Observation, 'subject' | 'developer' | 'at' | 'tags'> {
  /** Why it is not counted. */
  readonly reason: ExclusionReason;
}

/** Observations of one cell and metric as columns, sorted by `at`, then subject, developer and sub-key. */
export interface ObservationColumns {
  /** Number of rows. */
  readonly length: number;
  /** Subject number of each row. */
  readonly subject: Float64Array;
  /** -1 where nobody matches. */
  readonly developer: Float64Array;
  /** Instant of each row. */
  readonly at: Float64Array;
  /** Value of each row. */
  readonly value: Float64Array;
  /** One column per declared part. */
  readonly parts: readonly Float64Array[];
  /** One column per declared tag; -1 for none. */
  readonly tags: readonly Float64Array[];
  /** By subject the other developers who had a part in it, of the rows that have some. */
  readonly others?: ReadonlyMap<number, readonly number[]>;
}

/**
 * Exclusions of one cell and metric as columns, in the same order; `reason` indexes
 * `exclusionReasons`.
 */
export interface ExclusionColumns
  extends Pick<ObservationColumns, 'length' | 'subject' | 'developer' | 'at' | 'tags'> {
  /** Index into the list of reasons. */
  readonly reason: Uint8Array;
}

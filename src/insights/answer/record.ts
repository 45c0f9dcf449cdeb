import type { Page, PageRequest } from '../../directory/page.js';
import type { Unit } from '../../engine/unit.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { Instant } from '../../model/time.js';
import type { SubjectRelease } from '../../storage/records/subjects.js';
import type { DeveloperAlias } from '../records/developer-alias.js';
import type { RecordColumns } from '../records/record-columns.js';

/** One row behind a number, or one that was excluded and why. */
export interface InsightRecord {
  /** Opaque and stable: kind and subject number. */
  readonly subject: number;
  /** Kind of the input. */
  readonly kind: InputKind;
  /** The instant that puts it into a bucket. */
  readonly at: Instant;
  /** Unit of value and parts; durations are in milliseconds. */
  readonly unit: Unit;
  /** Amount that the row adds; null if it is excluded. */
  readonly value: number | null;
  /** Further numbers of the row. */
  readonly parts: readonly {
    /** Name of the part. */
    readonly name: string;
    /** Its number. */
    readonly value: number;
    /** Says yes or no, or counts, whatever the unit of the metric. */
    readonly isFlag: boolean;
  }[];
  /** Developer to whom the row is credited; null if nobody matches. */
  readonly developer: DeveloperAlias | null;
  /** Name of the repository; null for none. */
  readonly repository: string | null;
  /** Commit title, release name ... null where it would name a person to somebody who may not see names. */
  readonly title: string | null;
  /** Address of its page; null if there is none. */
  readonly url: string | null;
  /** Further facts of its kind: hash, key, state, instants in milliseconds ... */
  readonly detail: Readonly<Record<string, unknown>>;
  /** Columns by the effective rules, durations in milliseconds. */
  readonly columns: RecordColumns;
  /** Its first release; null while there is none. */
  readonly release: Pick<SubjectRelease, 'name' | 'at' | 'rule'> | null;
  /** Numbers of the teams that hold it. */
  readonly teams: readonly number[];
  /** Why it is not counted; null if it is. */
  readonly excluded: ExclusionReason | null;
}

/** A part of the rows. */
export interface RecordPage extends Pick<Page<unknown>, 'hasNextPage' | 'hasPreviousPage'> {
  /** The rows, each with its cursor. */
  readonly records: readonly {
    /** Cursor of the row. */
    readonly cursor: string;
    /** The row. */
    readonly record: InsightRecord;
  }[];
  /** Number of all rows. */
  readonly totalCount: number;
}

/** How rows are sorted. */
export type RecordOrder = 'AT_ASCENDING' | 'AT_DESCENDING' | 'VALUE_ASCENDING' | 'VALUE_DESCENDING';

/** Which rows are asked for. */
export interface RecordQuery extends PageRequest {
  /** How rows are sorted. */
  readonly orderBy: RecordOrder;
  /** The start of a bucket of the series. */
  readonly bucket?: Instant;
  /** True to list excluded rows too. */
  readonly includeExcluded: boolean;
}

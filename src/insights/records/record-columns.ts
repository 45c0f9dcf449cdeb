import type { FailureRule, RepairKind } from '../../engine/delivery/failure.js';
import type { Step } from '../../engine/delivery/passage.js';
import type { ReworkClass } from '../../engine/review/lines.js';
import type { WorkType } from '../../engine/work/work-type.js';
import type { EffortUnit } from '../../model/alignment-profile.js';
import type { ChangedFile, ContainmentRule } from '../../model/inputs/code-input.js';
import type { BlameRule } from '../../model/inputs/delivery-input.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { Instant } from '../../model/time.js';
import type { Rating } from '../answer/level-text.js';
import type { DeveloperAlias } from './developer-alias.js';

/** Another row that a row speaks of. Title and link are null where they would name a person to somebody who may not see names. */
export interface LinkedRecord {
  /** Number of the input. */
  readonly subject: number;
  /** Kind of the input. */
  readonly kind: InputKind;
  /** A key, or a number in the tool. */
  readonly key: string | null;
  /** Title; null if it may not be shown, or there is none. */
  readonly title: string | null;
  /** Address of its page; null if there is none. */
  readonly url: string | null;
}
/** A record that is linked by blame. */
export interface LinkedByBlame extends LinkedRecord {
  /** How the deployment was found. */
  readonly rule: BlameRule;
}
/** Somebody without their name, and since when; nobody known is null. */
export interface PersonSince {
  /** The developer; null for nobody. */
  readonly developer: DeveloperAlias | null;
  /** Since when. */
  readonly at: Instant;
}
/** A file of a record. */
export interface FileOfRecord extends ChangedFile {
  /** Null of a file that the profile leaves out. */
  readonly class: ReworkClass | null;
}

/** A phase of lead time as a row went through it. */
export interface PhaseOfRecord extends Step {
  /** Null where it is not known how long it took, or nobody rates it. */
  readonly rating: Rating | null;
}

/** What is found of commits, changes and pull requests. */
export interface ColumnsOfCode {
  readonly reviewers: readonly PersonSince[];
  readonly firstReviewAt: Instant | null;
  readonly approvedAt: Instant | null;
  /** Milliseconds; null of what was not merged. */
  readonly cycleTime: number | null;
  readonly deployment: LinkedRecord | null;
  readonly rideRule: ContainmentRule | null;
  readonly reverts: LinkedRecord | null;
  /** Null where the metric does not count file by file. */
  readonly files: readonly FileOfRecord[] | null;
}
/** What is found of work items. */
export interface ColumnsOfWork {
  readonly deployedAt: Instant | null;
  /** The enabled phases of lead time; none where the profile measures something else. */
  readonly phases: readonly PhaseOfRecord[];
  readonly pullRequestCount: number;
  readonly commitCount: number;
  readonly buildCount: number;
  readonly deploymentCount: number;
  readonly workType: WorkType;
  /** Name of the category that claims it; null where none does. */
  readonly category: string | null;
  readonly epic: LinkedRecord | null;
  /** In the unit of the profile, milliseconds for time; null where it is not known. */
  readonly effort: number | null;
  readonly effortUnit: EffortUnit;
  readonly assignees: readonly PersonSince[];
}
/** What is found of runs and incidents. */
export interface ColumnsOfDelivery {
  /** Name of the service that the row counts for. */
  readonly service: string | null;
  readonly triggeredBy: DeveloperAlias | null;
  /** Milliseconds. */
  readonly ranFor: number | null;
  /** Null of what is no production deployment that has ended. */
  readonly isFailure: boolean | null;
  readonly failureRule: FailureRule | null;
  readonly repairKind: RepairKind | null;
  readonly incidents: readonly LinkedByBlame[];
  /** Milliseconds. */
  readonly timeToRestore: number | null;
  readonly blames: LinkedByBlame | null;
}
/** What is found of sprints; amounts in points or items. */
export interface ColumnsOfSprints {
  readonly committed: number | null;
  readonly creep: number | null;
  readonly delivered: number | null;
  readonly deliveredCommitted: number | null;
  readonly deliveredCreep: number | null;
  readonly removed: number | null;
}

/** What is found of a row beside its facts, by the rules in force; each kind has its own. */
export type RecordColumns = Partial<
  ColumnsOfCode & ColumnsOfWork & ColumnsOfDelivery & ColumnsOfSprints
>;

import type { FailureRule, RepairKind } from '../../engine/delivery/failure.js';
import type { Step } from '../../engine/delivery/passage.js';
import type { ReworkClass } from '../../engine/review/lines.js';
import type { WorkType } from '../../engine/work/work-type.js';
import type { ChangedFile, ContainmentRule } from '../../model/inputs/code-input.js';
import type { BlameRule } from '../../model/inputs/delivery-input.js';
import type { InputKind } from '../../model/inputs/metric-input.js';
import type { EffortUnit } from '../../model/profile/alignment-profile.js';
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
  /** Null if the profile excludes the file. */
  readonly class: ReworkClass | null;
}

/** A phase of lead time as a row went through it. */
export interface PhaseOfRecord extends Step {
  /** Null where it is not known how long it took, or nobody rates it. */
  readonly rating: Rating | null;
}

/** Columns of commits, changes and pull requests. */
export interface ColumnsOfCode {
  /** The reviewers, each with the first review. */
  readonly reviewers: readonly PersonSince[];
  /** When the first review was given; null while there is none. */
  readonly firstReviewAt: Instant | null;
  /** When it was first approved; null while it is not. */
  readonly approvedAt: Instant | null;
  /** Milliseconds; null of what was not merged. */
  readonly cycleTime: number | null;
  /** Its first production deployment; null while there is none. */
  readonly deployment: LinkedRecord | null;
  /** How that deployment was found; null while there is none. */
  readonly rideRule: ContainmentRule | null;
  /** The pull request or change that it reverts; null for nothing. */
  readonly reverts: LinkedRecord | null;
  /** Null where the metric does not count file by file. */
  readonly files: readonly FileOfRecord[] | null;
}
/** Columns of work items. */
export interface ColumnsOfWork {
  /** When the last of its work was deployed; null while nothing was. */
  readonly deployedAt: Instant | null;
  /** The enabled phases of lead time; none where the profile measures something else. */
  readonly phases: readonly PhaseOfRecord[];
  /** Number of linked pull requests. */
  readonly pullRequestCount: number;
  /** Number of linked commits. */
  readonly commitCount: number;
  /** Number of CI runs over its work. */
  readonly buildCount: number;
  /** Number of production deployments of its work. */
  readonly deploymentCount: number;
  /** The kind of work. */
  readonly workType: WorkType;
  /** Name of the category that claims it; null where none does. */
  readonly category: string | null;
  /** The item at the top of its tree; null for none. */
  readonly epic: LinkedRecord | null;
  /** In the unit of the profile, milliseconds for time; null where it is not known. */
  readonly effort: number | null;
  /** The unit of its effort. */
  readonly effortUnit: EffortUnit;
  /** The assignees, each with the instant since which they had it. */
  readonly assignees: readonly PersonSince[];
}
/** Columns of runs and incidents. */
export interface ColumnsOfDelivery {
  /** Name of the service that the row counts for. */
  readonly service: string | null;
  /** The developer who started the run; null if nobody known did. */
  readonly triggeredBy: DeveloperAlias | null;
  /** Milliseconds. */
  readonly ranFor: number | null;
  /** Null of what is no production deployment that has ended. */
  readonly isFailure: boolean | null;
  /** Why the deployment counts as failed; null if it does not. */
  readonly failureRule: FailureRule | null;
  /** How the deployment repairs another; null if it repairs none. */
  readonly repairKind: RepairKind | null;
  /** Incidents that blame the deployment. */
  readonly incidents: readonly LinkedByBlame[];
  /** Milliseconds. */
  readonly timeToRestore: number | null;
  /** The deployment that the incident blames; null for none. */
  readonly blames: LinkedByBlame | null;
}
/** Columns of sprints; amounts in points or items. */
export interface ColumnsOfSprints {
  /** Amount in the sprint when it began; null for other kinds. */
  readonly committed: number | null;
  /** Amount that was added later; null for other kinds. */
  readonly creep: number | null;
  /** Amount that was completed; null for other kinds. */
  readonly delivered: number | null;
  /** Completed amount of what was committed; null for other kinds. */
  readonly deliveredCommitted: number | null;
  /** Completed amount of what was added; null for other kinds. */
  readonly deliveredCreep: number | null;
  /** Amount that was taken out; null for other kinds. */
  readonly removed: number | null;
}

/** Columns of a row beside its facts, by the effective rules; each kind has its own. */
export type RecordColumns = Partial<
  ColumnsOfCode & ColumnsOfWork & ColumnsOfDelivery & ColumnsOfSprints
>;

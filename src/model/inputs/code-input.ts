import type { ChangeDoubt, CommitDoubt } from '../facts/code.js';
import type { MergeMethod, ReviewState } from '../facts/review.js';
import type { Instant } from '../time.js';
import type { MetricInputBase } from './input-base.js';

/** `ownAt` = `authoredAt`. */
export interface CommitInput extends MetricInputBase {
  /** Author date. */
  readonly authoredAt: Instant;
  /** True if it has several parents. */
  readonly isMerge: boolean;
  /** Why its dates are not believed; null if they are. */
  readonly doubt: CommitDoubt | null;
}

/**
 * A file of a change. `previousAt`: when the first-parent line last changed it before (null: never,
 * or not known). For a pull request that became no known change: when that line, or an earlier pull
 * request into the same branch, changed it.
 */
export interface ChangedFile {
  /** Path after the change. */
  readonly path: string;
  /** Lines added. */
  readonly additions: number;
  /** Lines deleted. */
  readonly deletions: number;
  /** When the default branch last changed it before; null if it never did, or is not known to have. */
  readonly previousAt: Instant | null;
}

/** Something that builds, deployments and releases contain. */
interface DeliverableInput extends MetricInputBase {
  /** Ends of the CI runs over its commits. */
  readonly builtAt: readonly Instant[];
  /** Number of the first production deployment that contains it; null while there is none. */
  readonly deployment: number | null;
  /** The tool's own id of that deployment. */
  readonly deploymentId?: string | null;
  /** When its first production deployment ended; null while there is none. */
  readonly deployedAt: Instant | null;
  /** How that deployment was found; null while there is none. */
  readonly firstDeploymentRule: ContainmentRule | null;
  /**
   * The first deployment that contains it, also if its stream begins there; null if no deployment
   * contains it.
   */
  readonly carriedBy: Carrier | null;
  /**
   * Number of its first release. Null while there is none; of a pull request also if the history of
   * its repository is known, and within a work item.
   */
  readonly release: number | null;
  /** When its first release was made; null while there is none. */
  readonly releasedAt: Instant | null;
  /** The files whose lines are known. */
  readonly files: readonly ChangedFile[];
}

/** `ownAt` = `mergedAt`. */
export interface ChangeInput extends DeliverableInput {
  /** When it reached the branch. */
  readonly mergedAt: Instant;
  /** Author date of its first commit. */
  readonly firstCommitAt: Instant;
  /** True if the first commit is not known, so that the merge is used. */
  readonly firstCommitUnknown: boolean;
  /** Why its dates are not believed; null if they are. */
  readonly doubt: ChangeDoubt | null;
  /** True if the first release that contains it has no known predecessor. */
  readonly baseline: boolean;
  /** True if the first deployment that contains it is its stream's first. */
  readonly inFirstDeployment: boolean;
  /**
   * True if merged pull requests of its repository are known: these are then delivered, not
   * changes.
   */
  readonly isReviewed: boolean;
  /**
   * True if lines of some files are not known: blobs are missing, or there are too many renames to
   * look for.
   */
  readonly linesUnknown?: boolean;
  /** True if lines are unknown since there are too many renames. */
  readonly tooManyRenames?: boolean;
  /** How many of its files add no lines since nobody wrote them: pointer files, submodules, binary and generated ones. */
  readonly unwritten?: number;
}

/** `ownAt` = `releasedAt`. */
export interface ReleaseInput extends MetricInputBase {
  /** When it was made. */
  readonly releasedAt: Instant;
}

/** Something that somebody did at a pull request. */
export interface Act {
  /** When it was done. */
  readonly at: Instant;
  /** True if the author of the pull request did it. */
  readonly byAuthor: boolean;
  /** True if a bot did it. */
  readonly byBot: boolean;
}
/** A review of a pull request. */
export interface ReviewAct extends Act {
  /** Its verdict. */
  readonly state: ReviewState;
  /** True if it has a text, and so is a comment too. */
  readonly hasText: boolean;
}

/**
 * The way in which the first production deployment was found; `TIME_ON_BRANCH` if the commit graph
 * is not known.
 */
export type ContainmentRule =
  | 'COMMIT_GRAPH'
  | 'MERGE_COMMIT'
  | 'HEAD_COMMIT'
  | 'SQUASH_SUBJECT'
  | 'TIME_ON_BRANCH';

/**
 * The way in which the first release was found. It contains the commit or, if the graph is not
 * known, is the first at the merge or after it.
 */
export type ReleaseRule = 'TAG_CONTAINS_MERGE' | 'RELEASED_AFTER_MERGE';

/** The production deployment that carries something: of several services that it deploys the first by name. */
export interface Carrier {
  /** Number of the service; null if it names none. */
  readonly service: number | null;
  /** Number of the pipeline. */
  readonly pipeline: number;
}

/** `ownAt` = `openedAt`. */
export interface PullRequestInput extends DeliverableInput {
  /** When it was opened. */
  readonly openedAt: Instant;
  /** When it was first no draft; null if it never was one, or still is. */
  readonly readyAt: Instant | null;
  /** Null while it is not merged. */
  readonly mergedAt: Instant | null;
  /** How it was merged; null if that is not known. */
  readonly mergeMethod: MergeMethod | null;
  /** Branch that it is merged into. */
  readonly targetBranch: string;
  /** True if that is the repository's default branch; false also if it is not known. */
  readonly toDefaultBranch: boolean;
  /** Names of its labels. */
  readonly labels: readonly string[];
  /**
   * Its author and those of its known commits that are no merge, as far as they are known
   * developers, ascending.
   */
  readonly contributors: readonly number[];
  /** Author dates of its commits that are no merge, in the order of time. */
  readonly commitsAt: readonly Instant[];
  /** The first and the last of them; null if no commit is known. */
  readonly firstCommitAt: Instant | null;
  /** Author date of the last commit; null if none is known. */
  readonly lastCommitAt: Instant | null;
  /** Its comments, in order of time. */
  readonly comments: readonly Act[];
  /** Its reviews, in order of time. */
  readonly reviews: readonly ReviewAct[];
  /** Added and deleted lines; null where the tool does not say. */
  readonly additions: number | null;
  /** Lines deleted; null if the tool does not say. */
  readonly deletions: number | null;
  /** Types of the work items that are linked to it. */
  readonly itemTypes: readonly string[];
  /** True if the first deployment that contains it is its stream's first. */
  readonly baseline: boolean;
  /** How the release was found; null while there is none. */
  readonly releaseRule?: ReleaseRule | null;
  /** True if the first release of all contains it, or came after its merge. */
  readonly inFirstRelease: boolean;
  /**
   * Number of the change that it became, if the history of the repository is known; otherwise null.
   */
  readonly change: number | null;
  /**
   * True if it goes into a default branch whose history is known: all that it changed is among the
   * changes of that.
   */
  readonly onKnownLine: boolean;
  /**
   * True if the history of its repository is known: changes then have first releases, not pull
   * requests.
   */
  readonly historyKnown: boolean;
}

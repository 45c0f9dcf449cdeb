import type { Instant } from '../time.js';
import type { FileChange } from './code.js';
import type { FactInRepository } from './fact-base.js';
import type { Person } from './people.js';

/** Where a pull request is. */
export type PullRequestState = 'OPEN' | 'MERGED' | 'CLOSED';
/** How a pull request was merged. */
export type MergeMethod = 'MERGE' | 'SQUASH' | 'REBASE';
/** The verdict of a review. */
export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

/** A commit of a pull request as the tool lists it, also where the merge squashed it away. */
export interface PullRequestCommit {
  /** Hash of the commit. */
  readonly sha: string;
  /** Author date. */
  readonly authoredAt: Instant;
  /** The whole message. */
  readonly message: string;
  /** True if it has several parents. */
  readonly isMerge: boolean;
}

/** A comment at a pull request. */
export interface Comment {
  /** The author of the comment. */
  readonly by: Person;
  /** When it was written. */
  readonly at: Instant;
}
/** A review of a pull request, which its reviewer gave. */
export interface Review extends Comment {
  /** Its verdict. */
  readonly state: ReviewState;
  /** A review with a text is a comment too. */
  readonly hasText: boolean;
}

/**
 * A pull or merge request as reported by a provider; one from a fork lies in the repository that it
 * was opened for.
 */
export interface PullRequestFact extends FactInRepository {
  /** The tool's number within the repository. */
  readonly number: number;
  /** Title of the pull request. */
  readonly title: string;
  /** Description; null if there is none. */
  readonly body: string | null;
  /** The person who opened it. */
  readonly author: Person;
  /** Branch that is merged. */
  readonly sourceBranch: string;
  /** Branch that it is merged into. */
  readonly targetBranch: string;
  /** Names of its labels. */
  readonly labels: readonly string[];
  /** Where it is. */
  readonly state: PullRequestState;
  /** When it was opened. */
  readonly openedAt: Instant;
  /** When it was first no draft; null if it never was one, or still is. */
  readonly readyAt: Instant | null;
  /** When it was merged; null while it is not. */
  readonly mergedAt: Instant | null;
  /** When it was merged or closed; null while it is open. */
  readonly closedAt: Instant | null;
  /** How it was merged; null if it is not merged, or that is not known. */
  readonly mergeMethod: MergeMethod | null;
  /** The commit that the merge made on the target branch. */
  readonly mergeSha: string | null;
  /** Hash of its last commit; null if it is not known. */
  readonly headSha: string | null;
  /** Id of the pull request that this one reverts. */
  readonly reverts: string | null;
  /** Lines added; null if the tool does not say. */
  readonly additions: number | null;
  /** Lines deleted; null if the tool does not say. */
  readonly deletions: number | null;
  /** Its net difference, file by file; empty where the tool does not say. */
  readonly files: readonly FileChange[];
  /** Its commits, as the tool lists them. */
  readonly commits: readonly PullRequestCommit[];
  /** Its reviews, in order of time. */
  readonly reviews: readonly Review[];
  /** Its comments, in order of time. */
  readonly comments: readonly Comment[];
  /** Address of its page; null if there is none. */
  readonly url: string | null;
}

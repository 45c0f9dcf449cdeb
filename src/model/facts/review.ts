import type { Instant } from '../time.js';
import type { FileChange } from './code.js';
import type { Person } from './people.js';

export type PullRequestState = 'OPEN' | 'MERGED' | 'CLOSED';
export type MergeMethod = 'MERGE' | 'SQUASH' | 'REBASE';
export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';

/** A commit of a pull request as the tool lists it, also where the merge squashed it away. */
export interface PullRequestCommit {
  readonly sha: string;
  readonly authoredAt: Instant;
  readonly message: string;
  readonly isMerge: boolean;
}

export interface Review {
  readonly by: Person;
  readonly at: Instant;
  readonly state: ReviewState;
  /** A review with a text is a comment too. */
  readonly hasText: boolean;
}

export interface Comment {
  readonly by: Person;
  readonly at: Instant;
}

/** A pull or merge request as told by a provider; one from a fork lies in the repository that it was opened for. */
export interface PullRequestFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly repository: string;
  readonly number: number;
  readonly title: string;
  readonly body: string | null;
  readonly author: Person;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly labels: readonly string[];
  readonly state: PullRequestState;
  readonly openedAt: Instant;
  /** When it was first no draft; null where it never was one, or still is. */
  readonly readyAt: Instant | null;
  readonly mergedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly mergeMethod: MergeMethod | null;
  /** The commit that the merge made on the target branch. */
  readonly mergeSha: string | null;
  readonly headSha: string | null;
  /** Id of the pull request that this one takes back. */
  readonly reverts: string | null;
  readonly additions: number | null;
  readonly deletions: number | null;
  /** Its net difference, file by file; empty where the tool does not say. */
  readonly files: readonly FileChange[];
  readonly commits: readonly PullRequestCommit[];
  readonly reviews: readonly Review[];
  readonly comments: readonly Comment[];
  readonly url: string | null;
}

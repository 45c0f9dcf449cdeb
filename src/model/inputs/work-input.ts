import type { StatusCategory } from '../facts/work.js';
import type { Instant } from '../time.js';
import type { Carrier, PullRequestInput } from './code-input.js';
import type { Blame } from './delivery-input.js';
import type { MetricInputBase, Traits } from './input-base.js';

/** A work item as its relatives and categories see it. */
export interface FamilyMember {
  readonly number: number;
  readonly parent: number | null;
  readonly traits: Traits;
}

/** What the item above another one came to, and who has the credit for it. */
export interface ItemAbove {
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly resolution: string | null;
  readonly resolvedAt: Instant | null;
  readonly developer: number | null;
  readonly byBot: boolean;
}

/** `ownAt` = `createdAt`. */
export interface WorkItemInput extends MetricInputBase {
  /** Number of the project. */
  readonly project: number;
  readonly createdAt: Instant;
  /** When it was last done; null while it is not. */
  readonly resolvedAt: Instant | null;
  readonly type: string;
  readonly isSubtask: boolean;
  readonly parent: number | null;
  /** That item; null where there is none that was told. */
  readonly above: ItemAbove | null;
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly resolution: string | null;
  readonly priority: string | null;
  readonly points: number | null;
  /** `project`, `label`, `sprint`, `component`, `parent`, `type`, `status`, `priority`, `field:<name>`. */
  readonly traits: Traits;
  readonly statusHistory: readonly {
    readonly at: Instant;
    readonly status: string;
    readonly category: StatusCategory;
  }[];
  /** Who had it from when; developer null where nobody, or nobody known. */
  readonly assignees: readonly { readonly at: Instant; readonly developer: number | null }[];
  /** Developers of the commits and pull requests that are linked to it, and of the commits of these, ascending. */
  readonly contributors: readonly number[];
  /** Author dates of its commits that are no merge, none before its creation. */
  readonly commitsAt: readonly Instant[];
  /** Its pull requests in the team's repositories and into a destination branch, without those left out by label. */
  readonly pullRequests: readonly PullRequestInput[];
  /** When changes that hold what was written for it, and came by no pull request, reached a branch that the team ships from. */
  readonly pushedAt: readonly Instant[];
  /** Ends of the CI runs, and of the successful production deployments, of all these. */
  readonly buildsAt: readonly Instant[];
  readonly deploymentsAt: readonly Instant[];
  /** The last of `deploymentsAt`, null where there is none. */
  readonly deployedAt: Instant | null;
  /** What carried that which was deployed last; null where nothing was. */
  readonly carriedBy: Carrier | null;
  /** The deployment it blames where some team takes it for an incident; null where it blames none. */
  readonly blames?: Blame | null;
  /** All items of its tree, itself among them. */
  readonly family: readonly FamilyMember[];
}

/** An item that was in a sprint at some time. */
export interface SprintItem {
  readonly number: number;
  readonly isSubtask: boolean;
  /** Into the sprint and out of it, in the order of time. */
  readonly moves: readonly { readonly at: Instant; readonly added: boolean }[];
  readonly points: readonly { readonly at: Instant; readonly points: number | null }[];
  readonly statuses: readonly {
    readonly at: Instant;
    readonly status: string;
    readonly category: StatusCategory;
  }[];
  readonly resolution: string | null;
}

/** `ownAt` = `endedAt`. Only sprints that have begun and have an end, with the items that are the team's. */
export interface SprintInput extends MetricInputBase {
  readonly name: string;
  readonly isClosed: boolean;
  readonly startedAt: Instant;
  /** When it was closed, else when it is to end. */
  readonly endedAt: Instant;
  readonly items: readonly SprintItem[];
}

/** A released version of the ticketing tool. `ownAt` = `releasedAt`. */
export interface VersionInput extends MetricInputBase {
  readonly project: number;
  readonly releasedAt: Instant;
}

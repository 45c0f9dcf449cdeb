import type { PointsChange, StatusCategory, StatusChange } from '../facts/work.js';
import type { Instant } from '../time.js';
import type { Carrier, PullRequestInput } from './code-input.js';
import type { Blame } from './delivery-input.js';
import type { MetricInputBase, Traits } from './input-base.js';

/** A work item as its relatives and categories see it. */
export interface FamilyMember {
  /** Number of the item. */
  readonly number: number;
  /** Number of the item above; null for none. */
  readonly parent: number | null;
  /** The values that filters compare. */
  readonly traits: Traits;
}

/** The state of the item above another one, and the developer who has the credit for it. */
export type ItemAbove = Pick<
  WorkItemInput,
  'status' | 'statusCategory' | 'resolution' | 'resolvedAt' | 'developer' | 'byBot'
>;

/** `ownAt` = `createdAt`. */
export interface WorkItemInput extends MetricInputBase {
  /** Number of the project. */
  readonly project: number;
  /** When it was created. */
  readonly createdAt: Instant;
  /** When it was last done; null while it is not. */
  readonly resolvedAt: Instant | null;
  /** The tool's name of the type. */
  readonly type: string;
  /** True if it is part of another item. */
  readonly isSubtask: boolean;
  /** Number of the item above; null for none. */
  readonly parent: number | null;
  /** The item above it; null if there is none that was reported. */
  readonly above: ItemAbove | null;
  /** The tool's name of the status. */
  readonly status: string;
  /** The meaning of the status. */
  readonly statusCategory: StatusCategory;
  /** The tool's name of the resolution; null while there is none. */
  readonly resolution: string | null;
  /** The tool's name of the priority; null if it has none. */
  readonly priority: string | null;
  /** Estimate in story points; null for none. */
  readonly points: number | null;
  /** `project`, `label`, `sprint`, `component`, `parent`, `type`, `status`, `priority`, `field:<name>`. */
  readonly traits: Traits;
  /** Changes of the status, in order of time. */
  readonly statusHistory: readonly StatusChange[];
  /** The developers who had it, each since an instant; null for nobody, or nobody known. */
  readonly assignees: readonly { readonly at: Instant; readonly developer: number | null }[];
  /** Developers of the commits and pull requests that are linked to it, and of the commits of these, ascending. */
  readonly contributors: readonly number[];
  /** Author dates of its commits that are no merge, none before its creation. */
  readonly commitsAt: readonly Instant[];
  /**
   * Its pull requests in the team's repositories and into a destination branch, without those
   * excluded by label.
   */
  readonly pullRequests: readonly PullRequestInput[];
  /** When changes for it that came by no pull request reached a branch that the team ships from. */
  readonly pushedAt: readonly Instant[];
  /** Ends of the CI runs, and of the successful production deployments, of all these. */
  readonly buildsAt: readonly Instant[];
  /** Ends of the successful production deployments of its work. */
  readonly deploymentsAt: readonly Instant[];
  /** The last of `deploymentsAt`, null if there is none. */
  readonly deployedAt: Instant | null;
  /** The deployment that carried its last deployed part; null if nothing was deployed. */
  readonly carriedBy: Carrier | null;
  /** The deployment it blames if some team takes it for an incident; null if it blames none. */
  readonly blames?: Blame | null;
  /** All items of its tree, itself among them. */
  readonly family: readonly FamilyMember[];
}

/** An item that was in a sprint at some time. */
export interface SprintItem {
  /** Number of the item. */
  readonly number: number;
  /** True if it is part of another item. */
  readonly isSubtask: boolean;
  /** Into the sprint and out of it, in the order of time. */
  readonly moves: readonly { readonly at: Instant; readonly added: boolean }[];
  /** Changes of the estimate, in order of time. */
  readonly points: readonly PointsChange[];
  /** Changes of the status, in order of time. */
  readonly statuses: readonly StatusChange[];
  /** The tool's name of the resolution; null while there is none. */
  readonly resolution: string | null;
}

/** `ownAt` = `endedAt`. Only sprints that have begun and have an end, with the items that are the team's. */
export interface SprintInput extends MetricInputBase {
  /** Name of the sprint. */
  readonly name: string;
  /** True if it was closed. */
  readonly isClosed: boolean;
  /** When it was started. */
  readonly startedAt: Instant;
  /** When it was closed, else when it is to end. */
  readonly endedAt: Instant;
  /** Items that were in it at some time. */
  readonly items: readonly SprintItem[];
}

/** A released version of the ticketing tool. `ownAt` = `releasedAt`. */
export interface VersionInput extends MetricInputBase {
  /** Number of the project. */
  readonly project: number;
  /** When it was released. */
  readonly releasedAt: Instant;
}

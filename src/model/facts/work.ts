import type { Instant } from '../time.js';
import type { Person } from './people.js';

export type StatusCategory = 'TODO' | 'IN_PROGRESS' | 'DONE';

/** What the item became at that instant; the first entry is what it was created as. */
export interface StatusChange {
  readonly at: Instant;
  readonly status: string;
  readonly category: StatusCategory;
}
export interface AssigneeChange {
  readonly at: Instant;
  readonly assignee: Person | null;
}
export interface PointsChange {
  readonly at: Instant;
  readonly points: number | null;
}
/** It came into a sprint, or was taken out of it; `sprint` is the sprint's id. */
export interface SprintMove {
  readonly at: Instant;
  readonly sprint: string;
  readonly added: boolean;
}

/** It was put below another item, by that one's id, or below none. */
export interface ParentChange {
  readonly at: Instant;
  readonly parent: string | null;
}

/** A ticket as told by a provider. Its key may change when it is moved to another project; its id stays. */
export interface WorkItemFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly key: string;
  /** Keys that it had before it was moved. */
  readonly formerKeys: readonly string[];
  readonly project: string;
  readonly type: string;
  readonly isSubtask: boolean;
  readonly title: string;
  /** The tool's own word. */
  readonly status: string;
  readonly statusCategory: StatusCategory;
  readonly resolution: string | null;
  readonly priority: string | null;
  readonly labels: readonly string[];
  readonly components: readonly string[];
  /** Id of the item above it: epic, feature, or the story of a sub-task. */
  readonly parent: string | null;
  readonly points: number | null;
  readonly assignee: Person | null;
  readonly createdAt: Instant;
  /** When it was last done; null while it is not. */
  readonly resolvedAt: Instant | null;
  /** Names of the versions that it shall ship in. */
  readonly versions: readonly string[];
  readonly customFields: Readonly<Record<string, readonly string[]>>;
  /** In the order of time. */
  readonly statusHistory: readonly StatusChange[];
  readonly assigneeHistory: readonly AssigneeChange[];
  readonly pointsHistory: readonly PointsChange[];
  readonly sprintHistory: readonly SprintMove[];
  readonly parentHistory: readonly ParentChange[];
  /** Ids of the pull requests, and hashes of the commits, that the tool itself links to it. */
  readonly linkedPullRequests: readonly string[];
  readonly linkedCommits: readonly string[];
  readonly url: string | null;
}

export type SprintState = 'FUTURE' | 'ACTIVE' | 'CLOSED';

export interface SprintFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly name: string;
  readonly state: SprintState;
  /** When it was really started, else when it was to start. */
  readonly startAt: Instant | null;
  readonly endAt: Instant | null;
  /** When it was closed. */
  readonly completedAt: Instant | null;
}

/** A version of a project in the ticketing tool. */
export interface VersionFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly project: string;
  readonly name: string;
  /** Null while it is not released. */
  readonly releasedAt: Instant | null;
  readonly url: string | null;
}

import type { Instant } from '../time.js';
import type { FactBase } from './fact-base.js';
import type { Person } from './people.js';

/** The meaning of a status, by whatever name. */
export type StatusCategory = 'TODO' | 'IN_PROGRESS' | 'DONE';

/**
 * A status of the item, since that instant; the first entry is the status with which it was
 * created.
 */
export interface StatusChange {
  /** When the status was entered. */
  readonly at: Instant;
  /** The tool's name of the status. */
  readonly status: string;
  /** The meaning of the status. */
  readonly category: StatusCategory;
}
/** A change of the assignee of an item. */
export interface AssigneeChange {
  /** When it changed. */
  readonly at: Instant;
  /** The new assignee; null for nobody. */
  readonly assignee: Person | null;
}
/** A change of the estimate of an item. */
export interface PointsChange {
  /** When it changed. */
  readonly at: Instant;
  /** The new estimate in story points; null for none. */
  readonly points: number | null;
}
/** It came into a sprint, or was taken out of it; `sprint` is the sprint's id. */
export interface SprintMove {
  /** When the item moved. */
  readonly at: Instant;
  /** Id of the sprint. */
  readonly sprint: string;
  /** True into the sprint, false out of it. */
  readonly added: boolean;
}

/** It was put below another item, by that one's id, or below none. */
export interface ParentChange {
  /** When it changed. */
  readonly at: Instant;
  /** Id of the new parent; null for none. */
  readonly parent: string | null;
}

/**
 * A ticket as reported by a provider. Its key may change when it is moved to another project; its
 * id stays.
 */
export interface WorkItemFact extends FactBase {
  /** The key that people use, such as `SHOP-7`. */
  readonly key: string;
  /** Keys that it had before it was moved. */
  readonly formerKeys: readonly string[];
  /** Key of the project. */
  readonly project: string;
  /** The tool's name of the type, such as `Story`. */
  readonly type: string;
  /** True if it is part of another item. */
  readonly isSubtask: boolean;
  /** Title of the item. */
  readonly title: string;
  /** The tool's own word. */
  readonly status: string;
  /** The meaning of the status. */
  readonly statusCategory: StatusCategory;
  /** The tool's name of the resolution; null while there is none. */
  readonly resolution: string | null;
  /** The tool's name of the priority; null if it has none. */
  readonly priority: string | null;
  /** Names of its labels. */
  readonly labels: readonly string[];
  /** Names of its components. */
  readonly components: readonly string[];
  /** Id of the item above it: epic, feature, or the story of a sub-task. */
  readonly parent: string | null;
  /** Estimate in story points; null for none. */
  readonly points: number | null;
  /** The current assignee; null for nobody. */
  readonly assignee: Person | null;
  /** When it was created. */
  readonly createdAt: Instant;
  /** When it was last done; null while it is not. */
  readonly resolvedAt: Instant | null;
  /** Names of the versions that it shall ship in. */
  readonly versions: readonly string[];
  /** Values of further fields, by name. */
  readonly customFields: Readonly<Record<string, readonly string[]>>;
  /** In the order of time. */
  readonly statusHistory: readonly StatusChange[];
  /** Changes of the assignee, in order of time. */
  readonly assigneeHistory: readonly AssigneeChange[];
  /** Changes of the estimate, in order of time. */
  readonly pointsHistory: readonly PointsChange[];
  /** Moves into and out of sprints, in order of time. */
  readonly sprintHistory: readonly SprintMove[];
  /** Changes of the parent, in order of time. */
  readonly parentHistory: readonly ParentChange[];
  /** Ids of the pull requests, and hashes of the commits, that the tool itself links to it. */
  readonly linkedPullRequests: readonly string[];
  /** Hashes of commits that the tool links to it. */
  readonly linkedCommits: readonly string[];
  /** Address of its page; null if there is none. */
  readonly url: string | null;
}

/** Where a sprint is. */
export type SprintState = 'FUTURE' | 'ACTIVE' | 'CLOSED';

/** A sprint of the ticketing tool. */
export interface SprintFact extends FactBase {
  /** Name of the sprint. */
  readonly name: string;
  /** Where it is. */
  readonly state: SprintState;
  /** When it was really started, else when it was to start. */
  readonly startAt: Instant | null;
  /** Planned end; null if there is none. */
  readonly endAt: Instant | null;
  /** When it was closed. */
  readonly completedAt: Instant | null;
}

/** A version of a project in the ticketing tool. */
export interface VersionFact extends FactBase {
  /** Key of the project. */
  readonly project: string;
  /** Name of the version. */
  readonly name: string;
  /** Null while it is not released. */
  readonly releasedAt: Instant | null;
  /** Address of its page; null if there is none. */
  readonly url: string | null;
}

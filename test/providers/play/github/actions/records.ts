import type { Moment, Person } from '../world/records.js';

export interface Workflow {
  readonly id: number;
  readonly name: string | null;
  readonly path: string;
}

export interface Job {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly createdAt: Moment;
  readonly startedAt: Moment;
  readonly completedAt: Moment | null;
}

export interface Attempt {
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: Moment;
  readonly updatedAt: Moment;
  /** Null where the account was deleted. */
  readonly actor: Person | null;
  readonly jobs: readonly Job[];
}

export interface Run {
  readonly id: number;
  readonly workflow: Workflow;
  readonly number: number;
  readonly event: string;
  readonly branch: string | null;
  readonly sha: string;
  readonly createdAt: Moment;
  readonly head: 'SAME' | 'FORK' | 'DELETED_FORK';
  /** At least one. */
  readonly attempts: readonly Attempt[];
}

export interface DeploymentStatus {
  readonly state: string;
  readonly at: Moment;
  /** The path of the job below the web address; null where something else deployed. */
  readonly log: string | null;
}

export interface Deployment {
  readonly id: number;
  readonly nodeId: string;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly isProduction: boolean;
  readonly isTransient: boolean;
  readonly creator: Person | null;
  readonly createdAt: Moment;
  /** The oldest first. */
  readonly statuses: readonly DeploymentStatus[];
}

export const lastOf = ({ attempts }: Run): Attempt => attempts.at(-1)!;

export const updatedAtOf = ({ createdAt, statuses }: Deployment): Moment =>
  Math.max(createdAt, ...statuses.map(({ at }) => at));

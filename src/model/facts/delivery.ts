import type { Instant } from '../time.js';
import type { Person } from './people.js';

/** Our words for the tool's; `ABORTED` and `SKIPPED` are neither success nor failure. */
export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCESS' | 'FAILURE' | 'ABORTED' | 'SKIPPED';
export type EnvironmentType = 'PRODUCTION' | 'PRE_PRODUCTION';
export type RunKind = 'CI' | 'CD';

/** What a run made or took; equal in all three is the same artifact. */
export interface Artifact {
  readonly location: string;
  readonly name: string;
  readonly qualifier: string;
}

/** One execution of a pipeline as told by a provider. A run that is tried again is the same run with a higher attempt. */
export interface PipelineRunFact {
  readonly id: string;
  readonly updatedAt: Instant;
  /** Name of the pipeline. */
  readonly pipeline: string;
  readonly kinds: readonly RunKind[];
  readonly number: string | null;
  /** Attempts of one run are told with one `run`; the one with the highest attempt stands for it. */
  readonly run: string;
  readonly attempt: number;
  /** Id of the run that started it: of nested runs the innermost that deploys counts, those above it only where none below deploys. */
  readonly parent: string | null;
  readonly project: string | null;
  readonly organization: string | null;
  /** Id of the repository it built or deployed. */
  readonly repository: string | null;
  readonly branch: string | null;
  /** Hashes of the commits it was made of, the newest first. */
  readonly commits: readonly string[];
  readonly status: RunStatus;
  /** The tool's own word. */
  readonly statusName: string;
  readonly rollback: boolean;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly environmentType: EnvironmentType | null;
  readonly infrastructure: string | null;
  readonly tags: readonly string[];
  readonly artifactsIn: readonly Artifact[];
  readonly artifactsOut: readonly Artifact[];
  readonly triggeredBy: Person | null;
  readonly url: string | null;
}

/** A disturbance of production as told by a provider. */
export interface IncidentFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly key: string;
  readonly title: string;
  /** The tool's own word. */
  readonly status: string;
  readonly priority: string | null;
  readonly severity: string | null;
  readonly urgency: string | null;
  readonly labels: readonly string[];
  readonly assignmentGroup: string | null;
  readonly service: string | null;
  /** Id of the repository it concerns. */
  readonly repository: string | null;
  readonly owner: Person | null;
  readonly createdAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Ids of the runs that the tool itself blames, and of those that mended it. */
  readonly causedBy: readonly string[];
  readonly fixedBy: readonly string[];
  readonly customFields: Readonly<Record<string, readonly string[]>>;
  readonly url: string | null;
}

/** A request for a change of production as told by a provider. */
export interface ChangeRequestFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly key: string;
  readonly title: string;
  /** The tool's own word. */
  readonly status: string;
  readonly priority: string | null;
  readonly severity: string | null;
  readonly urgency: string | null;
  readonly assignmentGroup: string | null;
  readonly service: string | null;
  readonly owner: Person | null;
  readonly createdAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly customFields: Readonly<Record<string, readonly string[]>>;
  readonly url: string | null;
}

import type { Instant } from '../time.js';
import type { FactBase } from './fact-base.js';
import type { Person } from './people.js';

/** Our words for the tool's; `ABORTED` and `SKIPPED` are neither success nor failure. */
export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCESS' | 'FAILURE' | 'ABORTED' | 'SKIPPED';
/** The kind of environment that a deployment goes to. */
export type EnvironmentType = 'PRODUCTION' | 'PRE_PRODUCTION';
/** `CI` builds and tests, `CD` deploys; a run may do both. */
export type RunKind = 'CI' | 'CD';

/** An artifact that a run made or took; equal in all three fields is the same artifact. */
export interface Artifact {
  /** Where it is kept, such as a registry. */
  readonly location: string;
  /** Name, such as that of an image. */
  readonly name: string;
  /** Tag, digest or version. */
  readonly qualifier: string;
}

/**
 * One execution of a pipeline as reported by a provider. A run that is tried again is the same run
 * with a higher attempt.
 */
export interface PipelineRunFact extends FactBase {
  /** Name of the pipeline. */
  readonly pipeline: string;
  /** The kinds of work that the run does. */
  readonly kinds: readonly RunKind[];
  /** The tool's number of the run; null if it has none. */
  readonly number: string | null;
  /** Attempts of one run have one `run`; the one with the highest attempt is effective. */
  readonly run: string;
  /** Which attempt it is, from 1. */
  readonly attempt: number;
  /**
   * Id of the run that started it. The innermost of nested runs that deploys counts; a run above
   * counts only if none below it deploys.
   */
  readonly parent: string | null;
  /** The tool's project; null if it has none. */
  readonly project: string | null;
  /** The tool's organisation; null if it has none. */
  readonly organization: string | null;
  /** Id of the repository it built or deployed. */
  readonly repository: string | null;
  /** Branch that it ran on; null if it is not known. */
  readonly branch: string | null;
  /** Hashes of the commits it was made of, the newest first. */
  readonly commits: readonly string[];
  /** How it ended, or that it has not. */
  readonly status: RunStatus;
  /** The tool's own word. */
  readonly statusName: string;
  /** True if it deploys an earlier version again. */
  readonly rollback: boolean;
  /** When it started; null if it did not, or is not known to have. */
  readonly startedAt: Instant | null;
  /** When it ended; null while it runs. */
  readonly endedAt: Instant | null;
  /** Names of the services it deploys. */
  readonly services: readonly string[];
  /** Name of the environment; null if it deploys to none. */
  readonly environment: string | null;
  /** The kind of that environment; null if it is not known. */
  readonly environmentType: EnvironmentType | null;
  /** Name of the infrastructure; null if it has none. */
  readonly infrastructure: string | null;
  /** Tags that the tool gives the run. */
  readonly tags: readonly string[];
  /** Artifacts it deploys. */
  readonly artifactsIn: readonly Artifact[];
  /** Artifacts it builds. */
  readonly artifactsOut: readonly Artifact[];
  /** The person who started it; null if nobody did, or it is not known. */
  readonly triggeredBy: Person | null;
  /** Address of its page; null if there is none. */
  readonly url: string | null;
}

/** A request for a change of production as reported by a provider. */
export interface ChangeRequestFact extends FactBase {
  /** The key that people use, such as `INC-5`. */
  readonly key: string;
  /** Title of it. */
  readonly title: string;
  /** The tool's own word. */
  readonly status: string;
  /** The tool's name of the priority; null if it has none. */
  readonly priority: string | null;
  /** The tool's name of the severity; null if it has none. */
  readonly severity: string | null;
  /** The tool's name of the urgency; null if it has none. */
  readonly urgency: string | null;
  /** Name of the group it is assigned to; null for none. */
  readonly assignmentGroup: string | null;
  /** Name of the service; null if it names none. */
  readonly service: string | null;
  /** The responsible person; null for nobody. */
  readonly owner: Person | null;
  /** When it was reported or opened. */
  readonly createdAt: Instant;
  /** When it was resolved; null while it is not. */
  readonly resolvedAt: Instant | null;
  /** When it was closed; null while it is not. */
  readonly closedAt: Instant | null;
  /** Values of further fields, by name. */
  readonly customFields: Readonly<Record<string, readonly string[]>>;
  /** Address of its page; null if there is none. */
  readonly url: string | null;
}

/** A disturbance of production as reported by a provider. */
export interface IncidentFact extends ChangeRequestFact {
  /** Labels of the incident. */
  readonly labels: readonly string[];
  /** Id of the repository it concerns. */
  readonly repository: string | null;
  /** Ids of the runs that the tool itself blames, and of those that fixed it. */
  readonly causedBy: readonly string[];
  /** Ids of the deployments that fixed it. */
  readonly fixedBy: readonly string[];
}

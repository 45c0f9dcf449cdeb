import type { FileChange } from './facts/code.js';
import type { Artifact, EnvironmentType, RunKind } from './facts/delivery.js';
import type { Traits } from './inputs/input-base.js';
import type { Instant } from './time.js';

/** One step of a repository's first-parent line. */
export interface LineStep {
  readonly sha: string;
  readonly position: number;
  /** Hashes of the commits that it brings in. */
  readonly commits: readonly string[];
  /** Number, within the repository, of the pull request that it names. */
  readonly pullRequest: number | null;
}

/**
 * A commit that is imported. `parents` is null if nobody reported them. Hashes are in small
 * letters.
 */
export interface GraphCommit {
  readonly sha: string;
  readonly parents: readonly string[] | null;
  /** Position on the first-parent line; null if it is no step of the line. */
  readonly position: number | null;
}

/** A tag of one repository. */
export interface ReleaseTag {
  /** Number of the tag. */
  readonly number: number;
  /** Name of the tag. */
  readonly name: string;
  /** Hash of the commit it names. */
  readonly sha: string;
  /** When it was made. */
  readonly taggedAt: Instant;
  /** Highest position of the first-parent line that it contains; null where it contains none of it. */
  readonly position: number | null;
}

/** One attempt of a run. Attempts with the same `run` are of one run; `parent` is the id of the attempt that started it. */
export interface RunAttempt {
  readonly number: number;
  readonly id: string;
  readonly run: string;
  readonly attempt: number;
  readonly parent: string | null;
  readonly pipeline: string;
  readonly kinds: readonly RunKind[];
  readonly repository: number | null;
  /** Hashes, the newest first. */
  readonly commits: readonly string[];
  readonly services: readonly number[];
  readonly environment: string | null;
  readonly environmentType: EnvironmentType | null;
  readonly artifactsIn: readonly Artifact[];
  readonly artifactsOut: readonly Artifact[];
}

/** The repositories and commits of a deployment: its own and those of the builds that it takes. */
export interface DeliveredCode {
  readonly repositories: readonly number[];
  readonly commits: readonly string[];
}

/** A pipeline run with its attempts and child runs folded in. */
export interface FoldedRun {
  /** Number and id of its last attempt, from which status and instants come. */
  readonly number: number;
  readonly id: string;
  /** Ids of all attempts and child runs that are folded in, its own among them. */
  readonly ids: readonly string[];
  /** Ids of the attempts of the runs above it. */
  readonly above: readonly string[];
  /**
   * True if a run below it deploys to an environment or a service of its own: then this one is no
   * deployment.
   */
  readonly deploysBelow: boolean;
  readonly kinds: readonly RunKind[];
  readonly repositories: readonly number[];
  /** Hashes, those of the run itself first. */
  readonly commits: readonly string[];
  readonly services: readonly number[];
  readonly environments: readonly string[];
  /** `PRODUCTION` if any of them went there. */
  readonly environmentType: EnvironmentType | null;
  readonly artifactsIn: readonly Artifact[];
  readonly artifactsOut: readonly Artifact[];
}

/** A pipeline run with its attempts and child runs folded in, its services in the order of their names. */
export interface EffectiveRun extends FoldedRun {
  /** Its own traits if it is a run of its own only by a team's scope; else null. */
  readonly scoped: Traits | null;
  /** Traits of the runs below it that are runs of their own only by a team's scope. */
  readonly scopedBelow: readonly Traits[];
}

/** A work item with the keys that may name it. */
export interface KeyedItem {
  readonly number: number;
  readonly key: string;
  readonly formerKeys: readonly string[];
}

/** A work item as it is looked for; `linkedPullRequests` holds ids, `linkedCommits` hashes in small letters. */
export interface LinkableItem extends KeyedItem {
  readonly isSubtask: boolean;
  /** Number of the item above it; null if that is not imported. */
  readonly parent: number | null;
  readonly linkedPullRequests: readonly string[];
  readonly linkedCommits: readonly string[];
}

/** A commit as items are found in it. */
export interface LinkableCommit {
  readonly number: number;
  readonly sha: string;
  readonly authoredAt: Instant;
  /** Its title, and what of its body and the values of its trailers names nobody. */
  readonly message: string;
}

/** A pull request as items are found in it. */
export interface LinkablePullRequest {
  readonly number: number;
  readonly id: string;
  readonly openedAt: Instant;
  readonly title: string;
  readonly sourceBranch: string;
  readonly body: string | null;
  readonly mergeSha: string | null;
  readonly commits: readonly { readonly sha: string; readonly message: string }[];
}

/** A step of the first-parent line with its net difference to the step before. */
export interface TouchingChange {
  /** Number of the change. */
  readonly number: number;
  /** Position on the default branch, ascending. */
  readonly position: number;
  /** When it reached the branch. */
  readonly mergedAt: Instant;
  /** Its difference to the position before. */
  readonly files: readonly FileChange[];
}

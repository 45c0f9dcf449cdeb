import type { Instant } from '../time.js';
import type { ChangeInput, CommitInput, PullRequestInput, ReleaseInput } from './code-input.js';
import type { ChangeRequestInput, IncidentInput, RunInput } from './delivery-input.js';
import type { SprintInput, VersionInput, WorkItemInput } from './work-input.js';

/**
 * A review or a comment: no subject of its own, but something that somebody did at a pull request.
 */
export interface ContributionAct {
  /** Number of the pull request. */
  readonly number: number;
  /** Number of the developer. */
  readonly developer: number;
  /** When it was done. */
  readonly at: Instant;
}

/** The metric inputs of one cell, every kind a plain readonly array. A new kind is a line here. */
export interface MetricInputs {
  /** Commits. */
  readonly commits: readonly CommitInput[];
  /** Steps of the default branch. */
  readonly changes: readonly ChangeInput[];
  /** Releases. */
  readonly releases: readonly ReleaseInput[];
  /** Pull requests. */
  readonly pullRequests: readonly PullRequestInput[];
  /** Work items. */
  readonly workItems: readonly WorkItemInput[];
  /** Runs of pipelines. */
  readonly runs: readonly RunInput[];
  /** Incidents of the incident tool. */
  readonly incidents: readonly IncidentInput[];
  /** Change requests. */
  readonly changeRequests: readonly ChangeRequestInput[];
  /** Sprints. */
  readonly sprints: readonly SprintInput[];
  /** Released versions of the ticketing tool. */
  readonly versions: readonly VersionInput[];
  /** Reviews and comments; only if those who gave them count as contributors. */
  readonly acts: readonly ContributionAct[];
}
/** No input of any kind: a base to spread your own over. */
export const noInputs: MetricInputs = {
  commits: [],
  changes: [],
  releases: [],
  pullRequests: [],
  workItems: [],
  runs: [],
  incidents: [],
  changeRequests: [],
  sprints: [],
  versions: [],
  acts: [],
};
/** The input by its kind. */
export interface InputOf {
  /** A commit. */
  readonly commit: CommitInput;
  /** A step of the default branch. */
  readonly change: ChangeInput;
  /** A release. */
  readonly release: ReleaseInput;
  /** A pull request. */
  readonly pullRequest: PullRequestInput;
  /** A work item. */
  readonly workItem: WorkItemInput;
  /** A run of a pipeline. */
  readonly run: RunInput;
  /** An incident. */
  readonly incident: IncidentInput;
  /** A change request. */
  readonly changeRequest: ChangeRequestInput;
  /** A sprint. */
  readonly sprint: SprintInput;
  /** A released version. */
  readonly version: VersionInput;
}
/** Name of a kind of input. */
export type InputKind = keyof InputOf;

/** The list of inputs of each kind. */
export const listOf = {
  commit: 'commits',
  change: 'changes',
  release: 'releases',
  pullRequest: 'pullRequests',
  workItem: 'workItems',
  run: 'runs',
  incident: 'incidents',
  changeRequest: 'changeRequests',
  sprint: 'sprints',
  version: 'versions',
} as const satisfies Record<InputKind, keyof MetricInputs>;
/** All kinds of input. */
export const allKinds: ReadonlySet<InputKind> = new Set(Object.keys(listOf) as InputKind[]);

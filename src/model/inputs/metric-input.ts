import type { Instant } from '../time.js';
import type { ChangeInput, CommitInput, PullRequestInput, ReleaseInput } from './code-input.js';
import type { ChangeRequestInput, IncidentInput, RunInput } from './delivery-input.js';
import type { SprintInput, VersionInput, WorkItemInput } from './work-input.js';

/** A review or a comment, by whoever gave it: no subject of its own, but something done at a pull request. */
export interface ContributionAct {
  /** That of the pull request. */
  readonly number: number;
  readonly developer: number;
  readonly at: Instant;
}

/** The anchors of one cell, every kind a plain readonly array. A new kind is a line here. */
export interface MetricInputs {
  readonly commits: readonly CommitInput[];
  readonly changes: readonly ChangeInput[];
  readonly releases: readonly ReleaseInput[];
  readonly pullRequests: readonly PullRequestInput[];
  readonly workItems: readonly WorkItemInput[];
  readonly runs: readonly RunInput[];
  /** Incidents of the incident tool. */
  readonly incidents: readonly IncidentInput[];
  readonly changeRequests: readonly ChangeRequestInput[];
  readonly sprints: readonly SprintInput[];
  readonly versions: readonly VersionInput[];
  /** Reviews and comments; only where those who gave them count as contributors. */
  readonly acts: readonly ContributionAct[];
}
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
export interface InputOf {
  readonly commit: CommitInput;
  readonly change: ChangeInput;
  readonly release: ReleaseInput;
  readonly pullRequest: PullRequestInput;
  readonly workItem: WorkItemInput;
  readonly run: RunInput;
  readonly incident: IncidentInput;
  readonly changeRequest: ChangeRequestInput;
  readonly sprint: SprintInput;
  readonly version: VersionInput;
}
export type InputKind = keyof InputOf;

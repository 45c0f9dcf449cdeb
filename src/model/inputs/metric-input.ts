import type { Instant } from '../time.js';
import type { ChangeAnchor, CommitAnchor, PullRequestAnchor, ReleaseAnchor } from './code-input.js';
import type { ChangeRequestAnchor, IncidentAnchor, RunAnchor } from './delivery-input.js';
import type { SprintAnchor, VersionAnchor, WorkItemAnchor } from './work-input.js';

/** A review or a comment, by whoever gave it: no subject of its own, but something done at a pull request. */
export interface ContributionAct {
  /** That of the pull request. */
  readonly number: number;
  readonly developer: number;
  readonly at: Instant;
}

/** The anchors of one cell, every kind a plain readonly array. A new kind is a line here. */
export interface Anchors {
  readonly commits: readonly CommitAnchor[];
  readonly changes: readonly ChangeAnchor[];
  readonly releases: readonly ReleaseAnchor[];
  readonly pullRequests: readonly PullRequestAnchor[];
  readonly workItems: readonly WorkItemAnchor[];
  readonly runs: readonly RunAnchor[];
  /** Incidents of the incident tool. */
  readonly incidents: readonly IncidentAnchor[];
  readonly changeRequests: readonly ChangeRequestAnchor[];
  readonly sprints: readonly SprintAnchor[];
  readonly versions: readonly VersionAnchor[];
  /** Reviews and comments; only where those who gave them count as contributors. */
  readonly acts: readonly ContributionAct[];
}
export const noAnchors: Anchors = {
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
export interface AnchorOf {
  readonly commit: CommitAnchor;
  readonly change: ChangeAnchor;
  readonly release: ReleaseAnchor;
  readonly pullRequest: PullRequestAnchor;
  readonly workItem: WorkItemAnchor;
  readonly run: RunAnchor;
  readonly incident: IncidentAnchor;
  readonly changeRequest: ChangeRequestAnchor;
  readonly sprint: SprintAnchor;
  readonly version: VersionAnchor;
}
export type AnchorKind = keyof AnchorOf;

import { p } from '@mikro-orm/core';
import type { FileChange } from '../../model/facts/code.js';
import type {
  MergeMethod,
  PullRequestCommit,
  PullRequestFact,
  PullRequestState,
  ReviewState,
} from '../../model/facts/review.js';
import type {
  ParentChange,
  PointsChange,
  SprintFact,
  SprintMove,
  SprintState,
  StatusCategory,
  StatusChange,
  VersionFact,
  WorkItemFact,
} from '../../model/facts/work.js';
import type { Instant } from '../../model/time.js';
import { instant, json, namedHashes, superseded, whole } from './column.js';
import { factTable } from './own-table.js';
import type { NamesHashes, SameShape, StoredBeside, Superseded } from './same-shape.js';

export interface StoredComment {
  readonly by: number;
  readonly at: Instant;
}
export interface StoredReview extends StoredComment {
  readonly state: ReviewState;
  readonly hasText: boolean;
}

export const PullRequestTable = factTable({
  name: 'PullRequest',
  properties: {
    integration: whole(),
    ...superseded(),
    toolNumber: p.integer(),
    title: p.text(),
    body: p.text().nullable(),
    author: whole(),
    sourceBranch: p.text(),
    targetBranch: p.text(),
    labels: json<readonly string[]>(),
    state: p.text().$type<PullRequestState>(),
    openedAt: instant(),
    readyAt: instant().nullable(),
    mergedAt: instant().nullable(),
    closedAt: instant().nullable(),
    mergeMethod: p.text().$type<MergeMethod>().nullable(),
    ...namedHashes(),
    mergeSha: p.text().nullable(),
    headSha: p.text().nullable(),
    reverts: p.text().nullable(),
    additions: p.integer().nullable(),
    deletions: p.integer().nullable(),
    files: json<readonly FileChange[]>(),
    commits: json<readonly PullRequestCommit[]>(),
    reviews: json<readonly StoredReview[]>(),
    comments: json<readonly StoredComment[]>(),
    url: p.text().nullable(),
  },
  indexes: [['author'], ['repository', 'openedAt'], ['repository', 'mergedAt']],
});
true satisfies SameShape<
  StoredBeside<PullRequestFact> & Superseded & NamesHashes,
  typeof PullRequestTable
>;

export const WorkItemTable = factTable({
  name: 'WorkItem',
  properties: {
    integration: whole(),
    key: p.text(),
    formerKeys: json<readonly string[]>(),
    project: p.text(),
    projectNumber: whole(),
    type: p.text(),
    isSubtask: p.boolean(),
    title: p.text(),
    status: p.text(),
    statusCategory: p.text().$type<StatusCategory>(),
    resolution: p.text().nullable(),
    priority: p.text().nullable(),
    labels: json<readonly string[]>(),
    components: json<readonly string[]>(),
    parent: p.text().nullable(),
    points: p.double().$type<number>().nullable(),
    assignee: whole().nullable(),
    createdAt: instant(),
    resolvedAt: instant().nullable(),
    versions: json<readonly string[]>(),
    customFields: json<Readonly<Record<string, readonly string[]>>>(),
    statusHistory: json<readonly StatusChange[]>(),
    assigneeHistory: json<readonly { readonly at: Instant; readonly assignee: number | null }[]>(),
    pointsHistory: json<readonly PointsChange[]>(),
    sprintHistory: json<readonly SprintMove[]>(),
    parentHistory: json<readonly ParentChange[]>(),
    linkedPullRequests: json<readonly string[]>(),
    ...namedHashes(),
    linkedCommits: json<readonly string[]>(),
    url: p.text().nullable(),
  },
  indexes: [['createdAt'], ['resolvedAt'], ['assignee'], ['parent'], ['integration', 'createdAt']],
});
true satisfies SameShape<
  StoredBeside<WorkItemFact, 'projectNumber'> & NamesHashes,
  typeof WorkItemTable
>;

export const SprintTable = factTable({
  name: 'Sprint',
  properties: {
    integration: whole(),
    name: p.text(),
    state: p.text().$type<SprintState>(),
    startAt: instant().nullable(),
    endAt: instant().nullable(),
    completedAt: instant().nullable(),
  },
  indexes: [['integration', 'startAt']],
});
true satisfies SameShape<StoredBeside<SprintFact>, typeof SprintTable>;

export const ProjectVersionTable = factTable({
  name: 'ProjectVersion',
  properties: {
    integration: whole(),
    project: p.text(),
    projectNumber: whole(),
    name: p.text(),
    releasedAt: instant().nullable(),
    url: p.text().nullable(),
  },
  indexes: [
    ['projectNumber', 'releasedAt'],
    ['integration', 'releasedAt'],
  ],
});
true satisfies SameShape<StoredBeside<VersionFact, 'projectNumber'>, typeof ProjectVersionTable>;

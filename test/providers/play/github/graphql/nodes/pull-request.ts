import { instant, instantOrNull, smallId } from '../../view.js';
import type { PullRequest } from '../../world/records.js';
import { fullNameOf, type Repository } from '../../world/world.js';
import { connect, listOf, type PageArguments } from '../connection.js';
import type { GraphView } from '../makers.js';
import { commitNode, commitOf } from './commit.js';
import { issueCommentNode, type Place, reviewNode, threadNode } from './discussion.js';
import { actorNode, labelNode } from './people.js';
import { type TimelineArguments, timelineNode } from './timeline.js';

const PATCH = {
  added: 'ADDED',
  modified: 'MODIFIED',
  removed: 'DELETED',
  renamed: 'RENAMED',
} as const;

/** Its text, its state and its instants. */
const ownFields = (pullRequest: PullRequest) => ({
  id: pullRequest.nodeId,
  databaseId: smallId(pullRequest.id),
  fullDatabaseId: String(pullRequest.id),
  number: pullRequest.number,
  title: pullRequest.title,
  body: pullRequest.body ?? '',
  bodyText: pullRequest.body ?? '',
  state: pullRequest.state,
  isDraft: pullRequest.isDraft,
  merged: pullRequest.mergedAt !== null,
  closed: pullRequest.closedAt !== null,
  locked: false,
  createdAt: instant(pullRequest.createdAt),
  publishedAt: instant(pullRequest.createdAt),
  updatedAt: instant(pullRequest.updatedAt),
  mergedAt: instantOrNull(pullRequest.mergedAt),
  closedAt: instantOrNull(pullRequest.closedAt),
  lastEditedAt: null,
  authorAssociation: pullRequest.association,
  additions: pullRequest.additions,
  deletions: pullRequest.deletions,
  changedFiles: pullRequest.changedFiles,
  mergeable: pullRequest.state === 'OPEN' ? 'MERGEABLE' : 'UNKNOWN',
  reviewDecision: null,
  milestone: null,
  totalCommentsCount:
    pullRequest.comments.length + pullRequest.threads.reduce((a, t) => a + t.comments.length, 0),
});

function branchFields(pullRequest: PullRequest, repository: Repository, view: GraphView) {
  const { base, head, mergeCommit, testMergeSha } = pullRequest;
  const here = () => view.make.repository(repository, view);
  return {
    baseRefName: base.ref,
    baseRefOid: base.sha,
    headRefName: head.ref,
    headRefOid: head.sha,
    // The branch is deleted after the merge.
    headRef:
      pullRequest.state === 'OPEN' && head.repository === 'SAME'
        ? { __typename: 'Ref', id: `REF_${head.sha}`, name: head.ref }
        : null,
    headRepository: head.repository === null ? null : here,
    headRepositoryOwner: () => actorNode(head.owner, view),
    isCrossRepository: head.repository !== 'SAME',
    baseRepository: here,
    repository: here,
    mergeCommit: () => (mergeCommit === null ? null : commitNode(mergeCommit, repository, view)),
    potentialMergeCommit: () =>
      testMergeSha === null ? null : commitOf(testMergeSha, repository, view),
  };
}

interface ReviewArguments extends PageArguments {
  readonly states?: readonly string[] | null;
}

function reviewList({ reviews }: PullRequest, { states }: ReviewArguments) {
  return listOf(states ? reviews.filter(({ state }) => states.includes(state)) : reviews);
}

function listFields(pullRequest: PullRequest, place: Place) {
  const { repository, view } = place;
  const { commits, files, threads, comments, labels, assignees, requested, events } = pullRequest;
  return {
    commits: (asked: PageArguments) =>
      connect(listOf(commits), asked, (commit) => ({
        __typename: 'PullRequestCommit',
        id: `PRC_${pullRequest.id}_${commit.sha}`,
        url: `${view.web}/${fullNameOf(repository)}/${place.path}/commits/${commit.sha}`,
        commit: commitNode(commit, repository, view),
      })),
    files: (asked: PageArguments) =>
      files === null
        ? null
        : connect(listOf(files), asked, (file) => ({
            path: file.path,
            additions: file.additions,
            deletions: file.deletions,
            changeType: PATCH[file.status],
          })),
    reviews: (asked: ReviewArguments) =>
      connect(reviewList(pullRequest, asked), asked, (one) => reviewNode(one, pullRequest, place)),
    reviewThreads: (asked: PageArguments) =>
      connect(listOf(threads), asked, (thread) => threadNode(thread, place)),
    comments: (asked: PageArguments) =>
      connect(listOf(comments), asked, (comment) => issueCommentNode(comment, place)),
    labels: (asked: PageArguments) => connect(listOf(labels), asked, labelNode),
    assignees: (asked: PageArguments) =>
      connect(listOf(assignees), asked, (person) => actorNode(person, view)),
    reviewRequests: (asked: PageArguments) =>
      connect(listOf(requested), asked, (person) => ({
        __typename: 'ReviewRequest',
        requestedReviewer: actorNode(person, view),
      })),
    timelineItems: (asked: TimelineArguments) => timelineNode(events, asked, place, pullRequest),
    closingIssuesReferences: (asked: PageArguments) => {
      const { content } = repository;
      const closed = content.issue(pullRequest.number - 1);
      const found = closed?.closedBy.includes(pullRequest.number) ? [closed] : [];
      return connect(listOf(found), asked, (issue) => view.make.issue(issue, repository, view));
    },
  };
}

export function pullRequestNode(
  pullRequest: PullRequest,
  repository: Repository,
  view: GraphView,
): object {
  const path = `pull/${pullRequest.number}`;
  const resourcePath = `/${fullNameOf(repository)}/${path}`;
  return {
    __typename: 'PullRequest',
    ...ownFields(pullRequest),
    url: `${view.web}${resourcePath}`,
    permalink: `${view.web}${resourcePath}`,
    resourcePath,
    author: () => actorNode(pullRequest.author, view),
    mergedBy: () => actorNode(pullRequest.mergedBy, view),
    ...branchFields(pullRequest, repository, view),
    ...listFields(pullRequest, { repository, view, path }),
  };
}

import { instant, instantOrNull, smallId } from '../../view.js';
import type { Comment, LineComment, PullRequest, Review, Thread } from '../../world/records.js';
import { fullNameOf, type Repository } from '../../world/world.js';
import { connect, listOf, type PageArguments } from '../connection.js';
import type { GraphView } from '../makers.js';
import { commitOf } from './commit.js';
import { actorNode } from './people.js';

/** The pull request or issue that a part belongs to. */
export interface Place {
  readonly repository: Repository;
  readonly view: GraphView;
  readonly path: string;
}

/** The fields that all comments share. */
const commentFields = (comment: Comment, { view }: Place) => ({
  id: comment.nodeId,
  databaseId: smallId(comment.id),
  fullDatabaseId: String(comment.id),
  author: () => actorNode(comment.author, view),
  authorAssociation: comment.author === null ? 'NONE' : 'MEMBER',
  body: comment.body,
  bodyText: comment.body,
  createdAt: instant(comment.createdAt),
  publishedAt: instant(comment.createdAt),
  updatedAt: instant(comment.updatedAt),
  lastEditedAt: null,
  editor: null,
  isMinimized: false,
  minimizedReason: null,
});

export const issueCommentNode = (comment: Comment, place: Place) => ({
  __typename: 'IssueComment',
  ...commentFields(comment, place),
  url: `${place.view.web}/${fullNameOf(place.repository)}/${place.path}#issuecomment-${comment.id}`,
});

export function reviewNode(review: Review, pullRequest: PullRequest, place: Place) {
  const { view, repository } = place;
  const at = review.submittedAt ?? pullRequest.updatedAt;
  const own = () =>
    pullRequest.threads.flatMap(({ path, comments }) =>
      comments
        .filter(({ reviewId }) => reviewId === review.id)
        .map((comment) => ({ path, comment })),
    );
  return {
    __typename: 'PullRequestReview',
    ...commentFields({ ...review, createdAt: at, updatedAt: at }, place),
    state: review.state,
    submittedAt: instantOrNull(review.submittedAt),
    publishedAt: instantOrNull(review.submittedAt),
    url: `${view.web}/${fullNameOf(repository)}/${place.path}#pullrequestreview-${review.id}`,
    commit: () => commitOf(review.commitSha, repository, view),
    comments: (asked: PageArguments) =>
      connect(listOf(own()), asked, ({ comment, path }) => lineCommentNode(comment, path, place)),
  };
}

function lineCommentNode(comment: LineComment, path: string, place: Place) {
  return {
    __typename: 'PullRequestReviewComment',
    ...commentFields(comment, place),
    path,
    line: comment.line,
    originalLine: comment.originalLine,
    outdated: comment.line === null,
    position: comment.line,
    state: 'SUBMITTED',
    diffHunk: '@@ -1,3 +1,3 @@',
    url: `${place.view.web}/${fullNameOf(place.repository)}/${place.path}#discussion_r${comment.id}`,
  };
}

export const threadNode = ({ nodeId, path, isResolved, comments }: Thread, place: Place) => ({
  __typename: 'PullRequestReviewThread',
  id: nodeId,
  path,
  isResolved,
  isOutdated: comments[0]?.line === null,
  isCollapsed: isResolved,
  line: comments[0]?.line ?? null,
  originalLine: comments[0]?.originalLine ?? null,
  diffSide: 'RIGHT',
  subjectType: 'LINE',
  comments: (asked: PageArguments) =>
    connect(listOf(comments), asked, (comment) => lineCommentNode(comment, path, place)),
});

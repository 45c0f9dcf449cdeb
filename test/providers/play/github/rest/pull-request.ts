import { instant, instantOrNull, type View } from '../view.js';
import type { LineComment, PullRequest, Review } from '../world/records.js';
import { fullNameOf, type Repository } from '../world/world.js';
import { asRecorded } from './as-recorded.js';
import { authorOrGhost, labelBody, simpleUser, simpleUserOrNull } from './people.js';
import { repositoryBody, repositoryUrl } from './repository.js';

function linksOf({ number, head }: PullRequest, repository: Repository, view: View) {
  const url = repositoryUrl(repository, view);
  const html = `${view.web}/${fullNameOf(repository)}/pull/${number}`;
  return {
    url: `${url}/pulls/${number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${url}/issues/${number}`,
    commits_url: `${url}/pulls/${number}/commits`,
    review_comments_url: `${url}/pulls/${number}/comments`,
    review_comment_url: `${url}/pulls/comments{/number}`,
    comments_url: `${url}/issues/${number}/comments`,
    statuses_url: `${url}/statuses/${head.sha}`,
  };
}

function linkBodies(links: ReturnType<typeof linksOf>) {
  const at = (href: string) => ({ href });
  return {
    self: at(links.url),
    html: at(links.html_url),
    issue: at(links.issue_url),
    comments: at(links.comments_url),
    review_comments: at(links.review_comments_url),
    review_comment: at(links.review_comment_url),
    commits: at(links.commits_url),
    statuses: at(links.statuses_url),
  };
}

function headBody({ head }: PullRequest, repository: Repository, view: View) {
  const owner = head.owner;
  const label = `${owner?.login ?? 'unknown'}:${head.ref}`;
  const fork = (): object => {
    const body = repositoryBody(repository, view);
    return { ...body, id: body.id + 90_000_000, fork: true, owner: simpleUserOrNull(owner, view) };
  };
  const here = head.repository === 'FORK' ? fork() : repositoryBody(repository, view);
  return {
    label,
    ref: head.ref,
    sha: head.sha,
    user: simpleUserOrNull(owner, view),
    // The fork was deleted.
    repo: head.repository === null ? null : here,
  };
}

/** GitHub's `pull-request-simple`: what lists hold. */
function makePullRequest(pullRequest: PullRequest, repository: Repository, view: View) {
  const { base, assignees, mergeCommit, testMergeSha } = pullRequest;
  const links = linksOf(pullRequest, repository, view);
  const people = assignees.map((person) => simpleUser(person, view));
  return {
    ...links,
    id: pullRequest.id,
    node_id: pullRequest.nodeId,
    number: pullRequest.number,
    state: pullRequest.state === 'OPEN' ? 'open' : 'closed',
    locked: false,
    title: pullRequest.title,
    user: authorOrGhost(pullRequest.author, view),
    body: pullRequest.body,
    created_at: instant(pullRequest.createdAt),
    updated_at: instant(pullRequest.updatedAt),
    closed_at: instantOrNull(pullRequest.closedAt),
    merged_at: instantOrNull(pullRequest.mergedAt),
    // While it is open, the merge that GitHub tries out.
    merge_commit_sha: mergeCommit?.sha ?? testMergeSha,
    assignee: people[0] ?? null,
    assignees: people,
    requested_reviewers: pullRequest.requested.map((person) => simpleUser(person, view)),
    requested_teams: [],
    labels: pullRequest.labels.map((label) => labelBody(label, repositoryUrl(repository, view))),
    milestone: null,
    draft: pullRequest.isDraft,
    head: headBody(pullRequest, repository, view),
    base: {
      label: `${repository.owner.login}:${base.ref}`,
      ref: base.ref,
      sha: base.sha,
      user: simpleUser(repository.owner, view),
      repo: repositoryBody(repository, view),
    },
    _links: linkBodies(links),
    author_association: pullRequest.association,
    auto_merge: null,
    active_lock_reason: null,
  };
}

/** GitHub's `pull-request`: what is answered for one alone. */
export const wholePullRequestBody = (one: PullRequest, repository: Repository, view: View) => ({
  ...pullRequestBody(one, repository, view),
  merged: one.mergedAt !== null,
  mergeable: one.state === 'OPEN' ? true : null,
  rebaseable: one.state === 'OPEN' ? true : null,
  mergeable_state: one.state === 'OPEN' ? 'clean' : 'unknown',
  merged_by: simpleUserOrNull(one.mergedBy, view),
  comments: one.comments.length,
  review_comments: one.threads.reduce((sum, { comments }) => sum + comments.length, 0),
  maintainer_can_modify: false,
  commits: one.commits.length,
  additions: one.additions,
  deletions: one.deletions,
  changed_files: one.changedFiles,
});

/** GitHub's `pull-request-review`; a pending one has no `submitted_at`. */
function makeReview(review: Review, number: number, repository: Repository, view: View) {
  const html = `${view.web}/${fullNameOf(repository)}/pull/${number}#pullrequestreview-${review.id}`;
  const pullRequestUrl = `${repositoryUrl(repository, view)}/pulls/${number}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: simpleUserOrNull(review.author, view),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullRequestUrl,
    author_association: review.author === null ? 'NONE' : 'MEMBER',
    _links: { html: { href: html }, pull_request: { href: pullRequestUrl } },
    ...(review.submittedAt === null ? {} : { submitted_at: instant(review.submittedAt) }),
    commit_id: review.commitSha,
  };
}

export const reactionsOf = (url: string) => ({
  url: `${url}/reactions`,
  total_count: 0,
  '+1': 0,
  '-1': 0,
  laugh: 0,
  hooray: 0,
  confused: 0,
  heart: 0,
  rocket: 0,
  eyes: 0,
});

/** A comment on a line with the thread that it is in. */
export interface PlacedComment {
  readonly comment: LineComment;
  readonly path: string;
  /** The first of its thread; null where it is that itself. */
  readonly first: LineComment | null;
  readonly number: number;
}

export const lineCommentsOf = ({ threads, number }: PullRequest): PlacedComment[] =>
  threads.flatMap(({ comments, path }) =>
    comments.map((comment, n) => ({ comment, path, number, first: n === 0 ? null : comments[0]! })),
  );

/** GitHub's `pull-request-review-comment`; `line` and `position` are null once it is outdated. */
function makeLineComment(placed: PlacedComment, repository: Repository, view: View) {
  const { comment, path, first, number } = placed;
  const url = `${repositoryUrl(repository, view)}/pulls/comments/${comment.id}`;
  const html = `${view.web}/${fullNameOf(repository)}/pull/${number}#discussion_r${comment.id}`;
  const pullRequestUrl = `${repositoryUrl(repository, view)}/pulls/${number}`;
  return {
    url,
    pull_request_review_id: comment.reviewId,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: '@@ -1,3 +1,3 @@',
    path,
    position: comment.line,
    original_position: comment.originalLine,
    commit_id: comment.commitSha,
    original_commit_id: comment.commitSha,
    ...(first === null ? {} : { in_reply_to_id: first.id }),
    user: simpleUserOrNull(comment.author, view),
    body: comment.body,
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    html_url: html,
    pull_request_url: pullRequestUrl,
    author_association: comment.author === null ? 'NONE' : 'MEMBER',
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullRequestUrl } },
    reactions: reactionsOf(url),
    start_line: null,
    original_start_line: null,
    start_side: null,
    line: comment.line,
    original_line: comment.originalLine,
    side: 'RIGHT',
  };
}

/** The same, as it was recorded where it was. */
export const pullRequestBody = (one: PullRequest, repository: Repository, view: View): object =>
  one.recorded ? asRecorded(one.recorded, view) : makePullRequest(one, repository, view);

/** The same, as it was recorded where it was. */
export const reviewBody = (
  one: Review,
  number: number,
  repository: Repository,
  view: View,
): object =>
  one.recorded ? asRecorded(one.recorded, view) : makeReview(one, number, repository, view);

/** The same, as it was recorded where it was. */
export const lineCommentBody = (one: PlacedComment, repository: Repository, view: View): object =>
  one.comment.recorded
    ? asRecorded(one.comment.recorded, view)
    : makeLineComment(one, repository, view);

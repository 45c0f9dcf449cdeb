import { commitBody } from '../rest/commit.js';
import { issueBody, issueCommentBody } from '../rest/issue.js';
import { organizationSimple, simpleUser } from '../rest/people.js';
import {
  lineCommentBody,
  lineCommentsOf,
  reviewBody,
  wholePullRequestBody,
} from '../rest/pull-request.js';
import { repositoryBody } from '../rest/repository.js';
import { instant, type View } from '../view.js';
import type { Comment, Commit, Issue, PullRequest, Review } from '../world/records.js';
import { fullNameOf, type Repository } from '../world/world.js';

/** A body with the name of its event. */
export interface Payload {
  readonly event: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Returns the fields that every body has besides its own part. */
function frameOf(repository: Repository, view: View) {
  const isOfOrganization = repository.owner.kind === 'Organization';
  return {
    repository: repositoryBody(repository, view),
    ...(isOfOrganization ? { organization: organizationSimple(repository.owner, view) } : {}),
    sender: simpleUser(view.token?.person ?? repository.owner, view),
  };
}

/** Reviews are in lower case in webhooks, and in capitals elsewhere. */
const webhookReview = (review: Review, number: number, repository: Repository, view: View) => ({
  ...reviewBody(review, number, repository, view),
  state: review.state.toLowerCase(),
});

/** The bodies of webhooks, as GitHub makes them of what the world holds at the moment. */
export const payloads = {
  ping: (view: View): Payload => ({
    event: 'ping',
    body: {
      zen: 'Keep it logically awesome.',
      hook_id: 4_100_001,
      hook: {
        type: 'Organization',
        id: 4_100_001,
        name: 'web',
        active: true,
        events: ['*'],
        config: { content_type: 'json', insecure_ssl: '0' },
      },
      organization: organizationSimple(view.world.organization, view),
      sender: simpleUser(view.world.organization, view),
    },
  }),
  /** `action` is GitHub's, such as `opened`, `closed`, `synchronize`, `converted_to_draft`. */
  pullRequest: (
    action: string,
    one: PullRequest,
    repository: Repository,
    view: View,
    more: object = {},
  ): Payload => ({
    event: 'pull_request',
    body: {
      action,
      number: one.number,
      pull_request: wholePullRequestBody(one, repository, view),
      ...more,
      ...frameOf(repository, view),
    },
  }),
  review: (
    action: 'submitted' | 'edited' | 'dismissed',
    review: Review,
    one: PullRequest,
    repository: Repository,
    view: View,
  ): Payload => ({
    event: 'pull_request_review',
    body: {
      action,
      review: webhookReview(review, one.number, repository, view),
      pull_request: wholePullRequestBody(one, repository, view),
      ...frameOf(repository, view),
    },
  }),
  /** Returns the payload of the last comment on a line. Throws RangeError if there is none. */
  lineComment: (one: PullRequest, repository: Repository, view: View): Payload => {
    const placed = lineCommentsOf(one).at(-1);
    if (placed === undefined) throw new RangeError(`#${one.number} has no comment on a line.`);
    return {
      event: 'pull_request_review_comment',
      body: {
        action: 'created',
        comment: lineCommentBody(placed, repository, view),
        pull_request: wholePullRequestBody(one, repository, view),
        ...frameOf(repository, view),
      },
    };
  },
  comment: (
    comment: Comment,
    one: Issue | PullRequest,
    repository: Repository,
    view: View,
  ): Payload => ({
    event: 'issue_comment',
    body: {
      action: 'created',
      issue: issueBody(one, repository, view),
      comment: issueCommentBody(comment, one, repository, view),
      ...frameOf(repository, view),
    },
  }),
  issue: (action: string, one: Issue, repository: Repository, view: View): Payload => ({
    event: 'issues',
    body: { action, issue: issueBody(one, repository, view), ...frameOf(repository, view) },
  }),
  /** `changes` as GitHub names them, such as the old name of a renamed repository. */
  repository: (
    action: 'created' | 'deleted' | 'archived' | 'renamed' | 'transferred',
    repository: Repository,
    view: View,
    changes: object | null = null,
  ): Payload => ({
    event: 'repository',
    body: { action, ...(changes === null ? {} : { changes }), ...frameOf(repository, view) },
  }),
  push: (commits: readonly Commit[], repository: Repository, view: View): Payload => {
    const head = commits.at(-1);
    const made = commits.map((commit) => pushedCommit(commit, repository, view));
    return {
      event: 'push',
      body: {
        ref: `refs/heads/${repository.defaultBranch}`,
        before: commits[0]?.parents[0] ?? '0'.repeat(40),
        after: head?.sha ?? '0'.repeat(40),
        created: false,
        deleted: false,
        forced: false,
        base_ref: null,
        compare: `${view.web}/${fullNameOf(repository)}/compare`,
        commits: made,
        head_commit: made.at(-1) ?? null,
        ...frameOf(repository, view),
        pusher: { name: repository.owner.login, email: null },
      },
    };
  },
};

/** A commit as a push names it: not as the API does. */
function pushedCommit(commit: Commit, repository: Repository, view: View) {
  const { sha, message, author, committer } = commit;
  const git = ({ name, email, person }: Commit['author']) => ({
    name,
    email,
    ...(person === null ? {} : { username: person.login }),
  });
  const { html_url: url } = commitBody(commit, repository, view) as { html_url: string };
  return {
    id: sha,
    tree_id: sha,
    distinct: true,
    message,
    timestamp: instant(author.date),
    url,
    author: git(author),
    committer: git(committer),
    added: [],
    removed: [],
    modified: ['src/index.ts'],
  };
}

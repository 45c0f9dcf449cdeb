import { instant, instantOrNull, type View } from '../view.js';
import type { Comment, Issue, PullRequest, TimelineEvent } from '../world/records.js';
import { fullNameOf, type Repository } from '../world/world.js';
import { asRecorded } from './as-recorded.js';
import { authorOrGhost, labelBody, simpleUser, simpleUserOrNull } from './people.js';
import { reactionsOf } from './pull-request.js';
import { repositoryUrl } from './repository.js';

type Numbered = Issue | PullRequest;
const isPullRequest = (one: Numbered): one is PullRequest => 'commits' in one;

function milestoneBody(title: string, repository: Repository, view: View) {
  const number = 1 + (Number(title.split('.')[1] ?? 0) || 0);
  const url = `${repositoryUrl(repository, view)}/milestones/${number}`;
  return {
    url,
    html_url: `${view.web}/${fullNameOf(repository)}/milestone/${number}`,
    labels_url: `${url}/labels`,
    id: 7_000_000 + number,
    node_id: `MI_kwDO${number}`,
    number,
    title,
    description: null,
    creator: simpleUser(repository.owner, view),
    open_issues: 1,
    closed_issues: 2,
    state: 'open',
    created_at: instant(repository.createdAt),
    updated_at: instant(repository.updatedAt),
    due_on: null,
    closed_at: null,
  };
}

function pullRequestPart(one: PullRequest, repository: Repository, view: View) {
  const html = `${view.web}/${fullNameOf(repository)}/pull/${one.number}`;
  return {
    draft: one.isDraft,
    pull_request: {
      url: `${repositoryUrl(repository, view)}/pulls/${one.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: instantOrNull(one.mergedAt),
    },
  };
}

/** GitHub's `issue`; a pull request is one too, with the key `pull_request`. Its id differs from that of `/pulls`. */
function makeIssue(one: Numbered, repository: Repository, view: View) {
  const repo = repositoryUrl(repository, view);
  const url = `${repo}/issues/${one.number}`;
  const people = one.assignees.map((person) => simpleUser(person, view));
  const isProposal = isPullRequest(one);
  const milestone = isProposal ? null : one.milestone;
  return {
    url,
    repository_url: repo,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${view.web}/${fullNameOf(repository)}/${isProposal ? 'pull' : 'issues'}/${one.number}`,
    id: isProposal ? one.id + 400_000_000 : one.id,
    node_id: one.nodeId,
    number: one.number,
    title: one.title,
    user: authorOrGhost(one.author, view),
    labels: one.labels.map((label) => labelBody(label, repo)),
    state: one.closedAt === null ? 'open' : 'closed',
    locked: false,
    assignee: people[0] ?? null,
    assignees: people,
    milestone: milestone === null ? null : milestoneBody(milestone, repository, view),
    comments: one.comments.length,
    created_at: instant(one.createdAt),
    updated_at: instant(one.updatedAt),
    closed_at: instantOrNull(one.closedAt),
    author_association: one.association,
    active_lock_reason: null,
    ...(isProposal ? pullRequestPart(one, repository, view) : {}),
    body: one.body,
    reactions: reactionsOf(url),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: stateReasonOf(one),
  };
}

function makeIssueComment(comment: Comment, one: Numbered, repository: Repository, view: View) {
  const repo = repositoryUrl(repository, view);
  const url = `${repo}/issues/comments/${comment.id}`;
  const html = `${view.web}/${fullNameOf(repository)}/${isPullRequest(one) ? 'pull' : 'issues'}`;
  return {
    url,
    html_url: `${html}/${one.number}#issuecomment-${comment.id}`,
    issue_url: `${repo}/issues/${one.number}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: simpleUserOrNull(comment.author, view),
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    author_association: comment.author === null ? 'NONE' : 'MEMBER',
    body: comment.body,
    reactions: reactionsOf(url),
    performed_via_github_app: null,
  };
}

/** REST's words where they differ from GraphQL's and webhooks'. */
function makeEvent(event: TimelineEvent, one: Numbered, repository: Repository, view: View) {
  const { kind, subject, label, commitSha, reviewId } = event;
  const url = `${repositoryUrl(repository, view)}/issues/events/${event.id}`;
  const actor = simpleUserOrNull(event.actor, view);
  const someone = simpleUserOrNull(subject ?? null, view);
  return {
    id: event.id,
    node_id: event.nodeId,
    url,
    actor,
    event: kind,
    commit_id: commitSha ?? null,
    commit_url: commitSha ? `${repositoryUrl(repository, view)}/commits/${commitSha}` : null,
    created_at: instant(event.createdAt),
    ...(kind === 'closed' ? { state_reason: stateReasonOf(one) } : {}),
    ...(kind === 'assigned' || kind === 'unassigned' ? { assignee: someone, assigner: actor } : {}),
    ...(kind === 'review_requested'
      ? { review_requester: actor, requested_reviewer: someone }
      : {}),
    ...(kind === 'labeled' && label ? { label: { name: label.name, color: label.color } } : {}),
    ...(kind === 'review_dismissed'
      ? { dismissed_review: { state: 'approved', review_id: reviewId, dismissal_message: null } }
      : {}),
    issue: issueBody(one, repository, view),
    performed_via_github_app: null,
  };
}

/** The same, as it was recorded where it was. */
export const issueCommentBody = (
  comment: Comment,
  one: Numbered,
  repository: Repository,
  view: View,
): object =>
  comment.recorded
    ? asRecorded(comment.recorded, view)
    : makeIssueComment(comment, one, repository, view);

/** The same, as it was recorded where it was. */
export const eventBody = (
  event: TimelineEvent,
  one: Numbered,
  repository: Repository,
  view: View,
): object =>
  event.recorded ? asRecorded(event.recorded, view) : makeEvent(event, one, repository, view);

const stateReasonOf = (one: Numbered): string | null =>
  isPullRequest(one) ? null : (one.stateReason?.toLowerCase() ?? null);

const recordedIssueOf = (one: Numbered): object | undefined =>
  isPullRequest(one) ? one.recordedIssue : one.recorded;

/** The same, as it was recorded where it was. */
export function issueBody(one: Numbered, repository: Repository, view: View): object {
  const recorded = recordedIssueOf(one);
  return recorded ? asRecorded(recorded, view) : makeIssue(one, repository, view);
}

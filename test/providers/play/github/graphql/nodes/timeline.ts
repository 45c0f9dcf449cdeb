import { instant } from '../../view.js';
import type { EventKind, PullRequest, TimelineEvent } from '../../world/records.js';
import { connect, listOf, type PageArguments } from '../connection.js';
import { RefusedQuery } from '../refused-query.js';
import { commitOf } from './commit.js';
import { type Place, reviewNode } from './discussion.js';
import { actorNode, labelNode } from './people.js';

const TYPES: Readonly<Record<EventKind, string>> = {
  ready_for_review: 'ReadyForReviewEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  head_ref_force_pushed: 'HeadRefForcePushedEvent',
  review_requested: 'ReviewRequestedEvent',
  review_dismissed: 'ReviewDismissedEvent',
  merged: 'MergedEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  assigned: 'AssignedEvent',
  unassigned: 'UnassignedEvent',
  labeled: 'LabeledEvent',
  renamed: 'RenamedTitleEvent',
  subscribed: 'SubscribedEvent',
  mentioned: 'MentionedEvent',
};

/** `ReadyForReviewEvent` as the argument `itemTypes` names it. */
const itemTypeOf = (kind: EventKind): string =>
  TYPES[kind].replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

const commitAt = (sha: string | null | undefined, { repository, view }: Place) =>
  sha ? commitOf(sha, repository, view) : null;

function eventNode(event: TimelineEvent, place: Place, pullRequest: PullRequest | null) {
  const { view, repository } = place;
  const { subject, label, reviewId, commitSha, beforeSha } = event;
  const review = () => pullRequest?.reviews.find(({ id }) => id === reviewId);
  return {
    __typename: TYPES[event.kind],
    id: event.nodeId,
    createdAt: instant(event.createdAt),
    actor: () => actorNode(event.actor, view),
    assignee: () => actorNode(subject ?? null, view),
    requestedReviewer: () => actorNode(subject ?? null, view),
    label: label === undefined ? null : labelNode(label),
    commit: () => commitAt(commitSha, place),
    mergeRefName: repository.defaultBranch,
    beforeCommit: () => commitAt(beforeSha, place),
    afterCommit: () => commitAt(commitSha, place),
    closer: null,
    stateReason: null,
    dismissalMessage: null,
    previousReviewState: 'APPROVED',
    review: () => {
      const found = review();
      return found === undefined || pullRequest === null
        ? null
        : reviewNode(found, pullRequest, place);
    },
  };
}

export interface TimelineArguments extends PageArguments {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
  readonly skip?: number | null;
}

/** Throws where the list is asked for without types that it plays: the rest of GitHub's timeline is not here. */
export function timelineNode(
  events: readonly TimelineEvent[],
  asked: TimelineArguments,
  place: Place,
  pullRequest: PullRequest | null,
) {
  const { itemTypes, since } = asked;
  const known = new Set((Object.keys(TYPES) as EventKind[]).map(itemTypeOf));
  const unplayed = itemTypes ? itemTypes.find((type) => !known.has(type)) : 'of every type';
  if (unplayed !== undefined)
    throw new RefusedQuery('NOT_PLAYED', `The play server has no timeline items ${unplayed}.`);
  const from = since ? Date.parse(since) : Number.NEGATIVE_INFINITY;
  const found = events.filter(
    ({ kind, createdAt }) => itemTypes!.includes(itemTypeOf(kind)) && createdAt >= from,
  );
  const page = connect(listOf(found), asked, (event) => eventNode(event, place, pullRequest));
  return Object.assign(page, { filteredCount: found.length, pageCount: found.length });
}

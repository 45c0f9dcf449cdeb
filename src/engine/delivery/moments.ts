import type { StatusCategory } from '../../model/facts/work.js';
import type { ChangeInput, PullRequestInput } from '../../model/inputs/code-input.js';
import type { WorkItemInput } from '../../model/inputs/work-input.js';
import type { PhaseEdge, PhaseEvent } from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import { comparableWord } from '../work/vocabulary.js';

/** The instant of each event of a phase; null if it has not happened, or nobody knows. */
export type Moments = Readonly<Record<Exclude<PhaseEvent, 'TICKET_STATUS'>, Instant | null>> & {
  /** The first entry into each status, by its name as names are compared. */
  readonly TICKET_STATUS: ReadonlyMap<string, Instant>;
};

/** Returns when the event that begins or ends a phase happened. */
export const momentOf = (moments: Moments, { event, status }: PhaseEdge): Instant | null =>
  event === 'TICKET_STATUS'
    ? (moments.TICKET_STATUS.get(comparableWord(status ?? '')) ?? null)
    : moments[event];

type Known = readonly (Instant | null)[];

const earliest = (instants: Known): Instant | null =>
  instants.reduce(
    (first, at) => (first === null || (at !== null && at < first) ? at : first),
    null,
  );
const latest = (instants: Known): Instant | null =>
  instants.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);

const never: Moments = {
  TICKET_CREATED: null,
  TICKET_TO_DO: null,
  TICKET_IN_PROGRESS: null,
  TICKET_DONE: null,
  TICKET_STATUS: new Map(),
  FIRST_COMMIT_CREATED: null,
  LAST_COMMIT_CREATED: null,
  FIRST_PR_CREATED: null,
  LAST_PR_CREATED: null,
  FIRST_PR_COMMENT: null,
  LAST_PR_COMMENT: null,
  FIRST_PR_APPROVAL: null,
  LAST_PR_APPROVAL: null,
  FIRST_PR_MERGED: null,
  LAST_PR_MERGED: null,
  FIRST_CI_EXECUTION: null,
  LAST_CI_EXECUTION: null,
  FIRST_CD_EXECUTION: null,
  LAST_CD_EXECUTION: null,
  RELEASED: null,
};

const byOthers = (act: { readonly byAuthor: boolean; readonly byBot: boolean }) =>
  !(act.byAuthor || act.byBot);

/** Comments and reviews count if a person other than the author gave them. */
function ofPullRequests(pullRequests: readonly PullRequestInput[]) {
  const opened = pullRequests.map(({ openedAt }) => openedAt);
  const merged = pullRequests.map(({ mergedAt }) => mergedAt);
  const reviews = pullRequests.flatMap((each) => each.reviews.filter(byOthers));
  const comments = pullRequests.flatMap((each) => each.comments.filter(byOthers));
  const commented = [...comments, ...reviews].map(({ at }) => at);
  const approved = reviews.filter(({ state }) => state === 'APPROVED').map(({ at }) => at);
  return {
    FIRST_PR_CREATED: earliest(opened),
    LAST_PR_CREATED: latest(opened),
    FIRST_PR_COMMENT: earliest(commented),
    LAST_PR_COMMENT: latest(commented),
    FIRST_PR_APPROVAL: earliest(approved),
    LAST_PR_APPROVAL: latest(approved),
    FIRST_PR_MERGED: earliest(merged),
    LAST_PR_MERGED: latest(merged),
  };
}

const enteredAt = ({ statusHistory }: WorkItemInput, wanted: StatusCategory): Instant | null =>
  earliest(statusHistory.filter(({ category }) => category === wanted).map(({ at }) => at));

function firstEntries({ statusHistory }: WorkItemInput): Map<string, Instant> {
  const entries = new Map<string, Instant>();
  for (const { at, status } of statusHistory) {
    const name = comparableWord(status);
    entries.set(name, Math.min(at, entries.get(name) ?? at));
  }
  return entries;
}

/** Commits written before the item was created were not written for it. */
function commitsOf({ commitsAt, pullRequests, createdAt }: WorkItemInput): Instant[] {
  const listed = pullRequests.flatMap((pullRequest) => pullRequest.commitsAt);
  return [...commitsAt, ...listed].filter((at) => at >= createdAt);
}

/**
 * Returns the moments of a work item. Work pushed without a pull request was merged when it reached
 * the branch.
 */
export function momentsOfWorkItem(item: WorkItemInput): Moments {
  const commits = commitsOf(item);
  const merged = [...item.pullRequests.map(({ mergedAt }) => mergedAt), ...item.pushedAt];
  return {
    ...ofPullRequests(item.pullRequests),
    FIRST_PR_MERGED: earliest(merged),
    LAST_PR_MERGED: latest(merged),
    TICKET_CREATED: item.createdAt,
    TICKET_TO_DO: enteredAt(item, 'TODO'),
    TICKET_IN_PROGRESS: enteredAt(item, 'IN_PROGRESS'),
    TICKET_DONE: item.resolvedAt,
    TICKET_STATUS: firstEntries(item),
    FIRST_COMMIT_CREATED: earliest(commits),
    LAST_COMMIT_CREATED: latest(commits),
    FIRST_CI_EXECUTION: earliest(item.buildsAt),
    LAST_CI_EXECUTION: latest(item.buildsAt),
    FIRST_CD_EXECUTION: earliest(item.deploymentsAt),
    LAST_CD_EXECUTION: latest(item.deploymentsAt),
    RELEASED: item.deployedAt,
  };
}

export const momentsOfPullRequest = (pullRequest: PullRequestInput): Moments => ({
  ...never,
  ...ofPullRequests([pullRequest]),
  FIRST_COMMIT_CREATED: pullRequest.firstCommitAt,
  LAST_COMMIT_CREATED: pullRequest.lastCommitAt,
  FIRST_CI_EXECUTION: earliest(pullRequest.builtAt),
  LAST_CI_EXECUTION: latest(pullRequest.builtAt),
  FIRST_CD_EXECUTION: pullRequest.deployedAt,
  LAST_CD_EXECUTION: pullRequest.deployedAt,
  RELEASED: pullRequest.deployedAt ?? pullRequest.releasedAt,
});

/**
 * Returns the moments of a pull request that stands for the change it became. It begins at its
 * opening if no commit is known.
 */
export const momentsOfRelease = (pullRequest: PullRequestInput): Moments => ({
  ...momentsOfPullRequest(pullRequest),
  FIRST_COMMIT_CREATED: pullRequest.firstCommitAt ?? pullRequest.openedAt,
  RELEASED: pullRequest.releasedAt,
});

type Moved = Pick<ChangeInput, 'firstCommitAt' | 'mergedAt' | 'releasedAt'>;

export const momentsOfChange = (change: Moved): Moments => ({
  ...never,
  FIRST_COMMIT_CREATED: change.firstCommitAt,
  FIRST_PR_MERGED: change.mergedAt,
  LAST_PR_MERGED: change.mergedAt,
  RELEASED: change.releasedAt,
});

/**
 * Returns the moments of a change that is delivered without a pull request: its step of the default
 * branch stands for the merge.
 */
export const momentsOfDelivery = (change: ChangeInput): Moments => ({
  ...momentsOfChange(change),
  FIRST_CI_EXECUTION: earliest(change.builtAt),
  LAST_CI_EXECUTION: latest(change.builtAt),
  FIRST_CD_EXECUTION: change.deployedAt,
  LAST_CD_EXECUTION: change.deployedAt,
  RELEASED: change.deployedAt,
});

/** The events of a change that a plain history shows. */
export const eventsOfChange: readonly PhaseEvent[] = [
  'FIRST_COMMIT_CREATED',
  'FIRST_PR_MERGED',
  'LAST_PR_MERGED',
  'RELEASED',
];

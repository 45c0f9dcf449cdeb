import type { Person } from '../../model/facts/people.js';
import type {
  Comment,
  MergeMethod,
  PullRequestCommit,
  PullRequestFact,
  PullRequestState,
  Review,
  ReviewState,
} from '../../model/facts/review.js';
import { isObservable } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { nameOrNull, storable } from '../names.js';
import { pullRequestId, repositoryId } from './ids.js';
import type {
  PullRequestsPage,
  WireActivity,
  WireCommit,
  WirePrincipal,
  WirePullRequest,
} from './wire.js';

/** The parts of a pull request, each of them read. */
export interface ReadPullRequest {
  readonly wire: WirePullRequest;
  /** In order of time. */
  readonly activities: readonly WireActivity[];
  readonly commits: readonly WireCommit[];
  readonly additions: number | null;
  readonly deletions: number | null;
}

/** Users have the same id in all of Harness. */
function personOf({ bots }: PullRequestsPage, wire: WirePrincipal): Person {
  const { uid: id, display_name: name, email, type } = wire;
  const isBot =
    (type !== null && type !== 'user') || (email !== null && bots.includes(email.toLowerCase()));
  const person: Person = { applicationType: 'HARNESS', id, name: nameOrNull(name), email };
  return isBot ? { ...person, bot: true } : person;
}

const states: Readonly<Record<string, PullRequestState>> = { merged: 'MERGED', closed: 'CLOSED' };
const methods: Readonly<Record<string, MergeMethod>> = {
  ...{ merge: 'MERGE', squash: 'SQUASH', rebase: 'REBASE' },
};
const decisions: Readonly<Record<string, ReviewState>> = {
  ...{ approved: 'APPROVED', changereq: 'CHANGES_REQUESTED', reviewed: 'COMMENTED' },
};
const meaningOf = <Value>(meanings: Readonly<Record<string, Value>>, word: string | null) =>
  word !== null && Object.hasOwn(meanings, word) ? meanings[word]! : null;

const reviewsOf = (page: PullRequestsPage, activities: readonly WireActivity[]): Review[] =>
  activities.flatMap(({ type, author, created: at, payload, text }) => {
    const state = type === 'review-submit' ? meaningOf(decisions, payload?.decision ?? null) : null;
    return state === null
      ? []
      : [{ by: personOf(page, author), at, state, hasText: text !== null }];
  });

/** Comments of the conversation and of the lines; a deleted one has no text that anybody sees. */
const commentsOf = (page: PullRequestsPage, activities: readonly WireActivity[]): Comment[] =>
  activities
    .filter(
      ({ type, kind, deleted }) =>
        /^(?:code-)?comment$/.test(type) && kind !== 'system' && deleted === null,
    )
    .map(({ author, created: at }) => ({ by: personOf(page, author), at }));

/** A date from before 1980, or after the last change, is that of a wrong clock. */
const plausible = (at: Instant, opened: Instant, changed: Instant): Instant =>
  isObservable(at, changed) ? at : opened;

const isDraftChange = ({ type, payload }: WireActivity): boolean =>
  type === 'state-change' && payload != null && payload.old_draft !== payload.new_draft;

/** Returns when it was first no draft; null if it never was one, or still is. */
function readyAt({ is_draft: isDraft, created }: WirePullRequest, all: readonly WireActivity[]) {
  const changes = all.filter(isDraftChange);
  const [first] = changes;
  if (isDraft || !first) return null;
  return first.payload?.old_draft ? first.created : created;
}

function closedAt(
  { state, ...wire }: WirePullRequest,
  all: readonly WireActivity[],
  changed: Instant,
) {
  if (state !== 'closed' && state !== 'merged') return null;
  const closing = all.findLast(
    ({ type, payload }) => type === 'state-change' && payload?.new === 'closed',
  );
  return wire.merged ?? wire.closed ?? closing?.created ?? wire.edited ?? changed;
}

const toCommit = (wire: WireCommit, opened: Instant, changed: Instant): PullRequestCommit => ({
  sha: wire.sha.toLowerCase(),
  authoredAt: plausible(wire.author.when, opened, changed),
  message: storable(wire.message ?? wire.title ?? ''),
  isMerge: (wire.parent_shas?.length ?? 0) > 1,
});

/** The page of a pull request. */
function addressOf({ baseUrl, repository }: PullRequestsPage, number: number): string {
  const [account = '', ...below] = repository.path.split('/');
  const name = below.pop() ?? '';
  const [organization, project] = below;
  const scope = [
    ...(organization ? ['orgs', organization] : []),
    ...(project ? ['projects', project] : []),
  ];
  const path = ['account', account, 'module/code', ...scope, 'repos', name, 'pulls', number];
  return `${baseUrl}/ng/${path.join('/')}`;
}

/** Maps a pull request with what was said and done at it. */
export function toPullRequest(page: PullRequestsPage, read: ReadPullRequest): PullRequestFact {
  const { wire, activities, additions, deletions } = read;
  const { place, repository } = page;
  const instants = activities.flatMap(({ created, updated }) => [created, updated ?? 0]);
  const { created: openedAt, number, merged: mergedAt } = wire;
  const own = [wire.edited, wire.updated, mergedAt, wire.closed].map((at) => at ?? 0);
  const updatedAt = Math.max(openedAt, ...own, ...instants);
  const state = meaningOf(states, wire.state) ?? 'OPEN';
  const isMerged = state === 'MERGED';
  return {
    id: pullRequestId(place, repository.id, number),
    updatedAt,
    repository: repositoryId(place, repository.id),
    number,
    title: storable(wire.title ?? ''),
    body: wire.description === null ? null : storable(wire.description),
    author: personOf(page, wire.author),
    sourceBranch: nameOrNull(wire.source_branch) ?? '',
    targetBranch: nameOrNull(wire.target_branch) ?? '',
    labels: [],
    state,
    openedAt,
    readyAt: readyAt(wire, activities),
    mergedAt: isMerged ? mergedAt : null,
    closedAt: closedAt(wire, activities, updatedAt),
    mergeMethod: isMerged ? meaningOf(methods, wire.merge_method) : null,
    mergeSha: isMerged ? (wire.merge_sha?.toLowerCase() ?? null) : null,
    headSha: wire.source_sha?.toLowerCase() ?? null,
    reverts: null,
    additions,
    deletions,
    files: [],
    commits: read.commits.map((commit) => toCommit(commit, openedAt, updatedAt)),
    reviews: reviewsOf(page, activities),
    comments: commentsOf(page, activities),
    url: addressOf(page, number),
  };
}

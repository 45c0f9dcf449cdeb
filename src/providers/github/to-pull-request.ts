import type {
  Comment,
  MergeMethod,
  PullRequestCommit,
  PullRequestFact,
  Review,
  ReviewState,
} from '../../model/facts/review.js';
import { isObservable } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { numberedId, repositoryId } from '../github-api/ids.js';
import { personOf } from '../github-api/person.js';
import { storable } from '../names.js';
import { nodesOf, type RepositoryPage, type WireGitCommit, type WirePullRequest } from './wire.js';

type Place = Pick<RepositoryPage, 'host' | 'repository' | 'bots'>;

const reviewStates: readonly string[] = [
  'APPROVED',
  'CHANGES_REQUESTED',
  'COMMENTED',
  'DISMISSED',
] satisfies readonly ReviewState[];

/** Reviews that are submitted; a pending one is its author's alone. */
const reviewsOf = ({ host, bots }: Place, { reviews }: WirePullRequest): Review[] =>
  nodesOf(reviews).flatMap(({ author, state, submittedAt, body }) =>
    submittedAt === null || !reviewStates.includes(state)
      ? []
      : [
          {
            by: personOf(host, author, bots),
            at: submittedAt,
            state: state as ReviewState,
            hasText: body.trim() !== '',
          },
        ],
  );

/** Comments of the conversation and of the lines. */
const commentsOf = (
  { host, bots }: Place,
  { comments, reviewThreads }: WirePullRequest,
): Comment[] => {
  const ofLines = nodesOf(reviewThreads).flatMap((thread) => nodesOf(thread.comments));
  return [...nodesOf(comments), ...ofLines].map(({ author, createdAt }) => ({
    by: personOf(host, author, bots),
    at: createdAt,
  }));
};

/**
 * Returns a plausible date of a commit. A commit from before 1980 or after the pull request's
 * update has a wrong clock, so the pull request's creation date is used.
 */
const plausible = (at: Instant, { createdAt, updatedAt }: WirePullRequest): Instant =>
  isObservable(at, updatedAt) ? at : createdAt;

const toCommit = (
  wire: WirePullRequest,
  { oid, authoredDate, message, parents }: WireGitCommit,
): PullRequestCommit => ({
  sha: oid,
  authoredAt: plausible(authoredDate, wire),
  message: storable(message),
  isMerge: parents.totalCount > 1,
});

/** GitHub ends the list of a pull request at 250 commits; a comparison has them all. */
function listedCommits(wire: WirePullRequest): PullRequestCommit[] {
  const { commits, comparedCommits = [] } = wire;
  const listed = nodesOf(commits).map(({ commit }) => toCommit(wire, commit));
  const known = new Set(listed.map(({ sha }) => sha));
  const further = comparedCommits.flatMap(({ sha, commit: { message, author }, parents }) =>
    author === null || known.has(sha)
      ? []
      : [
          {
            sha,
            authoredAt: plausible(author.date, wire),
            message: storable(message),
            isMerge: parents.length > 1,
          },
        ],
  );
  return [...listed, ...further];
}

/**
 * Returns the commits of the branch before a force push. The list contains only today's commits, so
 * the first commit's instant would be lost.
 */
function replacedCommits(wire: WirePullRequest): PullRequestCommit[] {
  const { timelineItems, mergedAt } = wire;
  return nodesOf(timelineItems).flatMap(({ beforeCommit, createdAt = 0 }) =>
    beforeCommit && (mergedAt === null || createdAt < mergedAt)
      ? [toCommit(wire, beforeCommit)]
      : [],
  );
}

function commitsOf(wire: WirePullRequest): PullRequestCommit[] {
  const all = [...listedCommits(wire), ...replacedCommits(wire)];
  return [...new Map(all.map((commit) => [commit.sha, commit])).values()];
}

/**
 * Returns how the pull request was merged; GitHub does not say it. Two parents are a merge. One parent is a squash where the title
 * names the pull request, and a rebase where the message is that of the last commit.
 */
function mergeMethodOf({
  mergeCommit,
  number,
  commits,
  state,
}: WirePullRequest): MergeMethod | null {
  if (state !== 'MERGED' || mergeCommit === null) return null;
  if (mergeCommit.parents.totalCount > 1) return 'MERGE';
  const [title = ''] = mergeCommit.message.split('\n', 1);
  if (title.trimEnd().endsWith(`(#${number})`)) return 'SQUASH';
  const last = nodesOf(commits).at(-1)?.commit.message.trim();
  if (last === mergeCommit.message.trim()) return 'REBASE';
  return (commits.totalCount ?? 0) > 1 ? 'SQUASH' : 'REBASE';
}

/** Returns when it first was no draft any more; null if it never was one, or still is. */
const readyAtOf = ({ timelineItems }: WirePullRequest): number | null => {
  const ready = nodesOf(timelineItems).filter(
    ({ __typename }) => __typename === 'ReadyForReviewEvent',
  );
  return ready.reduce<number | null>(
    (first, { createdAt = null }) =>
      createdAt !== null && (first === null || createdAt < first) ? createdAt : first,
    null,
  );
};

/** GitHub's own button writes `Reverts owner/name#7` into the body. */
function revertedId(place: Place, { body }: WirePullRequest): string | null {
  const [, name, number] = /^Reverts ([\w.-]+\/[\w.-]+)#(\d+)\b/m.exec(body ?? '') ?? [];
  const isOwn = name?.toLowerCase() === place.repository.nameWithOwner.toLowerCase();
  return isOwn && number !== undefined
    ? numberedId(place.host, place.repository.databaseId, Number(number))
    : null;
}

/** Returns a pull request as a fact; lists that GitHub cut were completed before. */
export function toPullRequest(place: Place, wire: WirePullRequest): PullRequestFact {
  const { host, repository, bots } = place;
  const isMerged = wire.state === 'MERGED';
  return {
    id: numberedId(host, repository.databaseId, wire.number),
    updatedAt: wire.updatedAt,
    repository: repositoryId(host, repository.databaseId),
    number: wire.number,
    title: storable(wire.title),
    body: wire.body === null ? null : storable(wire.body),
    author: personOf(host, wire.author, bots),
    sourceBranch: wire.headRefName,
    targetBranch: wire.baseRefName,
    labels: nodesOf(wire.labels).map(({ name }) => name),
    state: wire.state,
    openedAt: wire.createdAt,
    readyAt: readyAtOf(wire),
    mergedAt: isMerged ? wire.mergedAt : null,
    closedAt: wire.closedAt,
    mergeMethod: mergeMethodOf(wire),
    // While it is open GitHub names a merge that it tried, which is no commit of any branch.
    mergeSha: isMerged ? (wire.mergeCommit?.oid ?? null) : null,
    headSha: wire.headRefOid,
    reverts: revertedId(place, wire),
    additions: wire.additions,
    deletions: wire.deletions,
    files: nodesOf(wire.files).map(({ path, additions, deletions }) => ({
      path,
      additions,
      deletions,
    })),
    commits: commitsOf(wire),
    reviews: reviewsOf(place, wire),
    comments: commentsOf(place, wire),
    url: wire.url,
  };
}

import type { FileChange } from '../../model/facts/code.js';
import type { MergeMethod, PullRequestCommit, PullRequestFact } from '../../model/facts/review.js';
import { isObservable } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { storable } from '../names.js';
import type { Records } from '../records.js';
import { commentsOf, orderedOf, reviewsOf } from './history.js';
import { pullRequestId, repositoryId } from './ids.js';
import { personOf } from './person.js';
import {
  type PullsBody,
  type WireActivity,
  type WireChange,
  type WireCommit,
  type WirePull,
  wireActivity,
  wireChange,
  wireCommit,
} from './wire.js';

/** Returns a plausible date of a commit: of one with a wrong clock, when the pull request was opened. */
const plausible = (at: Instant, { createdDate }: WirePull, now: Instant): Instant =>
  isObservable(at, now) ? at : createdDate;

const toCommit = (pull: WirePull, now: Instant, commit: WireCommit): PullRequestCommit => ({
  sha: commit.id,
  authoredAt: plausible(commit.authorTimestamp, pull, now),
  message: storable(commit.message ?? ''),
  isMerge: (commit.parents ?? []).length > 1,
});

/** Returns the commits that a force push replaced: today's list lacks them, and so the first one's instant. */
const replacedIn = (ordered: readonly WireActivity[]): unknown[] =>
  ordered.flatMap(({ action, fromHash, previousFromHash, removed }) =>
    action === 'RESCOPED' && fromHash !== previousFromHash ? (removed?.commits ?? []) : [],
  );

/** A move of a file without a change of it has the same type as one with. */
function toFile({ path, srcPath, type, nodeType }: WireChange): FileChange {
  const renamed = type === 'MOVE' && srcPath ? { from: srcPath.components.join('/') } : {};
  const nobodys = nodeType === 'SUBMODULE' ? { unwritten: 'SUBMODULE' as const } : {};
  const lines = { additions: null, deletions: null };
  return { path: path.components.join('/'), ...renamed, ...lines, ...nobodys };
}

const lastOf = (ordered: readonly WireActivity[], action: string): WireActivity | undefined =>
  ordered.findLast((one) => one.action === action);

const squashed = /^Squashed commit of the following:/m;

/**
 * Returns how a pull request was merged. Two parents are a merge. With one, the head itself or a
 * copy of its message is a rebase. Else, or if the message says so, it is a squash.
 */
function methodOf(
  merge: WireActivity | undefined,
  { fromRef }: WirePull,
  commits: readonly PullRequestCommit[],
): MergeMethod | null {
  const commit = merge?.commit;
  if (!commit) return null;
  if ((commit.parents ?? []).length > 1) return 'MERGE';
  const message = commit.message?.trim() ?? '';
  if (squashed.test(message)) return 'SQUASH';
  const head = commits.find(({ sha }) => sha === fromRef.latestCommit);
  return commit.id === fromRef.latestCommit || head?.message.trim() === message
    ? 'REBASE'
    : 'SQUASH';
}

const states = { OPEN: 'OPEN', MERGED: 'MERGED', DECLINED: 'CLOSED' } as const;

/** Returns when it was merged or declined; older versions say it in the history alone. */
function closedAtOf({ state, closedDate }: WirePull, last: WireActivity | undefined) {
  return state === 'OPEN' ? null : (closedDate ?? last?.createdDate ?? null);
}

type Node = PullsBody['nodes'][number];

/** Returns a pull request as a fact. Parts of it that cannot be read are counted and omitted. */
export function toPullRequest(
  body: PullsBody,
  { activities, commits: listed, changes }: Node,
  pull: WirePull,
  records: Records,
  readAt: Instant,
): PullRequestFact {
  const { place, repository } = body;
  const ordered = orderedOf(records.readAll(wireActivity, activities, 'ACTIVITY'));
  const raw = [...listed, ...replacedIn(ordered)];
  const all = records.readAll(wireCommit, raw, 'COMMIT').map((one) => toCommit(pull, readAt, one));
  const commits = [...new Map(all.map((commit) => [commit.sha, commit])).values()];
  const isMerged = pull.state === 'MERGED';
  const merge = isMerged ? lastOf(ordered, 'MERGED') : undefined;
  const closedAt = closedAtOf(pull, lastOf(ordered, pull.state));
  return {
    id: pullRequestId(place, repository, pull.id),
    // Approvals, comments and deletions move no date, so what was read last holds.
    updatedAt: readAt,
    repository: repositoryId(place, repository),
    number: pull.id,
    title: storable(pull.title),
    body: pull.description ? storable(pull.description) : null,
    author: personOf(body, pull.author.user),
    sourceBranch: pull.fromRef.displayId,
    targetBranch: pull.toRef.displayId,
    labels: [],
    state: states[pull.state],
    openedAt: pull.createdDate,
    readyAt: null,
    mergedAt: isMerged ? closedAt : null,
    closedAt,
    mergeMethod: methodOf(merge, pull, commits),
    // A merge that was pushed from elsewhere has no commit in the history.
    mergeSha: isMerged ? (merge?.commit?.id ?? pull.properties?.mergeCommit?.id ?? null) : null,
    headSha: pull.fromRef.latestCommit ?? null,
    reverts: null,
    additions: null,
    deletions: null,
    files: records.readAll(wireChange, changes, 'CHANGE').map(toFile),
    commits,
    reviews: reviewsOf(body, ordered),
    comments: commentsOf(body, ordered, records),
    url: pull.links?.self?.[0]?.href ?? null,
  };
}

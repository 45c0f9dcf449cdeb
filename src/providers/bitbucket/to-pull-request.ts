import type { FileChange } from '../../model/facts/code.js';
import type {
  Comment,
  MergeMethod,
  PullRequestCommit,
  PullRequestFact,
  PullRequestState,
  Review,
} from '../../model/facts/review.js';
import { isObservable } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { pullRequestId, repositoryId } from '../bitbucket-api/ids.js';
import { addressesIn, type KnownPeople, personOf } from '../bitbucket-api/person.js';
import { storable } from '../names.js';
import type {
  PullsPage,
  WireActivity,
  WireComment,
  WireCommit,
  WireFile,
  WirePullRequest,
} from './wire.js';

/** A pull request with its lists, read. */
export interface PullParts {
  readonly pull: WirePullRequest;
  readonly activity: readonly WireActivity[];
  readonly commits: readonly WireCommit[];
  readonly comments: readonly WireComment[];
  /** Null if Bitbucket did not answer for the difference. */
  readonly files: readonly WireFile[] | null;
  /** The commit that the merge made. */
  readonly merge: WireCommit | null;
}

const states: Readonly<Record<WirePullRequest['state'], PullRequestState>> = {
  OPEN: 'OPEN',
  MERGED: 'MERGED',
  DECLINED: 'CLOSED',
  SUPERSEDED: 'CLOSED',
};

const byTime = (left: { readonly at: Instant }, right: { readonly at: Instant }) =>
  left.at - right.at;

const reviewsOf = ({ activity }: PullParts, people: KnownPeople): Review[] =>
  activity
    .flatMap(({ approval, changes_requested: refusal }): Review[] => {
      const given = approval ?? refusal;
      if (!given) return [];
      const state = approval ? 'APPROVED' : 'CHANGES_REQUESTED';
      return [{ by: personOf(given.user, people), at: given.date, state, hasText: false }];
    })
    .sort(byTime);

/** Returns the comments that everybody sees; a deleted one keeps its row. */
const commentsOf = ({ comments }: PullParts, people: KnownPeople): Comment[] =>
  comments
    .filter(({ deleted, pending }) => !(deleted || pending))
    .map(({ user, created_on: at }) => ({ by: personOf(user, people), at }))
    .sort(byTime);

/** Returns the date of a commit; that of the pull request where a clock was wrong. */
const plausible = (
  at: Instant,
  { created_on: createdAt, updated_on: updatedAt }: WirePullRequest,
) => (isObservable(at, updatedAt) ? at : createdAt);

const commitsOf = ({ pull, commits }: PullParts): PullRequestCommit[] =>
  commits.map(({ hash, date, message, parents }) => ({
    sha: hash.toLowerCase(),
    authoredAt: plausible(date, pull),
    message: storable(message ?? ''),
    isMerge: (parents ?? []).length > 1,
  }));

/** Lines of a file that was changed and has none are of a binary one: nobody counted them. */
function toFile({ status, lines_added, lines_removed, old, new: now }: WireFile): FileChange[] {
  const path = now?.path ?? old?.path;
  if (!path) return [];
  const isUncounted = status === 'modified' && !lines_added && !lines_removed;
  const additions = isUncounted ? null : (lines_added ?? null);
  const deletions = isUncounted ? null : (lines_removed ?? null);
  const isMoved = status === 'renamed' && old?.path && old.path !== path;
  return [
    isMoved ? { path, from: old.path!, additions, deletions } : { path, additions, deletions },
  ];
}

const sumOf = (files: readonly WireFile[] | null, key: 'lines_added' | 'lines_removed') =>
  files === null ? null : files.reduce((sum, file) => sum + (file[key] ?? 0), 0);

/** Returns when the log first says that it came into one of the states; null if it does not. */
function enteredAt({ activity }: PullParts, wanted: readonly string[]): Instant | null {
  const dates = activity.flatMap(({ update }) =>
    update?.state && wanted.includes(update.state) ? [update.date] : [],
  );
  return dates.length > 0 ? Math.min(...dates) : null;
}

/** Returns when it was merged. One that was merged by a push has no entry in its log: its merge commit has a date, else its closing. */
const mergedAtOf = (parts: PullParts): Instant | null =>
  enteredAt(parts, ['MERGED']) ?? parts.merge?.date ?? parts.pull.closed_on;

function closedAtOf(parts: PullParts): Instant | null {
  const { state, closed_on: closedOn } = parts.pull;
  if (state === 'OPEN') return null;
  return state === 'MERGED' ? mergedAtOf(parts) : (enteredAt(parts, [state]) ?? closedOn);
}

/** Returns when it first was no draft any more; null if the log names no draft, or it still is one. */
function readyAtOf({ activity, pull }: PullParts): Instant | null {
  const said = activity
    .flatMap(({ update }) =>
      typeof update?.draft === 'boolean' ? [{ at: update.date, draft: update.draft }] : [],
    )
    .sort(byTime);
  const begun = said.findIndex(({ draft }) => draft);
  if (begun < 0 || pull.draft) return null;
  return said.slice(begun).find(({ draft }) => !draft)?.at ?? null;
}

/**
 * Returns how it was merged; Bitbucket does not say it. Two parents are a merge. A commit of its own was moved along, or is written again
 * with the message of the last one; otherwise all became one.
 */
function mergeMethodOf({ pull, merge, commits }: PullParts): MergeMethod | null {
  if (pull.state !== 'MERGED' || merge === null) return null;
  if ((merge.parents ?? []).length > 1) return 'MERGE';
  if (commits.some(({ hash }) => hash === merge.hash)) return 'REBASE';
  const isLast = commits[0]?.message?.trim() === merge.message?.trim();
  return commits.length > 0 && !isLast ? 'SQUASH' : 'REBASE';
}

/** Returns the whole hash of the last commit, which the pull request names shortened; null if its list lacks it. */
function headOf({ pull, commits }: PullParts): string | null {
  const short = pull.source?.commit?.hash?.toLowerCase();
  const found = short && commits.find(({ hash }) => hash.toLowerCase().startsWith(short));
  return found ? found.hash.toLowerCase() : null;
}

/** Bitbucket's own button writes this. */
const REVERTS = /^This reverts pull request #(\d+)/m;

/** Returns a pull request as a fact. */
export function toPullRequest(page: PullsPage, parts: PullParts): PullRequestFact {
  const { host, repository, bots = [] } = page;
  const { pull, commits, files, merge } = parts;
  const people = { bots, addresses: addressesIn(commits.map(({ author }) => author)) };
  const [, reverted] = REVERTS.exec(pull.description ?? '') ?? [];
  const isMerged = pull.state === 'MERGED';
  return {
    id: pullRequestId(host, repository.uuid, pull.id),
    updatedAt: pull.updated_on,
    repository: repositoryId(host, repository.uuid),
    number: pull.id,
    title: storable(pull.title),
    body: pull.description ? storable(pull.description) : null,
    author: personOf(pull.author, people),
    sourceBranch: pull.source?.branch?.name ?? '',
    targetBranch: pull.destination?.branch?.name ?? '',
    labels: [],
    state: states[pull.state],
    openedAt: pull.created_on,
    readyAt: readyAtOf(parts),
    mergedAt: isMerged ? mergedAtOf(parts) : null,
    closedAt: closedAtOf(parts),
    mergeMethod: mergeMethodOf(parts),
    mergeSha: isMerged ? (merge?.hash.toLowerCase() ?? null) : null,
    headSha: headOf(parts),
    reverts: reverted ? pullRequestId(host, repository.uuid, Number(reverted)) : null,
    additions: sumOf(files, 'lines_added'),
    deletions: sumOf(files, 'lines_removed'),
    files: (files ?? []).flatMap(toFile),
    commits: commitsOf(parts),
    reviews: reviewsOf(parts, people),
    comments: commentsOf(parts, people),
    url: `https://${host}/${repository.name}/pull-requests/${pull.id}`,
  };
}

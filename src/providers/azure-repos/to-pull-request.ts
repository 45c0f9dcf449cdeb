import type { FileChange } from '../../model/facts/code.js';
import type {
  MergeMethod,
  PullRequestCommit,
  PullRequestFact,
  PullRequestState,
} from '../../model/facts/review.js';
import { isObservable } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { repositoryId } from '../azure-api/ids.js';
import { shortName } from '../azure-api/repositories.js';
import { storable } from '../names.js';
import type { Records } from '../records.js';
import { commentsOf, isActivity, peopleBy, readyAtOf, reviewsOf } from './threads.js';
import {
  type PullRequestsBody,
  type WholePullRequest,
  type WireChange,
  type WireCommit,
  type WireIteration,
  type WirePullRequest,
  type WireThread,
  wireChange,
  wireCommit,
  wireIteration,
  wireThread,
} from './wire.js';

export const pullRequestId = (place: string, repository: string, number: number): string =>
  `${repositoryId(place, repository)}#${number}`;

const states: ReadonlyMap<string, PullRequestState> = new Map([
  ['active', 'OPEN'],
  ['completed', 'MERGED'],
  ['abandoned', 'CLOSED'],
]);

/** A rebase with a merge commit makes a merge, whatever was rebased before. */
const strategies: ReadonlyMap<string, MergeMethod> = new Map([
  ['nofastforward', 'MERGE'],
  ['squash', 'SQUASH'],
  ['rebase', 'REBASE'],
  ['rebasemerge', 'MERGE'],
]);

function mergeMethodOf({ status, completionOptions }: WirePullRequest): MergeMethod | null {
  if (status !== 'completed' || !completionOptions) return null;
  const { mergeStrategy, squashMerge } = completionOptions;
  if (mergeStrategy) return strategies.get(mergeStrategy) ?? null;
  return squashMerge === true ? 'SQUASH' : null;
}

/** A pull request has no instant of its last change: the newest of what happened to it stands for it. */
function updatedAtOf(
  { creationDate, closedDate }: WirePullRequest,
  threads: readonly WireThread[],
  iterations: readonly WireIteration[],
): Instant {
  const instants = [
    creationDate,
    closedDate,
    ...threads.filter(isActivity).map((one) => one.lastUpdatedDate ?? one.publishedDate),
    ...iterations.map(({ updatedDate, createdDate }) => updatedDate ?? createdDate),
  ];
  return Math.max(...instants.map((at) => at ?? creationDate));
}

/** A commit from before 1980, or of the future, has a wrong clock: the pull request's creation stands for it. */
const toCommit =
  (createdAt: Instant, updatedAt: Instant) =>
  ({ commitId, author, comment, parents }: WireCommit): PullRequestCommit => ({
    sha: commitId.toLowerCase(),
    authoredAt: isObservable(author.date, updatedAt) ? author.date : createdAt,
    message: storable(comment ?? ''),
    isMerge: (parents?.length ?? 0) > 1,
  });

const isFile = ({ item }: WireChange): boolean =>
  item.isFolder !== true && item.gitObjectType?.toLowerCase() !== 'tree' && Boolean(item.path);

const bare = (path: string): string => path.replace(/^\//, '');

/** Azure counts no lines. */
function toFile({ item, originalPath, sourceServerItem, changeType }: WireChange): FileChange {
  const file = { path: bare(item.path ?? ''), additions: null, deletions: null };
  const from = /rename/i.test(changeType ?? '') ? (sourceServerItem ?? originalPath) : null;
  return from ? { ...file, from: bare(from) } : file;
}

/** Azure's own button writes `Reverts !7` into the description. */
function revertedId(place: string, { description, repository }: WirePullRequest): string | null {
  const [, number] = /^Reverts !(\d+)\b/m.exec(description ?? '') ?? [];
  return number === undefined ? null : pullRequestId(place, repository.id, Number(number));
}

const uniqueCommits = (commits: readonly PullRequestCommit[]): PullRequestCommit[] => [
  ...new Map(commits.map((commit) => [commit.sha, commit])).values(),
];

const byTime = <Act extends { readonly at: Instant }>(acts: readonly Act[]): Act[] =>
  acts.toSorted((left, right) => left.at - right.at);

/** Returns the parts that the lists of a pull request bring; each entry is read for itself. */
function listsOf(
  { threads, commits, replaced, iterations, changes }: WholePullRequest,
  records: Records,
) {
  return {
    threads: records.readAll(wireThread, threads, 'THREAD'),
    commits: records.readAll(wireCommit, [...commits, ...replaced], 'COMMIT'),
    iterations: records.readAll(wireIteration, iterations, 'ITERATION'),
    files: records.readAll(wireChange, changes, 'CHANGE').filter(isFile).map(toFile),
  };
}

/** Returns when it was closed, and how; the merge commit of an open one is only tried. */
function endingOf(wire: WirePullRequest, state: PullRequestState, updatedAt: Instant) {
  const closedAt = state === 'OPEN' ? null : (wire.closedDate ?? updatedAt);
  const isMerged = state === 'MERGED';
  return {
    closedAt,
    mergedAt: isMerged ? closedAt : null,
    mergeMethod: mergeMethodOf(wire),
    mergeSha: isMerged ? (wire.lastMergeCommit?.commitId.toLowerCase() ?? null) : null,
    headSha: wire.lastMergeSourceCommit?.commitId.toLowerCase() ?? null,
  };
}

/** Returns a pull request as a fact; null if its status is none that is known. */
export function toPullRequest(
  { place, web, bots }: PullRequestsBody,
  wire: WirePullRequest,
  whole: WholePullRequest,
  records: Records,
): PullRequestFact | null {
  const state = states.get(wire.status);
  if (!state) return null;
  const { threads, commits, iterations, files } = listsOf(whole, records);
  const updatedAt = updatedAtOf(wire, threads, iterations);
  const toPerson = peopleBy(bots);
  const { repository, pullRequestId: number, creationDate, labels } = wire;
  return {
    id: pullRequestId(place, repository.id, number),
    updatedAt,
    repository: repositoryId(place, repository.id),
    number,
    title: storable(wire.title ?? ''),
    body: wire.description ? storable(wire.description) : null,
    author: toPerson(wire.createdBy),
    sourceBranch: shortName(wire.sourceRefName),
    targetBranch: shortName(wire.targetRefName),
    labels: (labels ?? []).filter(({ active }) => active !== false).map(({ name }) => name),
    state,
    openedAt: creationDate,
    readyAt: readyAtOf(threads),
    ...endingOf(wire, state, updatedAt),
    reverts: revertedId(place, wire),
    additions: null,
    deletions: null,
    files,
    commits: uniqueCommits(commits.map(toCommit(creationDate, updatedAt))),
    reviews: byTime(reviewsOf(wire, threads, toPerson)),
    comments: byTime(commentsOf(threads, toPerson)),
    // By ids, which a new name of the project or the repository does not change.
    url: `${web}/${repository.project.id}/_git/${repository.id}/pullrequest/${number}`,
  };
}

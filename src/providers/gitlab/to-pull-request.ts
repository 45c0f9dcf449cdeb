import type { FileChange } from '../../model/facts/code.js';
import type {
  MergeMethod,
  PullRequestCommit,
  PullRequestFact,
  PullRequestState,
} from '../../model/facts/review.js';
import { isObservable, storableText } from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { mergeRequestId, projectId } from '../gitlab-api/ids.js';
import { type Household, personOf } from '../gitlab-api/person.js';
import { storable } from '../names.js';
import { commentsOf, notedEnds, readyAtOf, reviewsOf } from './to-reviews.js';
import type {
  ProjectBody,
  WireCommit,
  WireDiff,
  WireMergeRequest,
  WireNote,
  WireStateEvent,
} from './wire.js';

/** The lists of a merge request, in the records that could be read. */
export interface Lists {
  readonly commits: readonly WireCommit[];
  readonly notes: readonly WireNote[];
  readonly diffs: readonly WireDiff[] | null;
  readonly events: readonly WireStateEvent[];
}

const states: Readonly<Record<string, PullRequestState>> = { merged: 'MERGED', closed: 'CLOSED' };
/** A locked one is being merged at the moment. */
const stateOf = ({ state }: WireMergeRequest): PullRequestState =>
  (Object.hasOwn(states, state) ? states[state] : undefined) ?? 'OPEN';

/** The list of commits names no parents, but git's own words say what merges a branch. */
const MERGE_TITLE = /^Merge (?:remote-tracking )?branch(?:es)? '/;
const isMerge = ({ parent_ids: parents, title, message }: WireCommit): boolean =>
  (parents ?? []).length > 0
    ? (parents ?? []).length > 1
    : MERGE_TITLE.test(title ?? message ?? '');

/** Returns a plausible date of a commit; one of a wrong clock gives way to the date of the merge request. */
const plausible = (at: Instant | null, wire: WireMergeRequest): Instant =>
  at !== null && isObservable(at, wire.updated_at) ? at : wire.created_at;

const toCommit =
  (wire: WireMergeRequest) =>
  (commit: WireCommit): PullRequestCommit => ({
    sha: commit.id,
    authoredAt: plausible(commit.authored_date, wire),
    message: storable(commit.message ?? commit.title ?? ''),
    isMerge: isMerge(commit),
  });

const toFile = ({ added, deleted, unwritten, ...diff }: WireDiff): FileChange => ({
  path: storableText(diff.new_path),
  ...(diff.renamed_file && diff.old_path ? { from: storableText(diff.old_path) } : {}),
  additions: added,
  deletions: deleted,
  ...(unwritten === null ? {} : { unwritten }),
});

/** Returns the sum of a count; null if a file's is not known though somebody wrote it. */
function sumOf(diffs: readonly WireDiff[] | null, key: 'added' | 'deleted'): number | null {
  const written = diffs?.filter(({ unwritten }) => unwritten === null);
  if (!written || written.some((one) => one[key] === null)) return null;
  return written.reduce((sum, one) => sum + (one[key] ?? 0), 0);
}

/** A merge without a commit of its own moved the branch, to commits that were rebased before. */
function mergeMethodOf(wire: WireMergeRequest): MergeMethod | null {
  if (wire.state !== 'merged') return null;
  if (wire.squash_commit_sha) return 'SQUASH';
  return wire.merge_commit_sha ? 'MERGE' : 'REBASE';
}

const mergeShaOf = (wire: WireMergeRequest): string | null =>
  wire.state === 'merged'
    ? wire.merge_commit_sha || wire.squash_commit_sha || wire.sha || null
    : null;

/** GitLab's own button writes `This reverts merge request group/name!7` into the description. */
function revertedId({ place, project }: ProjectBody, { description }: WireMergeRequest) {
  const [, path, iid] =
    /^This reverts merge request ([\w./-]*)!(\d+)/m.exec(description ?? '') ?? [];
  const isOwn = path === '' || path?.toLowerCase() === project.path.toLowerCase();
  return isOwn && iid !== undefined ? mergeRequestId(place, project.id, Number(iid)) : null;
}

/** Returns when it was merged and closed. GitLab keeps both apart from the merge request, where they may be missing. */
function endsOf(wire: WireMergeRequest, { notes, events }: Lists) {
  const noted = notedEnds(notes);
  const at = (state: string): Instant | null =>
    events.findLast((event) => event.state === state)?.created_at ?? null;
  const state = stateOf(wire);
  if (state === 'OPEN') return { mergedAt: null, closedAt: null };
  const mergedAt = state === 'MERGED' ? (wire.merged_at ?? noted.mergedAt ?? at('merged')) : null;
  if (mergedAt !== null) return { mergedAt, closedAt: mergedAt };
  return { mergedAt, closedAt: wire.closed_at ?? noted.closedAt ?? at('closed') };
}

/** Returns a merge request as a fact. */
export function toPullRequest(
  body: ProjectBody,
  wire: WireMergeRequest,
  lists: Lists,
): PullRequestFact {
  const { place, project } = body;
  const household: Household = body;
  return {
    id: mergeRequestId(place, project.id, wire.iid),
    updatedAt: wire.updated_at,
    repository: projectId(place, project.id),
    number: wire.iid,
    title: storable(wire.title),
    body: wire.description ? storable(wire.description) : null,
    author: personOf(household, wire.author),
    sourceBranch: wire.source_branch,
    targetBranch: wire.target_branch,
    labels: wire.labels,
    state: stateOf(wire),
    openedAt: wire.created_at,
    readyAt: readyAtOf(lists.notes),
    ...endsOf(wire, lists),
    mergeMethod: mergeMethodOf(wire),
    mergeSha: mergeShaOf(wire),
    headSha: wire.sha || null,
    reverts: revertedId(body, wire),
    additions: sumOf(lists.diffs, 'added'),
    deletions: sumOf(lists.diffs, 'deleted'),
    files: (lists.diffs ?? []).map(toFile),
    commits: lists.commits.map(toCommit(wire)),
    reviews: reviewsOf(household, lists.notes),
    comments: commentsOf(household, lists.notes),
    url: wire.web_url ?? null,
  };
}

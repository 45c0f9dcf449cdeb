import { Content } from '../world/content.js';
import type { Commit, ContentSource, Issue, Outline, PullRequest } from '../world/records.js';
import { type Repository, World } from '../world/world.js';
import {
  type Recordings,
  type RestIssue,
  type RestPullRequest,
  type RestRepository,
  readRecordings,
} from './read.js';
import { issueOf, People, pullRequestOf } from './records.js';

/** The recorded project as GitHub knew it. */
export interface RecordedOptions {
  /**
   * Serves the pull request that reviews were recorded of, too. It was recorded as an issue alone, so its branches are made up:
   * `base`, `head` and `merge_commit_sha`.
   */
  readonly withReviewed?: boolean;
}

/** Every pull request that is recorded somewhere was created before this: 2022-07-01. */
const NOW = Date.UTC(2022, 6, 1);
const MADE_SHA = '0000000000000000000000000000000000000041';
const MADE_MERGE = '0000000000000000000000000000000000000042';

/** A pull request that was recorded as an issue. */
function reviewedOf(issue: RestIssue, repository: RestRepository): RestPullRequest {
  const branch = { sha: MADE_SHA, user: issue.user, repo: repository };
  return {
    ...issue,
    merged_at: issue.pull_request?.merged_at ?? null,
    merge_commit_sha: MADE_MERGE,
    draft: false,
    requested_reviewers: [],
    head: { ...branch, ref: 'reviewed' },
    base: { ...branch, ref: repository.default_branch },
  };
}

function sourceOf(pullRequests: readonly PullRequest[], issues: readonly Issue[]): ContentSource {
  const known = new Map<number, PullRequest | Issue>();
  for (const one of [...issues, ...pullRequests]) known.set(one.number, one);
  const commits = new Map<string, Commit>();
  for (const { commits: proposed, mergeCommit } of pullRequests)
    for (const commit of [...proposed, ...(mergeCommit ? [mergeCommit] : [])])
      commits.set(commit.sha, commit);
  const merges = pullRequests
    .flatMap(({ mergeCommit }) => (mergeCommit === null ? [] : [mergeCommit]))
    .sort((a, b) => b.committer.date - a.committer.date);
  return {
    pullRequests: pullRequests.map(({ number }) => number),
    issues: issues.map(({ number }) => number),
    outlineOf: (number): Outline | null => known.get(number) ?? null,
    numberOfNode: (nodeId) =>
      [...known.values()].find((one) => one.nodeId === nodeId)?.number ?? null,
    pullRequest: (number) => pullRequests.find((one) => one.number === number) ?? null,
    issue: (number) => issues.find((one) => one.number === number) ?? null,
    tags: () => [],
    history: () => ({ length: merges.length, at: (index) => merges[index]! }),
    commit: (sha) => commits.get(sha) ?? null,
  };
}

function contentOf(
  all: Recordings,
  people: People,
  repository: RestRepository,
  options: RecordedOptions,
) {
  const reviewed = all.issues.filter(
    ({ number }) => options.withReviewed === true && all.reviews.has(number),
  );
  const made = reviewed.map((issue) => {
    const { recorded: _, ...one } = pullRequestOf(reviewedOf(issue, repository), all, people);
    return one;
  });
  const recorded = all.pullRequests.map((one) => pullRequestOf(one, all, people));
  const pullRequests = [...recorded, ...made].sort((a, b) => a.number - b.number);
  const issues = all.issues.filter(({ pull_request: part }) => part === undefined);
  return new Content(
    sourceOf(
      pullRequests,
      issues.map((one) => issueOf(one, all, people)),
    ),
  );
}

/**
 * Returns the recorded project. Only what was recorded is there: no tags, no files, no counts of lines, and commits of five pull
 * requests alone. Throws where the recordings are not at hand.
 */
export function recordedWorld(options: RecordedOptions = {}): World {
  const all = readRecordings();
  const people = new People();
  for (const account of all.accounts) people.person(account);
  const described = all.pullRequests[0]!.base.repo!;
  const content = contentOf(all, people, described, options);
  const owner = people.person(described.owner);
  const repository: Repository = {
    id: described.id,
    nodeId: described.node_id,
    owner,
    name: described.name,
    isPrivate: false,
    isArchived: false,
    isDisabled: false,
    isBlocked: false,
    hasIssues: true,
    isEmpty: false,
    isFork: false,
    description: described.description,
    language: described.language,
    defaultBranch: described.default_branch,
    createdAt: Date.parse(described.created_at),
    updatedAt: Date.parse(described.updated_at),
    pushedAt: described.pushed_at === null ? null : Date.parse(described.pushed_at),
    content,
  };
  return new World(NOW, owner, people.all, [repository]);
}

import type { ReleaseRule } from '../../model/inputs/code-input.js';
import type { Instant } from '../../model/time.js';
import type { CommitGraph } from './commit-graph.js';
import { createFirstToContain } from './first-to-contain.js';
import { createLine } from './line.js';
import type { Release } from './releases.js';

/**
 * A merged pull request of a repository whose default branch is not known. Hashes are in small
 * letters.
 */
export interface MergedPullRequest {
  readonly number: number;
  readonly mergedAt: Instant;
  readonly mergeSha: string | null;
  readonly headSha: string | null;
}

/**
 * The first release that contains a pull request, and how that is known; `baseline` if it is the
 * first of all.
 */
export interface ReleasedPullRequest {
  readonly number: number;
  readonly release: Release;
  readonly baseline: boolean;
  readonly rule: ReleaseRule;
}

/** Returns releases as steps of time: each contains what happened until its instant. */
export const inTime = (releases: readonly Release[]): Release[] =>
  releases.map((release) => ({ ...release, position: release.releasedAt }));

/**
 * Returns the first release that contains each merged pull request; `releases` as `releasesOf`
 * gives them. Ancestry decides alone if the graph has both. Otherwise it is the first release at
 * the merge or after it. A pull request that no release contains is absent.
 */
export function releasesContaining(
  pullRequests: readonly MergedPullRequest[],
  releases: readonly Release[],
  graph: CommitGraph | null,
): ReleasedPullRequest[] {
  const line = createLine([], graph);
  const deployments = releases.map(({ sha, releasedAt }) => ({
    branch: null,
    commits: [sha.toLowerCase()],
    startedAt: null,
    endedAt: releasedAt,
  }));
  const firstToContain = createFirstToContain({ key: '', repository: null, deployments }, line);
  return pullRequests.flatMap(({ number, mergedAt, mergeSha, headSha }) => {
    const place = line.placeOf({ numberInRepository: number, mergeSha, headSha });
    const branch = { branch: '', toDefaultBranch: true };
    const found = firstToContain({ place, hashes: [], mergedAt, ...branch });
    if (!found) return [];
    const rule = found.rule === 'TIME_ON_BRANCH' ? 'RELEASED_AFTER_MERGE' : 'TAG_CONTAINS_MERGE';
    return [{ number, release: releases[found.index]!, baseline: found.index === 0, rule }];
  });
}

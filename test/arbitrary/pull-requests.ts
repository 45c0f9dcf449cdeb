import fc from 'fast-check';
import type { ChangedFile, PullRequestInput } from '../../src/model/inputs/code-input.js';
import { anyCarrier, anyInstant, ofInput, rarely } from './base.js';

export const anyFile: fc.Arbitrary<ChangedFile> = fc.record({
  path: fc.constantFrom('a', 'b', 'c'),
  additions: fc.nat(50),
  deletions: fc.nat(50),
  previousAt: fc.option(anyInstant),
});
const anyAct = fc.record({ at: anyInstant, byAuthor: rarely, byBot: rarely });
const anyReview = fc.record({
  at: anyInstant,
  byAuthor: rarely,
  byBot: rarely,
  state: fc.constantFrom('APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED'),
  hasText: fc.boolean(),
});

/** Instants that follow no order, as tools sometimes report them. */
export const anyPullRequest = fc
  .record({
    ...ofInput,
    openedAt: anyInstant,
    readyAt: fc.option(anyInstant),
    mergedAt: fc.option(anyInstant),
    mergeMethod: fc.constantFrom(null, 'MERGE', 'SQUASH', 'REBASE'),
    targetBranch: fc.constantFrom('main', 'release/1'),
    toDefaultBranch: fc.boolean(),
    labels: fc.subarray(['chore', 'deploy']),
    contributors: fc.subarray([1, 2, 3]),
    commitsAt: fc.array(anyInstant, { maxLength: 3 }).map((found) => found.toSorted()),
    comments: fc.array(anyAct, { maxLength: 3 }),
    reviews: fc.array(anyReview, { maxLength: 3 }),
    additions: fc.option(fc.nat(200)),
    deletions: fc.option(fc.nat(200)),
    files: fc.array(anyFile, { maxLength: 3 }),
    itemTypes: fc.subarray(['Story', 'Bug', 'Task']),
    builtAt: fc.array(anyInstant, { maxLength: 2 }),
    deployedAt: fc.option(anyInstant),
    baseline: fc.boolean(),
    carrier: anyCarrier,
    change: fc.constantFrom(null, null, 1001),
    onKnownLine: fc.boolean(),
    releasedAt: fc.option(anyInstant),
    inFirstRelease: fc.boolean(),
    historyKnown: fc.boolean(),
  })
  .map(({ carrier, ...pullRequest }) => ({
    ...pullRequest,
    carriedBy: pullRequest.deployedAt === null && !pullRequest.baseline ? null : carrier,
    ownAt: pullRequest.openedAt,
    firstCommitAt: pullRequest.commitsAt[0] ?? null,
    lastCommitAt: pullRequest.commitsAt.at(-1) ?? null,
    release: pullRequest.releasedAt === null ? null : 92_000,
    deployment: pullRequest.deployedAt === null ? null : 91_000,
    firstDeploymentRule: pullRequest.deployedAt === null ? null : 'COMMIT_GRAPH',
  })) as fc.Arbitrary<Omit<PullRequestInput, 'number'>>;

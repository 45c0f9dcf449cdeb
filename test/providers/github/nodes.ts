import { github } from '../../../src/providers/github/index.js';

/** Elements in the shape that GraphQL answers them in, and pages of them. */

const READ_AT = Date.UTC(2026, 10, 25);
const REPOSITORY = { databaseId: 77, nameWithOwner: 'acme/shop' };
const ACTOR = { __typename: 'User', login: 'ada', databaseId: 7, name: 'Ada L', email: '' };

export const list = (...nodes: readonly unknown[]) => ({
  totalCount: nodes.length,
  pageInfo: { hasNextPage: false, endCursor: null },
  nodes,
});

export const commit = (oid: string, authoredDate: string, message = oid, parents = 1) => ({
  oid,
  authoredDate,
  message,
  parents: { totalCount: parents },
});

/** A merged pull request of one commit; `more` says what is otherwise. */
export const pullRequest = (more: object = {}) => ({
  id: 'PR_1',
  number: 7,
  title: 'Return parts',
  body: 'Why.',
  url: 'https://github.com/acme/shop/pull/7',
  state: 'MERGED',
  isDraft: false,
  createdAt: '2026-11-02T10:00:00Z',
  updatedAt: '2026-11-05T10:00:00Z',
  mergedAt: '2026-11-04T10:00:00Z',
  closedAt: '2026-11-04T10:00:00Z',
  baseRefName: 'main',
  baseRefOid: 'b0',
  headRefName: 'returns',
  headRefOid: 'c1',
  additions: 10,
  deletions: 2,
  changedFiles: 1,
  author: ACTOR,
  labels: list({ name: 'feature' }),
  mergeCommit: { oid: 'm1', message: 'Merge pull request #7', parents: { totalCount: 2 } },
  commits: list({ commit: commit('c1', '2026-11-01T10:00:00Z') }),
  reviews: list(),
  comments: list(),
  reviewThreads: list(),
  files: list({ path: 'src/returns.ts', additions: 10, deletions: 2 }),
  timelineItems: list(),
  ...more,
});

export const issue = (more: object = {}) => ({
  id: 'I_1',
  number: 8,
  title: 'Parts cannot be returned',
  url: 'https://github.com/acme/shop/issues/8',
  state: 'CLOSED',
  stateReason: 'COMPLETED',
  createdAt: '2026-11-01T10:00:00Z',
  updatedAt: '2026-11-05T10:00:00Z',
  closedAt: '2026-11-04T10:00:00Z',
  author: ACTOR,
  assignees: list(ACTOR),
  labels: list(),
  milestone: null,
  closedByPullRequestsReferences: list(),
  timelineItems: list(
    { __typename: 'AssignedEvent', createdAt: '2026-11-02T10:00:00Z', assignee: ACTOR },
    { __typename: 'ClosedEvent', createdAt: '2026-11-04T10:00:00Z' },
  ),
  ...more,
});

/** Returns the facts of a page of these elements. */
export const factsOf = (kind: string, nodes: readonly unknown[], more: object = {}) =>
  github.toFacts({
    kind,
    body: JSON.stringify({ host: 'github.com', repository: REPOSITORY, ...more, nodes }),
    fetchedAt: READ_AT,
    cursor: null,
  });

/** The pull request that a page of one says. */
export function pullRequestOf(more: object = {}, page: object = {}) {
  const [fact] = factsOf('pull-requests', [pullRequest(more)], page).PULL_REQUEST ?? [];
  if (!fact) throw new Error('The page says no pull request.');
  return fact;
}

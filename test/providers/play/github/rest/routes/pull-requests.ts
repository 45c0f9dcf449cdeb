import { listOf } from '../../graphql/connection.js';
import type { OrderField } from '../../world/content.js';
import type { PullRequest } from '../../world/records.js';
import type { Repository } from '../../world/world.js';
import { commitBody, fileBody } from '../commit.js';
import {
  lineCommentBody,
  lineCommentsOf,
  pullRequestBody,
  reviewBody,
  wholePullRequestBody,
} from '../pull-request.js';
import { type Call, notFound, ok, paged, type Route, repositoryOf } from '../route.js';

const PULLS = '/repos/{owner}/{repo}/pulls';
const permission = 'pull_requests';

/** Where GitHub ends the lists, silently. */
const MOST_COMMITS = 250;
const MOST_FILES = 3_000;

interface Found {
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
}
function foundOf(call: Call): Found {
  const repository = repositoryOf(call);
  const pullRequest = repository.content.pullRequest(Number(call.params.pull_number));
  if (pullRequest === null) throw notFound();
  return { repository, pullRequest };
}

function numbersOf({ query }: Call, { content }: Repository): readonly number[] {
  const state = query.get('state') ?? 'open';
  const field: OrderField = query.get('sort') === 'updated' ? 'UPDATED_AT' : 'CREATED_AT';
  const usual = query.has('sort') ? 'asc' : 'desc';
  const direction = (query.get('direction') ?? usual) === 'asc' ? 'ASC' : 'DESC';
  const all = content.order('pullRequests', field, direction);
  if (state === 'all') return all;
  return all.filter(
    (number) => (content.outlineOf(number)!.state === 'OPEN') === (state === 'open'),
  );
}

function allLineComments({ query }: Call, { content }: Repository) {
  const since = query.get('since');
  const from = since === null ? 0 : Date.parse(since);
  const found = content
    .order('pullRequests', 'CREATED_AT', 'ASC')
    .filter((number) => content.outlineOf(number)!.updatedAt >= from)
    .flatMap((number) => lineCommentsOf(content.pullRequest(number)!))
    .filter(({ comment }) => comment.updatedAt >= from);
  const sign = query.get('direction') === 'desc' ? -1 : 1;
  return found.sort(
    (a, b) => sign * (a.comment.updatedAt - b.comment.updatedAt || a.comment.id - b.comment.id),
  );
}

/** A list that belongs to one pull request. */
const listRoute = <Item>(
  tail: string,
  itemsOf: (pullRequest: PullRequest) => readonly Item[],
  make: (item: Item, found: Found, call: Call) => unknown,
): Route => ({
  method: 'GET',
  path: `${PULLS}/{pull_number}/${tail}`,
  permission,
  isOpen: true,
  answer: (call) => {
    const found = foundOf(call);
    return paged(call, listOf(itemsOf(found.pullRequest)), (item) => make(item, found, call));
  },
});

export const pullRequestRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: PULLS,
    permission,
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      return paged(call, listOf(numbersOf(call, repository)), (number) =>
        pullRequestBody(repository.content.pullRequest(number)!, repository, call.view),
      );
    },
  },
  {
    method: 'GET',
    path: `${PULLS}/comments`,
    permission,
    isOpen: true,
    answer: (call) => {
      const repository = repositoryOf(call);
      return paged(call, listOf(allLineComments(call, repository)), (placed) =>
        lineCommentBody(placed, repository, call.view),
      );
    },
  },
  {
    method: 'GET',
    path: `${PULLS}/{pull_number}`,
    permission,
    isOpen: true,
    answer: (call) => {
      const { repository, pullRequest } = foundOf(call);
      return ok(wholePullRequestBody(pullRequest, repository, call.view));
    },
  },
  listRoute(
    'commits',
    ({ commits }) => commits.slice(0, MOST_COMMITS),
    (commit, { repository }, { view }) => commitBody(commit, repository, view),
  ),
  listRoute(
    'files',
    ({ files }) => (files ?? []).slice(0, MOST_FILES),
    (file, { repository, pullRequest }, { view }) =>
      fileBody(file, pullRequest.head.sha, repository, view),
  ),
  listRoute(
    'reviews',
    ({ reviews }) => reviews,
    (review, { repository, pullRequest }, { view }) =>
      reviewBody(review, pullRequest.number, repository, view),
  ),
  listRoute('comments', lineCommentsOf, (placed, { repository }, { view }) =>
    lineCommentBody(placed, repository, view),
  ),
];

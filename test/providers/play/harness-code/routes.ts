import { failure, need, projects } from '../harness/routes.js';
import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import type { CodeWorld, PlayPullRequest, PlayRepository } from './world.js';

const LIMIT = 30;
const MOST = 100;

/** Pages are counted from 1; a limit above the greatest is that one. */
function pageOf(all: readonly unknown[], { query }: PlayRequest): Reply {
  const limit = Math.min(Number(query.get('limit') ?? LIMIT), MOST);
  const page = Number(query.get('page') ?? 1);
  const content = all.slice((page - 1) * limit, page * limit);
  const headers = { 'x-page': String(page), 'x-per-page': String(limit) };
  const next = page * limit < all.length ? { 'x-next-page': String(page + 1) } : {};
  return new Reply(200, content, { ...headers, ...next, 'x-total': String(all.length) });
}

const notFound = () => new Refused(new Reply(404, { message: 'Resource not found' }));

/** The path that a request means: the account, then what lies above the repository. */
const scopeOf = ({ account }: CodeWorld, { query }: PlayRequest): string =>
  [account, query.get('orgIdentifier'), query.get('projectIdentifier')].filter(Boolean).join('/');

function repositoryIn(world: CodeWorld, request: PlayRequest): PlayRepository {
  need(world, 'code_repo_view', 'repository');
  const path = `${scopeOf(world, request)}/${request.parameters.repository}`;
  const found = world.repositories.find(({ record }) => record.path === path);
  if (!found) throw notFound();
  return found;
}

function pullRequestIn(world: CodeWorld, request: PlayRequest): PlayPullRequest {
  const number = Number(request.parameters.number);
  const { pullRequests } = repositoryIn(world, request);
  const found = pullRequests.find(({ record }) => record.number === number);
  if (!found) throw notFound();
  return found;
}

function repositories(world: CodeWorld, request: PlayRequest) {
  need(world, 'code_repo_view', 'repository');
  const scope = scopeOf(world, request);
  const all = world.repositories
    .map(({ record }) => record)
    .filter(({ path }) => String(path).replace(/\/[^/]+$/, '') === scope)
    .toSorted((left, right) => (String(left.identifier) < String(right.identifier) ? -1 : 1));
  return pageOf(all, request);
}

function pullRequests(world: CodeWorld, request: PlayRequest) {
  const { query } = request;
  const states = query.getAll('state');
  const sort = query.get('sort') ?? 'number';
  const all = repositoryIn(world, request)
    .pullRequests.map(({ record }) => record)
    .filter(({ state }) => states.length === 0 || states.includes(String(state)))
    .toSorted((left, right) => Number(right[sort]) - Number(left[sort]));
  return pageOf(all, request);
}

function activities(world: CodeWorld, request: PlayRequest) {
  const { activities: all } = pullRequestIn(world, request);
  const after = Number(request.query.get('after') ?? 0);
  const limit = Math.min(Number(request.query.get('limit') ?? LIMIT), MOST);
  return all.filter(({ created }) => Number(created) > after).slice(0, limit);
}

function stats(world: CodeWorld, request: PlayRequest) {
  const [, source] = request.parameters.range!.split('...');
  const { pullRequests: all } = repositoryIn(world, request);
  const found = all.find(({ record }) => record.source_sha === source);
  return found?.stats ?? failure(404, 'NOT_FOUND', 'Revision not found');
}

const one = '/code/api/v1/repos/{repository}';
const pull = `${one}/pullreq/{number}`;
const get = (path: string, answer: Route<CodeWorld>['answer']): Route<CodeWorld> => ({
  ...{ method: 'GET', path, answer },
});

export const routes: readonly Route<CodeWorld>[] = [
  get('/ng/api/projects', projects),
  get('/code/api/v1/repos', repositories),
  get(one, (world, request) => repositoryIn(world, request).record),
  get(`${one}/pullreq`, pullRequests),
  get(pull, (world, request) => pullRequestIn(world, request).record),
  get(`${pull}/activities`, activities),
  get(`${pull}/commits`, (world, request) =>
    pageOf(pullRequestIn(world, request).commits, request),
  ),
  get(`${one}/diff-stats/{range}`, stats),
];

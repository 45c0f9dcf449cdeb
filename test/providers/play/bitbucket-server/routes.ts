import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import { Elements } from './elements.js';
import type { Commit, Pull, Repository, World } from './types.js';

const exception = (name: string) => `com.atlassian.bitbucket.${name}Exception`;
/** An error as it was recorded. */
export const refusal = (status: number, message: string, name: string): Reply =>
  new Reply(status, { errors: [{ context: null, message, exceptionName: exception(name) }] });
const refuse = (...given: Parameters<typeof refusal>): never => {
  throw new Refused(refusal(...given));
};

const USUAL = 25;
/** Returns a page of what may be seen; the next start counts what may not, too. */
function pageOf<Item>(
  { mostAtOnce }: World,
  { query }: PlayRequest,
  all: readonly Item[],
  isSeen: (item: Item) => boolean,
  toElement: (item: Item) => unknown,
) {
  const start = Number(query.get('start') ?? 0);
  const limit = Math.min(Number(query.get('limit') ?? USUAL), mostAtOnce);
  const values: unknown[] = [];
  let next = start;
  for (; next < all.length && values.length < limit; next += 1)
    if (isSeen(all[next]!)) values.push(toElement(all[next]!));
  const isLastPage = !all.slice(next).some(isSeen);
  const more = isLastPage ? {} : { nextPageStart: next };
  return { size: values.length, limit, isLastPage, values, start, ...more };
}

/** The server knows its own address from the request. */
const elementsOf = (world: World, { headers }: PlayRequest): Elements =>
  new Elements(world, `http://${headers.host}`);
const all = () => true;

function repositoryAt(world: World, { parameters, url }: PlayRequest): Repository {
  const { project = '', slug = '' } = parameters;
  const isOf = (one: Repository) =>
    one.project.key.toLowerCase() === project.toLowerCase() && one.slug === slug;
  const found = [...world.repositories.values()].find(isOf);
  const moved = world.repositories.get(world.redirects.get(`${project}/${slug}`) ?? 0);
  if (!found && moved) {
    const from = `/projects/${project}/repos/${slug}`;
    const to = `/projects/${moved.project.key}/repos/${moved.slug}`;
    throw new Refused(
      new Reply(301, '', { location: url.href.replace(from, to).replace(url.origin, '') }),
    );
  }
  if (!found)
    return refuse(
      404,
      `Repository ${project}/${slug} does not exist.`,
      'repository.NoSuchRepository',
    );
  if (world.hidden.has(found.id))
    return refuse(401, 'You are not permitted to access this resource', 'Authorisation');
  return found;
}
function pullAt(world: World, request: PlayRequest): { repository: Repository; pull: Pull } {
  const repository = repositoryAt(world, request);
  const { number } = request.parameters;
  const pull = repository.pulls.get(Number(number));
  return pull
    ? { repository, pull }
    : refuse(404, `Pull request ${number} does not exist.`, 'pull.NoSuchPullRequest');
}

const PROJECT = '/projects/{project}';
const REPOSITORY = `${PROJECT}/repos/{slug}`;
const PULL = `${REPOSITORY}/pull-requests/{number}`;

const isSeen =
  ({ hidden }: World) =>
  ({ id }: Repository) =>
    !hidden.has(id);
const named = (request: PlayRequest, name: string): boolean =>
  name.toLowerCase().includes((request.query.get('name') ?? '').toLowerCase());

function ofProject(world: World, request: PlayRequest) {
  const key = request.parameters.project ?? '';
  if (!world.projects.some((one) => one.key.toLowerCase() === key.toLowerCase()))
    refuse(404, `Project ${key} does not exist.`, 'project.NoSuchProject');
  const own = [...world.repositories.values()].filter(({ project }) => project.key === key);
  if (own.length > 0 && !own.some(isSeen(world)))
    refuse(401, 'You are not permitted to access this resource', 'Authorisation');
  const elements = elementsOf(world, request);
  return pageOf(world, request, own, isSeen(world), (one) => elements.repository(one));
}

function pullsOf(world: World, request: PlayRequest) {
  const repository = repositoryAt(world, request);
  const state = request.query.get('state') ?? 'OPEN';
  const isOf = (pull: Pull) => state === 'ALL' || pull.state === state;
  const ordered = [...repository.pulls.values()].sort(
    (left, right) => right.updatedAt - left.updatedAt || right.id - left.id,
  );
  const elements = elementsOf(world, request);
  const pulls = ordered.filter(isOf);
  return pageOf(world, request, pulls, all, (one) => elements.pull(repository, one));
}

function tagsOf(world: World, request: PlayRequest) {
  const tags = [...repositoryAt(world, request).tags];
  if (request.query.get('orderBy') === 'MODIFICATION')
    tags.sort(([, left], [, right]) => right.at - left.at);
  const elements = elementsOf(world, request);
  return pageOf(world, request, tags, all, ([name, commit]) => elements.tag(name, commit));
}

/** Returns what a commit contains, the newest first. */
function historyOf({ commits }: Repository, from: string | null): Commit[] {
  const found = new Map<string, Commit>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const commit = commits.get(id ?? '');
    if (!commit || found.has(commit.id)) continue;
    found.set(commit.id, commit);
    open.push(...commit.parents);
  }
  return [...found.values()].sort((left, right) => right.at - left.at);
}

function commitsOf(world: World, request: PlayRequest) {
  const repository = repositoryAt(world, request);
  const [until, since] = ['until', 'since'].map((name) => request.query.get(name));
  if (since && !repository.commits.has(since))
    refuse(404, `Commit '${since}' does not exist.`, 'commit.NoSuchCommit');
  const before = new Set(historyOf(repository, since ?? null).map(({ id }) => id));
  const head = until === repository.branch ? repository.head : (until ?? repository.head);
  const found = historyOf(repository, head).filter(({ id }) => !before.has(id));
  const elements = elementsOf(world, request);
  return pageOf(world, request, found, all, (one) => elements.commit(one));
}

const get = (path: string, answer: Route<World>['answer']): Route<World> => ({
  ...{ method: 'GET', path, answer },
});

export const routes: readonly Route<World>[] = [
  get('/application-properties', ({ version }) => ({
    ...{ version, buildNumber: '9004000', buildDate: '1729000000000', displayName: 'Bitbucket' },
  })),
  get('/projects', (world, request) => {
    const shared = world.projects.filter(
      ({ type, name }) => type === 'NORMAL' && named(request, name),
    );
    const elements = elementsOf(world, request);
    return pageOf(world, request, shared, all, (one) => elements.project(one));
  }),
  get('/repos', (world, request) => {
    const found = [...world.repositories.values()].filter(({ slug }) => named(request, slug));
    const elements = elementsOf(world, request);
    return pageOf(world, request, found, isSeen(world), (one) => elements.repository(one));
  }),
  get(`${PROJECT}/repos`, ofProject),
  get(REPOSITORY, (world, request) =>
    elementsOf(world, request).repository(repositoryAt(world, request)),
  ),
  get(`${REPOSITORY}/branches/default`, (world, request) => {
    const { branch } = repositoryAt(world, request);
    if (branch === null) return new Reply(204, '');
    return { id: `refs/heads/${branch}`, displayId: branch, type: 'BRANCH', isDefault: true };
  }),
  get(`${REPOSITORY}/tags`, tagsOf),
  get(`${REPOSITORY}/commits`, commitsOf),
  get(`${REPOSITORY}/commits/{sha}`, (world, request) => {
    const sha = request.parameters.sha ?? '';
    const commit = repositoryAt(world, request).commits.get(sha);
    return commit
      ? elementsOf(world, request).commit(commit)
      : refuse(404, `Commit '${sha}' does not exist.`, 'commit.NoSuchCommit');
  }),
  get(`${REPOSITORY}/pull-requests`, pullsOf),
  get(PULL, (world, request) => {
    const { repository, pull } = pullAt(world, request);
    return elementsOf(world, request).pull(repository, pull);
  }),
  get(`${PULL}/activities`, (world, request) => {
    const newest = pullAt(world, request).pull.activities.toReversed();
    const elements = elementsOf(world, request);
    return pageOf(world, request, newest, all, (one) => elements.activity(one));
  }),
  get(`${PULL}/commits`, (world, request) => {
    const newest = pullAt(world, request).pull.commits.toReversed();
    const elements = elementsOf(world, request);
    return pageOf(world, request, newest, all, (one) => elements.commit(one));
  }),
  get(`${PULL}/changes`, (world, request) => {
    const { pull } = pullAt(world, request);
    const elements = elementsOf(world, request);
    const page = pageOf(world, request, pull.changes, all, (one) => elements.change(one));
    return { fromHash: pull.base, toHash: pull.head, nextPageStart: null, ...page };
  }),
];

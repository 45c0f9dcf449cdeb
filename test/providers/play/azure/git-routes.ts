import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import {
  instant,
  renderAnnotated,
  renderCommit,
  renderIdentity,
  renderListedCommit,
  renderProject,
  renderPullRequest,
  renderRef,
  renderRepository,
  renderThread,
  tagObject,
} from './render.js';
import type { AzureWorld, Commit, PullRequest, Repository } from './world.js';

const listOf = (value: readonly unknown[]) => ({ value, count: value.length });

export const refusal = (status: number, typeKey: string, message: string): Reply =>
  new Reply(status, {
    ...{ $id: '1', innerException: null, message, typeKey, errorCode: 0, eventId: 3000 },
    typeName: `Microsoft.TeamFoundation.${typeKey}, Microsoft.TeamFoundation`,
  });

const notFound = (what: string): Refused =>
  new Refused(refusal(404, 'ItemNotFoundException', `TF401019: ${what} does not exist.`));

const isNamed = ({ id, name }: { readonly id: string; readonly name: string }, word: string) =>
  [id, name].some((one) => one.toLowerCase() === word.toLowerCase());

/** Refuses what the scopes of the token do not cover, as Azure does: as if nobody had signed in. */
export function requireScope({ lacking }: AzureWorld, scope: string): void {
  if (lacking.has(scope))
    throw new Refused(
      refusal(401, 'UnauthorizedRequestException', 'TF400813: The user is not authorized.'),
    );
}

export function projectOf({ projects }: AzureWorld, { parameters }: PlayRequest) {
  const found = projects.find((one) => isNamed(one, parameters.project ?? ''));
  if (!found) throw notFound(`The project ${parameters.project}`);
  return found;
}

function repositoryOf(world: AzureWorld, request: PlayRequest): Repository {
  requireScope(world, 'vso.code');
  const project = projectOf(world, request);
  const found = world.repositories.find(
    (one) => one.project === project && isNamed(one, request.parameters.repository ?? ''),
  );
  if (!found) throw notFound(`The repository ${request.parameters.repository}`);
  return found;
}

function pullOf(world: AzureWorld, request: PlayRequest): PullRequest {
  const repository = repositoryOf(world, request);
  const found = world.pullRequests.find(
    (one) => one.repository === repository && String(one.id) === request.parameters.pull,
  );
  if (!found) throw notFound(`The pull request ${request.parameters.pull}`);
  return found;
}

export const numberIn = ({ query }: PlayRequest, name: string, fallback: number): number =>
  query.has(name) ? Number(query.get(name)) : fallback;

/** Returns the part of a list that `$skip` and `$top` ask for. */
function partOf<Value>(all: readonly Value[], request: PlayRequest, usual: number): Value[] {
  const skip = numberIn(request, '$skip', 0);
  return all.slice(skip, skip + numberIn(request, '$top', usual));
}

/** Returns a part of a list, and what the next one is asked with in a header. */
function continued<Value>(
  all: readonly Value[],
  request: PlayRequest,
  usual: number,
  render: (value: Value) => unknown,
): Reply {
  const from = Number(request.query.get('continuationToken') ?? 0);
  const end = from + numberIn(request, '$top', usual);
  const headers = end < all.length ? { 'x-ms-continuationtoken': String(end) } : {};
  return new Reply(200, listOf(all.slice(from, end).map(render)), headers);
}

function isWithin(pull: PullRequest, { query }: PlayRequest): boolean {
  const of = (name: string) => query.get(`searchCriteria.${name}`);
  const isClosing = of('queryTimeRangeType') === 'closed';
  const at = isClosing ? pull.closedAt : pull.createdAt;
  const [from, to] = [of('minTime'), of('maxTime')];
  if (from === null && to === null) return true;
  if (at === null) return false;
  return at >= Date.parse(from ?? '1970-01-01') && at <= Date.parse(to ?? '9999-01-01');
}

/** Without a status, only active ones are listed. */
function listPullRequests(world: AzureWorld, request: PlayRequest) {
  requireScope(world, 'vso.code');
  const project = projectOf(world, request);
  const status = request.query.get('searchCriteria.status') ?? 'active';
  const found = world.pullRequests
    .filter((one) => one.repository.project === project && isRepositoryThere(world, one))
    .filter((one) => status === 'all' || one.status === status)
    .filter((one) => isWithin(one, request))
    .sort((left, right) => right.id - left.id);
  return listOf(partOf(found, request, 101).map((one) => renderPullRequest(one, false)));
}

const isRepositoryThere = ({ repositories }: AzureWorld, { repository }: PullRequest) =>
  repositories.includes(repository);

const commitsIn = (world: AzureWorld): Commit[] => [
  ...world.pullRequests.flatMap(({ iterations }) => iterations.flatMap(({ commits }) => commits)),
  ...world.tags.map(({ commit }) => commit),
];

const newestFirst = (commits: readonly Commit[]): Commit[] => commits.toReversed();

function listIterations(pull: PullRequest) {
  return listOf(
    pull.iterations.map(({ id, at, reason, commits }) => ({
      id,
      description: commits.at(-1)?.message ?? '',
      author: renderIdentity(pull.author),
      createdDate: instant(at),
      updatedDate: instant(at),
      sourceRefCommit: { commitId: commits.at(-1)?.sha },
      hasMoreCommits: false,
      reason,
    })),
  );
}

function listChanges(pull: PullRequest, request: PlayRequest) {
  const part = partOf(pull.files, request, 100);
  const end = numberIn(request, '$skip', 0) + part.length;
  return {
    changeEntries: part.map(({ path, changeType }, index) => ({
      ...{ changeTrackingId: index + 1, changeId: index + 1, changeType },
      item: { objectId: pull.repository.id.replaceAll('-', ''), path },
    })),
    ...(end < pull.files.length ? { nextSkip: end, nextTop: 100 } : {}),
  };
}

const iterationOf = ({ iterations }: PullRequest, { parameters }: PlayRequest) => {
  const found = iterations.find(({ id }) => String(id) === parameters.iteration);
  if (!found) throw notFound(`The iteration ${parameters.iteration}`);
  return found;
};

function tagsOf(world: AzureWorld, request: PlayRequest) {
  const repository = repositoryOf(world, request);
  const isTags = (request.query.get('filter') ?? '').startsWith('tags');
  return isTags ? world.tags.filter((one) => one.repository === repository) : [];
}

function readAnnotated(world: AzureWorld, request: PlayRequest) {
  const found = tagsOf(
    { ...world },
    { ...request, query: new URLSearchParams('filter=tags') },
  ).find((tag) => tag.tagger !== null && tagObject(tag) === request.parameters.object);
  if (!found) throw notFound('The tag');
  return renderAnnotated(found);
}

function readCommits(world: AzureWorld, request: PlayRequest) {
  repositoryOf(world, request);
  const { ids = [] } = (request.body ?? {}) as { readonly ids?: readonly string[] };
  const found = new Map(commitsIn(world).map((commit) => [commit.sha, commit]));
  return listOf(ids.flatMap((id) => (found.has(id) ? [renderCommit(found.get(id)!)] : [])));
}

function readCommit(world: AzureWorld, request: PlayRequest) {
  repositoryOf(world, request);
  const found = commitsIn(world).find(({ sha }) => sha === request.parameters.commit);
  if (!found) throw notFound('The commit');
  return { ...renderCommit(found), parents: [] };
}

type Answer = Route<AzureWorld>['answer'];
const get = (path: string, answer: Answer): Route<AzureWorld> => ({ method: 'GET', path, answer });

const REPOSITORY = '/{project}/_apis/git/repositories/{repository}';
const PULL = `${REPOSITORY}/pullRequests/{pull}`;

export const gitRoutes: readonly Route<AzureWorld>[] = [
  get('/_apis/projects', (world, request) => {
    requireScope(world, 'vso.project');
    return listOf(partOf(world.projects, request, 100).map(renderProject));
  }),
  get('/{project}/_apis/git/repositories', (world, request) => {
    requireScope(world, 'vso.code');
    const project = projectOf(world, request);
    const found = world.repositories.filter((one) => one.project === project);
    return listOf(found.map((one) => renderRepository(world, one)));
  }),
  get(REPOSITORY, (world, request) => renderRepository(world, repositoryOf(world, request))),
  get('/{project}/_apis/git/pullrequests', listPullRequests),
  get(PULL, (world, request) => renderPullRequest(pullOf(world, request), true)),
  get(`${PULL}/threads`, (world, request) =>
    listOf(pullOf(world, request).threads.map(renderThread)),
  ),
  get(`${PULL}/commits`, (world, request) => {
    const { commits = [] } = pullOf(world, request).iterations.at(-1) ?? {};
    return continued(newestFirst(commits), request, 100, renderListedCommit);
  }),
  get(`${PULL}/iterations`, (world, request) => listIterations(pullOf(world, request))),
  get(`${PULL}/iterations/{iteration}/changes`, (world, request) =>
    listChanges(pullOf(world, request), request),
  ),
  get(`${PULL}/iterations/{iteration}/commits`, (world, request) =>
    listOf(
      newestFirst(iterationOf(pullOf(world, request), request).commits).map(renderListedCommit),
    ),
  ),
  get(`${REPOSITORY}/refs`, (world, request) => {
    const isPeeled = request.query.get('peelTags') === 'true';
    return continued(tagsOf(world, request), request, 1_000, (tag) => renderRef(tag, isPeeled));
  }),
  get(`${REPOSITORY}/annotatedtags/{object}`, readAnnotated),
  get(`${REPOSITORY}/commits/{commit}`, readCommit),
  { method: 'POST', path: `${REPOSITORY}/commitsbatch`, answer: readCommits },
];

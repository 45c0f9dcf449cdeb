import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import { failure, listed } from './lists.js';
import { pipelineRoutes } from './pipelines.js';
import * as render from './render.js';
import { repositoryOf } from './repository-of.js';
import type { Pull, Repository, World } from './types.js';

const USUAL = { usual: 10, most: 100 };

function pullOf(world: World, request: PlayRequest): Pull {
  const { pulls } = repositoryOf(world, request);
  const found = pulls.find(({ id }) => String(id) === request.parameters.id);
  if (!found) throw new Refused(failure(404, 'Pull request not found'));
  return found;
}

const repositories: Route<World>['answer'] = (world, request) => {
  const { workspace = '' } = request.parameters;
  if (world.archived.has(workspace)) throw new Refused(failure(410, 'The workspace is archived.'));
  if (!world.workspaces.includes(workspace))
    throw new Refused(failure(404, `No workspace with identifier '${workspace}'.`));
  const all = world.repositories.filter((one) => one.workspace === workspace);
  return listed(
    request,
    all.map((one) => render.fullRepository(one)),
    USUAL,
  );
};

const pulls: Route<World>['answer'] = (world, request) => {
  const repository = repositoryOf(world, request);
  const states = request.query.getAll('state');
  const wanted = states.length > 0 ? states : ['OPEN'];
  const all = repository.pulls.filter(({ state }) => wanted.includes(state));
  // The reference says 100.
  return listed(
    request,
    all.map((one) => render.pull(one, repository)),
    { usual: 10, most: 50 },
  );
};

const diffstatSpec = ({ commits, mergeCommit }: Pull, { workspace, slug }: Repository): string =>
  `${workspace}/${slug}:${commits.at(-1)?.hash.slice(0, 12)}%0D${(mergeCommit ?? commits[0])?.hash.slice(0, 12)}`;

/** The difference of a pull request lies elsewhere. */
const movedDiffstat: Route<World>['answer'] = (world, request) => {
  const repository = repositoryOf(world, request);
  const pull = pullOf(world, request);
  const { workspace, slug } = repository;
  const below = `/2.0/repositories/${workspace}/${slug}/diffstat/${diffstatSpec(pull, repository)}`;
  const location = `http://${request.headers.host}${below}?from_pullrequest_id=${pull.id}&topic=true`;
  return new Reply(302, '', { location });
};

const diffstat: Route<World>['answer'] = (world, request) => {
  const id = request.query.get('from_pullrequest_id') ?? '';
  const pull = pullOf(world, { ...request, parameters: { ...request.parameters, id } });
  if (pull.lateAnswers > 0) {
    pull.lateAnswers -= 1;
    return failure(555, 'The server could not answer in time.');
  }
  return listed(request, pull.files.map(render.diffstat), { usual: 500, most: 1_000 });
};

const commit: Route<World>['answer'] = (world, request) => {
  const { pulls: all, tags } = repositoryOf(world, request);
  const { hash = '' } = request.parameters;
  const commits = [
    ...all.flatMap((one) => [...one.commits, ...(one.mergeCommit ? [one.mergeCommit] : [])]),
    ...tags.map(({ target }) => target),
  ];
  const found = commits.find((one) => one.hash.startsWith(hash));
  if (!found) throw new Refused(failure(404, `Commit not found: ${hash}`));
  return render.commit(found);
};

const gone: Route<World>['answer'] = () =>
  new Reply(410, {
    message: 'CHANGE-2770 - Functionality has been deprecated',
    detail: 'Please read the changelog entry for more details.',
  });

const HOME = '/repositories/{workspace}/{slug}';
const PULL = `${HOME}/pullrequests/{id}`;

/** The operations that the providers ask, and those that ended in 2026. */
export const routes: readonly Route<World>[] = [
  { method: 'GET', path: '/user', answer: (world) => render.account(world.people[0]!) },
  {
    method: 'GET',
    path: '/user/workspaces',
    answer: (world, request) => {
      const all = world.workspaces.map((slug) => ({
        ...{ type: 'workspace_access', administrator: false },
        workspace: { type: 'workspace_base', slug },
      }));
      return listed(request, all, USUAL);
    },
  },
  ...['/repositories', '/workspaces', '/user/permissions/workspaces'].map(
    (path): Route<World> => ({ method: 'GET', path, answer: gone }),
  ),
  { method: 'GET', path: '/repositories/{workspace}', answer: repositories },
  {
    method: 'GET',
    path: HOME,
    answer: (world, request) => render.fullRepository(repositoryOf(world, request)),
  },
  { method: 'GET', path: `${HOME}/pullrequests`, answer: pulls },
  {
    method: 'GET',
    path: PULL,
    answer: (world, request) => render.pull(pullOf(world, request), repositoryOf(world, request)),
  },
  {
    method: 'GET',
    path: `${PULL}/activity`,
    answer: (world, request) => {
      const pull = pullOf(world, request);
      const entries = pull.activity.toReversed().map((one) => render.activity(one, pull));
      return listed(request, entries, { usual: 10, most: 50, by: 'ctx' });
    },
  },
  {
    method: 'GET',
    path: `${PULL}/commits`,
    answer: (world, request) => {
      const commits = pullOf(world, request).commits.toReversed().map(render.commit);
      return listed(request, commits, { ...USUAL, by: 'ctx' });
    },
  },
  {
    method: 'GET',
    path: `${PULL}/comments`,
    answer: (world, request) =>
      listed(request, pullOf(world, request).comments.map(render.comment), USUAL),
  },
  { method: 'GET', path: `${PULL}/diffstat`, answer: movedDiffstat },
  { method: 'GET', path: `${HOME}/diffstat/{spec+}`, answer: diffstat },
  { method: 'GET', path: `${HOME}/commit/{hash}`, answer: commit },
  {
    method: 'GET',
    path: `${HOME}/refs/tags`,
    answer: (world, request) =>
      listed(request, repositoryOf(world, request).tags.map(render.tag), USUAL),
  },
  ...pipelineRoutes,
];

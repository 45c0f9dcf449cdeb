import type { Instant } from '../../../../src/model/time.js';
import type { PlayRequest, Route } from '../kit/route.js';
import { Refused } from '../kit/route.js';
import { failure, listed } from './lists.js';
import { account } from './render.js';
import { repositoryOf } from './repository-of.js';
import type { Deployment, Pipeline, Pull, Repository, World } from './types.js';

const MINUTE = 60_000;
const HOME = '/repositories/{workspace}/{slug}';

const uuidOf = (kind: number, repository: number, number: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${repository}${String(number).padStart(11, '0')}`;

/** One pipeline of the pull request, and one of its merge. */
const begunBy = ({ mergeCommit, commits, createdAt, branch, author }: Pull) => {
  const [commit] = commits.slice(-1);
  const ofPull = { at: createdAt + 10 * MINUTE, commit, branch, author, selector: 'pull-requests' };
  const merged = mergeCommit && {
    ...{ at: mergeCommit.at + MINUTE, commit: mergeCommit, branch: 'main', author },
    selector: 'branches',
  };
  return merged ? [ofPull, merged] : [ofPull];
};

/** Returns the pipelines of pull requests, in order; every fifth fails. */
export function pipelinesOf(pulls: readonly Pull[], repository: number): Pipeline[] {
  const begun = pulls.flatMap(begunBy).sort((left, right) => left.at - right.at);
  return begun.map(({ at, commit, branch, author, selector }, index) => ({
    ...{ uuid: uuidOf(3, repository, index + 1), number: index + 1, createdAt: at, branch },
    completedAt: at + 8 * MINUTE,
    ...{ state: 'COMPLETED', outcome: index % 5 === 4 ? 'FAILED' : 'SUCCESSFUL' },
    ...{ hash: commit?.hash ?? '0'.repeat(40), creator: author },
    selector: { type: selector, pattern: selector === 'branches' ? 'main' : '**' },
  }));
}

const environments = [
  { name: 'staging', type: 'Staging', after: 3 },
  { name: 'live', type: 'Production', after: 6 },
] as const;

/** Returns the deployments of what was merged and did not fail. */
export const deploymentsOf = (pipelines: readonly Pipeline[], repository: number): Deployment[] =>
  pipelines
    .filter(({ selector, outcome }) => selector.type === 'branches' && outcome === 'SUCCESSFUL')
    .flatMap(({ uuid, number, createdAt, hash }) =>
      environments.map(({ name, type, after }, index) => ({
        ...{ uuid: uuidOf(4, repository, number * 10 + index), pipeline: uuid, number, hash },
        ...{ environment: name, type, state: 'COMPLETED', status: 'SUCCESSFUL' },
        startedAt: createdAt + after * MINUTE,
        completedAt: createdAt + (after + 2) * MINUTE,
      })),
    );

/** Pipelines have up to nine digits of a second, and no more than are needed. */
const preciseTime = (at: Instant): string =>
  new Date(at).toISOString().replace(/(\.\d{3})Z$/, '$1971234Z');

const braced = (uuid: string): string => `{${uuid}}`;

const resultOf = ({ state, outcome }: Pipeline) => {
  const named = { name: outcome, type: `pipeline_state_${outcome.toLowerCase()}` };
  return state === 'COMPLETED' ? { name: state, result: named } : { name: state, stage: named };
};

const renderPipeline = (one: Pipeline) => ({
  ...{ type: 'pipeline', uuid: braced(one.uuid), build_number: one.number },
  state: resultOf(one),
  created_on: preciseTime(one.createdAt),
  ...(one.completedAt === null ? {} : { completed_on: preciseTime(one.completedAt) }),
  creator: account(one.creator),
  trigger: { type: 'pipeline_trigger_push', name: 'PUSH' },
  target: {
    ...{ type: 'pipeline_ref_target', ref_type: 'branch', ref_name: one.branch },
    ...{ selector: one.selector, commit: { type: 'commit', hash: one.hash } },
  },
});

const renderDeployment = (one: Deployment) => ({
  ...{ type: 'deployment', uuid: braced(one.uuid) },
  environment: { name: one.environment, environment_type: { name: one.type } },
  release: {
    ...{ name: `#${one.number}`, key: `pipelines-${braced(one.pipeline)}` },
    pipeline: { type: 'pipeline', uuid: braced(one.pipeline) },
    commit: { hash: one.hash },
    created_on: preciseTime(one.startedAt ?? 0),
  },
  state: {
    name: one.state,
    ...(one.status === null ? {} : { status: { name: one.status } }),
    ...(one.startedAt === null ? {} : { started_on: preciseTime(one.startedAt) }),
    ...(one.completedAt === null ? {} : { completed_on: preciseTime(one.completedAt) }),
  },
  last_update_time: preciseTime(one.completedAt ?? one.startedAt ?? 0),
});

const USUAL = { usual: 10, most: 100 };

/** Returns the routes of a list, and of one of its elements by its id. */
const routesOf = <Element extends { readonly uuid: string }>(
  key: 'pipelines' | 'deployments',
  elementsOf: (repository: Repository) => readonly Element[],
  render: (one: Element) => unknown,
): Route<World>[] => [
  {
    ...{ method: 'GET', path: `${HOME}/${key}` },
    answer: (world, request) =>
      listed(request, elementsOf(repositoryOf(world, request)).map(render), USUAL),
  },
  {
    ...{ method: 'GET', path: `${HOME}/${key}/{uuid}` },
    answer: (world: World, request: PlayRequest) => {
      const all = elementsOf(repositoryOf(world, request));
      const found = all.find(({ uuid }) => braced(uuid) === request.parameters.uuid);
      if (!found) throw new Refused(failure(404, 'Not found'));
      return render(found);
    },
  },
];

export const pipelineRoutes: readonly Route<World>[] = [
  ...routesOf('pipelines', ({ pipelines }) => pipelines, renderPipeline),
  ...routesOf('deployments', ({ deployments }) => deployments, renderDeployment),
];

import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import { numberIn, projectOf, refusal, requireScope } from './git-routes.js';
import type { Build, EnvironmentRecord, Stage } from './pipelines.js';
import { instant, renderIdentity, renderProject, renderRepository } from './render.js';
import { type AzureWorld, guidOf } from './world.js';

const NEVER = '0001-01-01T00:00:00';
const listOf = (value: readonly unknown[]) => ({ count: value.length, value });
const orNull = (at: number | null): string | null => (at === null ? null : instant(at));

function renderBuild(world: AzureWorld, build: Build) {
  const { id, definition, repository } = build;
  return {
    ...{ properties: {}, tags: build.tags, validationResults: [], plans: [], triggerInfo: {} },
    id,
    buildNumber: build.number,
    status: build.status,
    ...(build.result === null ? {} : { result: build.result }),
    queueTime: instant(build.queuedAt),
    ...(build.startedAt === null ? {} : { startTime: instant(build.startedAt) }),
    ...(build.finishedAt === null ? {} : { finishTime: instant(build.finishedAt) }),
    url: `https://dev.azure.com/fabrikam/_apis/build/Builds/${id}`,
    ...(build.isSpoilt
      ? {}
      : {
          definition: {
            ...{ drafts: [], id: definition.id, name: definition.name, path: definition.path },
            ...{ type: 'build', queueStatus: 'enabled', revision: 1 },
            project: renderProject(definition.project),
          },
        }),
    project: renderProject(definition.project),
    uri: `vstfs:///Build/Build/${id}`,
    sourceBranch: build.branch,
    sourceVersion: build.sha,
    ...{ priority: 'normal', reason: build.reason },
    requestedFor: renderIdentity(build.by),
    requestedBy: renderIdentity(build.by),
    lastChangedDate: instant(build.finishedAt ?? build.startedAt ?? build.queuedAt),
    repository: {
      ...{ id: repository.id, type: 'TfsGit', name: repository.name },
      url: renderRepository(world, repository).webUrl,
    },
    retainedByRelease: false,
    triggeredByBuild: null,
  };
}

const orders: Readonly<Record<string, (build: Build) => number>> = {
  finishTime: ({ finishedAt }) => finishedAt ?? Number.POSITIVE_INFINITY,
  queueTime: ({ queuedAt }) => queuedAt,
  startTime: ({ startedAt }) => startedAt ?? Number.POSITIVE_INFINITY,
};

/** A token holds for the order that it was given for alone. */
function placeIn({ query }: PlayRequest, order: string): number {
  const token = query.get('continuationToken');
  if (token === null) return 0;
  const [known, at] = token.split('|');
  if (known === order) return Number(at);
  throw new Refused(
    refusal(400, 'InvalidContinuationTokenException', `The token is none of ${order}.`),
  );
}

function listBuilds(world: AzureWorld, request: PlayRequest) {
  requireScope(world, 'vso.build');
  const { query } = request;
  const project = projectOf(world, request);
  const all = world.pipelines.builds.filter(({ definition }) => definition.project === project);
  const ids = query.get('buildIds')?.split(',');
  if (ids)
    return listOf(
      all.filter(({ id }) => ids.includes(String(id))).map((one) => renderBuild(world, one)),
    );
  const order = query.get('queryOrder') ?? 'finishTimeDescending';
  const by = orders[order.replace(/(?:A|De)scending$/, '')]!;
  const wanted = query.get('statusFilter')?.split(',') ?? [];
  const [from, to] = [query.get('minTime'), query.get('maxTime')];
  const found = all
    .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
    .filter((one) => by(one) >= Date.parse(from ?? '1970-01-01'))
    .filter((one) => to === null || by(one) <= Date.parse(to))
    .sort((left, right) => by(right) - by(left) || right.id - left.id);
  const at = placeIn(request, order);
  const end = at + numberIn(request, '$top', 1_000);
  const headers = end < found.length ? { 'x-ms-continuationtoken': `${order}|${end}` } : {};
  return new Reply(
    200,
    listOf(found.slice(at, end).map((one) => renderBuild(world, one))),
    headers,
  );
}

function buildOf(world: AzureWorld, request: PlayRequest): Build {
  requireScope(world, 'vso.build');
  const project = projectOf(world, request);
  const found = world.pipelines.builds.find(
    ({ id, definition }) =>
      String(id) === request.parameters.build && definition.project === project,
  );
  if (found) return found;
  throw new Refused(refusal(404, 'BuildNotFoundException', 'TF26198: The build does not exist.'));
}

const renderStage = ({ identifier, ...stage }: Stage, build: Build) => ({
  previousAttempts: [],
  id: guidOf(`stage ${build.id} ${identifier}`),
  parentId: null,
  type: 'Stage',
  name: identifier.replace('_', ' '),
  startTime: orNull(stage.startedAt),
  finishTime: orNull(stage.finishedAt),
  ...{ currentOperation: null, percentComplete: null, state: stage.state, result: stage.result },
  ...{ resultCode: null, changeId: 1, lastModified: NEVER, workerName: null, order: 1 },
  ...{ errorCount: 0, warningCount: 0, url: null, log: null, task: null },
  attempt: stage.attempt,
  identifier,
});

const renderTimeline = (build: Build) => ({
  records: [
    ...build.stages.map((stage) => renderStage(stage, build)),
    {
      ...renderStage({ ...(build.stages[0] ?? noStage), identifier: 'task' }, build),
      ...{ type: 'Task', name: 'Checkout' },
    },
  ],
  lastChangedBy: guidOf('system'),
  lastChangedOn: instant(build.finishedAt ?? build.queuedAt),
  id: guidOf(`timeline ${build.id}`),
  changeId: 1,
  url: '',
});
const noStage: Stage = {
  ...{ identifier: 'task', state: 'completed', result: 'succeeded', attempt: 1 },
  ...{ startedAt: null, finishedAt: null },
};

const renderRecord = (record: EnvironmentRecord) => {
  const { id, environment, build, stage, attempt, result, startedAt, finishedAt } = record;
  const { definition } = build;
  return {
    ...{ id, environmentId: environment.id, requestIdentifier: `${build.id}.${stage}` },
    ...{ planType: 'Build', serviceOwner: guidOf('service'), scopeId: definition.project.id },
    planId: guidOf(`plan ${build.id}`),
    definition: { id: definition.id, name: definition.name },
    owner: { id: build.id, name: build.number },
    ...{ stageName: stage, jobName: 'deploy', stageAttempt: attempt, jobAttempt: 1 },
    ...(result === null ? {} : { result }),
    queueTime: instant(startedAt),
    startTime: instant(startedAt),
    ...(finishedAt === null ? {} : { finishTime: instant(finishedAt) }),
  };
};

function listRecords(world: AzureWorld, request: PlayRequest) {
  requireScope(world, 'vso.environment_manage');
  const project = projectOf(world, request);
  const found = world.pipelines.records
    .filter(({ environment }) => environment.project === project)
    .filter(({ environment }) => String(environment.id) === request.parameters.environment)
    .sort((left, right) => right.id - left.id);
  const at = Number(request.query.get('continuationToken') ?? 0);
  const end = at + numberIn(request, 'top', 25);
  const headers = end < found.length ? { 'x-ms-continuationtoken': String(end) } : {};
  return new Reply(200, listOf(found.slice(at, end).map(renderRecord)), headers);
}

function listDefinitions(world: AzureWorld, request: PlayRequest) {
  requireScope(world, 'vso.build');
  const project = projectOf(world, request);
  const all = world.pipelines.builds.map(({ definition }) => definition);
  const own = [...new Set(all)].filter((one) => one.project === project);
  return listOf(own.map(({ id, name, path }) => ({ id, name, path, type: 'build', revision: 1 })));
}

type Answer = Route<AzureWorld>['answer'];
const get = (path: string, answer: Answer): Route<AzureWorld> => ({ method: 'GET', path, answer });

export const pipelinesRoutes: readonly Route<AzureWorld>[] = [
  get('/_apis/projects/{project}', (world, request) => renderProject(projectOf(world, request))),
  get('/{project}/_apis/build/definitions', listDefinitions),
  get('/{project}/_apis/build/builds', listBuilds),
  get('/{project}/_apis/build/builds/{build}', (world, request) =>
    renderBuild(world, buildOf(world, request)),
  ),
  get('/{project}/_apis/build/builds/{build}/timeline', (world, request) =>
    renderTimeline(buildOf(world, request)),
  ),
  get('/{project}/_apis/distributedtask/environments', (world, request) => {
    requireScope(world, 'vso.environment_manage');
    const project = projectOf(world, request);
    const own = world.pipelines.environments.filter((one) => one.project === project);
    return listOf(
      own.map(({ id, name }) => ({ ...{ id, name, description: '' }, createdOn: NEVER })),
    );
  }),
  get(
    '/{project}/_apis/distributedtask/environments/{environment}/environmentdeploymentrecords',
    listRecords,
  ),
];

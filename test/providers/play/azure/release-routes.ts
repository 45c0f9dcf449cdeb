import { type PlayRequest, Reply, type Route } from '../kit/route.js';
import { numberIn, projectOf, requireScope } from './git-routes.js';
import type { ReleaseDeployment } from './pipelines.js';
import { instant, renderIdentity } from './render.js';
import type { AzureWorld } from './world.js';

const NEVER = '0001-01-01T00:00:00';
const listOf = (value: readonly unknown[]) => ({ count: value.length, value });
const reference = (id: string, name = id) => ({ id, name });

function renderDeployment({ release, definition, environment, build, ...rest }: ReleaseDeployment) {
  const { definition: built, repository } = build;
  return {
    id: rest.id,
    release: {
      ...release,
      artifacts: [
        {
          ...{ sourceId: `${built.project.id}:${built.id}`, type: 'Build', alias: built.name },
          definitionReference: {
            definition: reference(String(built.id), built.name),
            project: reference(built.project.id, built.project.name),
            version: reference(String(build.id), build.number),
            branch: reference(build.branch),
            sourceVersion: reference(build.sha, ''),
            repository: reference(repository.id, repository.name),
            'repository.provider': reference('TfsGit', 'TfsGit'),
          },
          isPrimary: true,
        },
      ],
      webAccessUri: `https://dev.azure.com/fabrikam/_release?releaseId=${release.id}`,
      _links: {},
      createdOn: NEVER,
    },
    releaseDefinition: { ...definition, path: '\\', _links: {} },
    releaseEnvironment: { ...environment, _links: {} },
    ...{ definitionEnvironmentId: 43, attempt: rest.attempt, reason: 'automated' },
    ...{ deploymentStatus: rest.status, operationStatus: rest.operation },
    requestedBy: renderIdentity(rest.by),
    requestedFor: renderIdentity(rest.by),
    queuedOn: NEVER,
    startedOn: instant(rest.startedAt),
    ...(rest.completedAt === null ? {} : { completedOn: instant(rest.completedAt) }),
    lastModifiedOn: instant(rest.modifiedAt),
    ...{ conditions: [], preDeployApprovals: [], postDeployApprovals: [], _links: {} },
  };
}

function listDeployments(world: AzureWorld, request: PlayRequest) {
  requireScope(world, 'vso.release');
  const project = projectOf(world, request);
  const { query } = request;
  const [from, to, begun] = ['minModifiedTime', 'maxModifiedTime', 'minStartedTime'].map((name) =>
    query.has(name) ? Date.parse(query.get(name)!) : null,
  );
  const found = world.pipelines.deployments
    .filter((one) => one.project === project)
    .filter(({ modifiedAt: at }) => at >= (from ?? 0) && (to === null || at <= (to ?? at)))
    .filter(({ startedAt }) => startedAt >= (begun ?? 0))
    .filter(({ id }) => id <= Number(query.get('continuationToken') ?? Number.POSITIVE_INFINITY))
    .sort((left, right) => right.id - left.id);
  const top = numberIn(request, '$top', 50);
  const next = found[top];
  const headers: Record<string, string> = next ? { 'x-ms-continuationtoken': String(next.id) } : {};
  return new Reply(200, listOf(found.slice(0, top).map(renderDeployment)), headers);
}

function listReleases(world: AzureWorld, request: PlayRequest) {
  requireScope(world, 'vso.release');
  projectOf(world, request);
  const id = Number(request.query.get('releaseIdFilter'));
  const found = world.pipelines.deployments.filter(({ release }) => release.id === id).slice(0, 1);
  return listOf(
    found.map(({ release, startedAt }) => ({
      ...{ ...release, status: 'active', artifacts: [] },
      ...{ createdOn: instant(startedAt), environments: [], variables: {} },
    })),
  );
}

export const releaseRoutes: readonly Route<AzureWorld>[] = [
  { method: 'GET', path: '/{project}/_apis/release/deployments', answer: listDeployments },
  { method: 'GET', path: '/{project}/_apis/release/releases', answer: listReleases },
];

import type { PipelineRunFact } from '../../../src/model/facts/delivery.js';
import { azurePipelines } from '../../../src/providers/azure-pipelines/index.js';
import {
  defaultBuilds,
  defaultDeploys,
  type RunNaming,
} from '../../../src/providers/run-naming.js';
import { pageOf } from '../azure-api/gather.js';
import { people } from '../play/azure/generator.js';
import { renderIdentity } from '../play/azure/render.js';

export const body = {
  ...{ place: 'dev.azure.com/fabrikam', web: 'https://dev.azure.com/fabrikam' },
  project: { id: 'p-1', name: 'Shop' },
  naming: { deploys: defaultDeploys, builds: defaultBuilds, production: [] } as RunNaming,
};

/** A build in the shape of the recorded ones. */
const rawBuild = (more: object = {}) => ({
  ...{ id: 12, buildNumber: '20260302.1', status: 'completed', result: 'succeeded' },
  ...{ queueTime: '2026-03-02T09:00:00.2Z', startTime: '2026-03-02T09:01:00Z' },
  ...{ finishTime: '2026-03-02T09:11:00Z', lastChangedDate: '2026-03-02T09:11:01Z' },
  definition: { id: 5, name: 'shop', path: '\\' },
  project: { id: 'p-1', name: 'Shop' },
  ...{ sourceBranch: 'refs/heads/main', sourceVersion: 'A'.repeat(40), reason: 'individualCI' },
  repository: { id: 'acme/shop', type: 'GitHub' },
  requestedFor: renderIdentity(people[0]!),
  ...more,
});

export const rawStage = (identifier: string, more: object = {}) => ({
  ...{ id: `r-${identifier}`, type: 'Stage', name: identifier, identifier, attempt: 1 },
  ...{ state: 'completed', result: 'succeeded' },
  ...{ startTime: '2026-03-02T09:02:00Z', finishTime: '2026-03-02T09:05:00Z' },
  ...more,
});

/** A deployment of a classic release in the shape of the recorded ones. */
const rawDeployment = (more: object = {}) => ({
  id: 64,
  release: { id: 20, name: 'Release-20', artifacts: [] },
  releaseDefinition: { id: 1, name: 'MyShuttle.CD' },
  releaseEnvironment: { id: 80, name: 'PROD' },
  ...{ definitionEnvironmentId: 4, attempt: 1, reason: 'automated' },
  ...{ deploymentStatus: 'succeeded', operationStatus: 'Approved' },
  ...{ queuedOn: '0001-01-01T00:00:00', startedOn: '2026-03-02T10:00:00.857Z' },
  lastModifiedOn: '2026-03-02T10:01:00Z',
  ...more,
});

const runsOf = (kind: string, nodes: readonly unknown[]): readonly PipelineRunFact[] =>
  azurePipelines.toFacts(pageOf(kind, { ...body, nodes })).PIPELINE_RUN ?? [];

export const buildRuns = (build: object = {}, records: readonly unknown[] | null = null) =>
  runsOf('builds', [{ build: rawBuild(build), records }]);
export const deploymentRun = (more: object = {}) =>
  runsOf('deployments', [rawDeployment(more)])[0]!;
export const recordRun = (record: object, build: unknown = rawBuild()) =>
  runsOf('environment-records', [
    {
      ...{ environment: { id: 2, name: 'shop-prod' }, build },
      record: {
        ...{ id: 7, definition: { id: 5, name: 'shop' }, owner: { id: 12, name: '20260302.1' } },
        ...{ stageName: 'Deploy', jobName: 'deploy', stageAttempt: 1, jobAttempt: 1 },
        ...{ queueTime: '2026-03-02T09:05:00Z', startTime: '2026-03-02T09:06:00Z' },
        ...record,
      },
    },
  ])[0]!;

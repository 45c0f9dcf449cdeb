import { azurePipelines } from '../../../src/providers/azure-pipelines/index.js';
import { type Build, retryStage } from '../play/azure/pipelines.js';
import type { AzureWorld } from '../play/azure/world.js';
import { type AzurePlay, azureLimits, playAzure } from './play-azure.js';
import type { Removal, Tool } from './tool.js';

/** Running builds, and deployments to environments, have no cursor: each run looks at these lists. */
const opening =
  /\/_apis\/(?:projects|git\/repositories|distributedtask\/environments(?:\/\d+\/[a-z]+)?)\?|statusFilter=(?:inProgress|notStarted)/;

const shopRuns = ({ pipelines }: AzureWorld): readonly Build[] =>
  pipelines.builds.filter(
    ({ definition, status }) => definition.name === 'shop' && status === 'completed',
  );

function finishRunning({ pipelines }: AzureWorld, at: number): void {
  const running = pipelines.builds.find(({ status }) => status === 'inProgress')!;
  Object.assign(running, { status: 'completed', result: 'failed', finishedAt: at });
}

function redeploy({ pipelines }: AzureWorld, at: number): void {
  const last = pipelines.deployments.at(-1)!;
  const again = { attempt: last.attempt + 1, startedAt: at - 60_000 };
  pipelines.deployments.push({
    ...{ ...last, ...again, id: pipelines.deployments.length + 1 },
    ...{ status: 'failed', operation: 'PhaseFailed', completedAt: at, modifiedAt: at },
  });
}

/** Changes that are made to the organisation while nobody reads it. */
const stories: Readonly<Record<string, (world: AzureWorld, at: number) => void>> = {
  'a stage that was tried again': (world, at) =>
    retryStage(shopRuns(world).at(-1)!, 'Deploy_prod', at),
  'a run that ended': finishRunning,
  'a release that was deployed again': redeploy,
  'an environment that was renamed': ({ pipelines }) => {
    pipelines.environments[1]!.name = 'shop-live';
  },
  'a project that was renamed': ({ projects }) => {
    projects[0]!.name = 'Store';
  },
  'a tag on a run that had ended': (world) => {
    shopRuns(world).at(-1)!.tags = ['hotfix'];
  },
};

const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server }: AzurePlay, at) => change(server.world, at),
}));

export const azurePipelinesTool: Tool = {
  provider: azurePipelines,
  start: (options) =>
    playAzure(
      {
        ...{ settings: {}, size: 9, opening },
        change: ({ world }, title) => {
          const running = world.pipelines.builds.find(({ status }) => status === 'inProgress')!;
          running.tags = [title];
        },
        spoil: ({ world }) => {
          world.pipelines.builds.find(({ definition }) => definition.name === 'cli')!.isSpoilt =
            true;
          return 'MALFORMED_BUILD';
        },
      },
      options,
    ),
  lacking: [
    { name: 'vso.build', term: /vso\.build/, isOptional: false, lost: null },
    {
      ...{ name: 'vso.environment_manage', term: /vso\.environment_manage/, isOptional: true },
      lost: ['pipeline_run'],
    },
    { name: 'vso.release', term: /vso\.release/, isOptional: true, lost: ['pipeline_run'] },
  ],
  limits: azureLimits,
  otherwise: { production: 'test' },
  removals,
};

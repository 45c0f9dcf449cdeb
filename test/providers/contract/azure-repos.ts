import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import { robot } from '../play/azure/generator.js';
import {
  closedOf,
  comment,
  complete,
  deleteRepository,
  deleteTag,
  openOf,
  reactivate,
} from '../play/azure/mutations.js';
import type { AzureWorld } from '../play/azure/world.js';
import { type AzurePlay, azureLimits, playAzure } from './play-azure.js';
import type { Removal, Tool } from './tool.js';

/** Repositories, open pull requests and tags have no cursor: each run looks at their lists. */
const opening =
  /\/_apis\/(?:projects|git\/repositories(?:\/[^/]+\/refs)?)\?|\/git\/pullrequests\?.*status=active/;

/** Changes that are made to the organisation while nobody reads it. */
const stories: Readonly<Record<string, (world: AzureWorld, at: number) => void>> = {
  'a repository that was deleted': (world) => deleteRepository(world, world.repositories[1]!),
  'a repository that was renamed': ({ repositories }) => {
    repositories[0]!.name = 'backend';
  },
  'a project that was renamed': ({ projects }) => {
    projects[0]!.name = 'Store';
  },
  'a default branch that was renamed': ({ repositories }) => {
    repositories[0]!.defaultBranch = 'refs/heads/trunk';
  },
  'a tag that was deleted': (world) => deleteTag(world, 'v1.1'),
  'a pull request that was completed': (world, at) => complete(openOf(world)[0]!, at),
  'a pull request that was opened again': (world, at) =>
    reactivate(world, closedOf(world).find(({ status }) => status === 'abandoned')!, at),
  'a comment after the end': (world, at) => comment(world, closedOf(world)[0]!, at, 'Too late.'),
};

const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server }: AzurePlay, at) => change(server.world, at),
}));

export const azureReposTool: Tool = {
  provider: azureRepos,
  start: (options) =>
    playAzure(
      {
        ...{ settings: {}, size: 10, opening },
        change: ({ world }, title) => {
          openOf(world)[0]!.title = title;
        },
        hook: ({ world }) => {
          const { id: pullRequestId, repository: of } = openOf(world)[0]!;
          const repository = { id: of.id, project: { id: of.project.id } };
          return { eventType: 'git.pullrequest.updated', resource: { pullRequestId, repository } };
        },
        spoil: ({ world }) => {
          closedOf(world)[1]!.isSpoilt = true;
          return 'MALFORMED_PULL_REQUEST';
        },
      },
      options,
    ),
  lacking: [{ name: 'vso.code', term: /vso\.code/, isOptional: false, lost: null }],
  limits: azureLimits,
  otherwise: { bots: robot.uniqueName },
  removals,
};

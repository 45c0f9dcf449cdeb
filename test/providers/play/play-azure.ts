import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { azurePipelines } from '../../../src/providers/azure-pipelines/index.js';
import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import { startAzure } from './azure/server.js';
import { createWorld } from './azure-boards/generator.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented organisation on Azure DevOps Server, and says how to connect to it. */
export async function playAzure({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const now = Date.now();
  const boards = createWorld({ size, now });
  const server = await startAzure({ size, port, now, boards, ...named });
  // One organisation has one list of projects.
  for (const [at, project] of server.world.projects.entries()) {
    const { id, name } = boards.projects[at] ?? project;
    Object.assign(project, { id, name });
  }
  const { token, settings, close } = server;
  const { organization = '' } = settings;
  const file = writeToken('azure', token);
  const connecting = [
    { provider: azureBoards, settings },
    { provider: azureRepos, settings },
    { provider: azurePipelines, settings },
  ];
  return {
    close,
    connecting,
    lines: [
      `Azure DevOps plays at ${organization}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -u :${token} '${organization}/_apis/projects?api-version=7.0'`,
      ...connectLines('azure-devops', { organization, 'token-file': file }),
    ],
  };
}

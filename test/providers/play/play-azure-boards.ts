import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { startBoards } from './azure-boards/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented organisation on Azure Boards, and says how to connect to it. */
export async function playAzureBoards({ size, port, token }: PlayOptions): Promise<Playing> {
  const named = token === null ? {} : { token };
  const server = await startBoards({ size, port, now: Date.now(), ...named });
  const { organization } = server.settings;
  const file = writeToken('azure-boards', server.token);
  const connecting = [{ provider: azureBoards, settings: server.settings }];
  return {
    close: server.close,
    connecting,
    lines: [
      `Azure Boards plays at ${organization}`,
      `token       ${server.token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -u :${server.token} '${organization}/_apis/projects?api-version=7.0'`,
      ...connectLines('azure-boards', { organization: organization!, 'token-file': file }),
    ],
  };
}

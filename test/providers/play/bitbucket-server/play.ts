import { bitbucketServer } from '../../../../src/providers/bitbucket-server/index.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from '../playing.js';
import { startBitbucket } from './server.js';

/** Starts an invented company on Bitbucket Data Center, and says how to connect to it. */
export async function playBitbucketServer({
  size,
  port,
  token: given,
}: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { address, world, settings, close } = await startBitbucket({
    size,
    port,
    now: Date.now(),
    ...named,
  });
  const { token } = world;
  const file = writeToken('bitbucket-server', token);
  const connecting = [{ provider: bitbucketServer, settings: settings }];
  return {
    close,
    connecting,
    lines: [
      `Bitbucket Data Center plays at ${address}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -H 'Authorization: Bearer ${token}' ${address}/rest/api/latest/repos`,
      ...connectLines('bitbucket-server', { 'base-url': address, 'token-file': file }),
    ],
  };
}

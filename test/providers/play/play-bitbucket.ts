import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { bitbucketPipelines } from '../../../src/providers/bitbucket-pipelines/index.js';
import { startBitbucket } from './bitbucket/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented company on Bitbucket Cloud, and says how to connect to it. */
export async function playBitbucket({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const server = await startBitbucket({ size, port, now: Date.now(), ...named });
  const { url, token, email, close } = server;
  const file = writeToken('bitbucket', token);
  const flags = { email, workspaces: 'harbour', 'base-url': url, 'token-file': file };
  const connecting = [
    { provider: bitbucket, settings: server.settings },
    { provider: bitbucketPipelines, settings: server.settings },
  ];
  return {
    close,
    connecting,
    lines: [
      `Bitbucket plays at ${url}`,
      `e-mail      ${email}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -u ${email}:${token} ${url}/2.0/repositories/harbour`,
      ...connectLines('bitbucket', flags),
      ...connectLines('bitbucket-pipelines', flags).slice(1),
    ],
  };
}

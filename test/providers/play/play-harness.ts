import { harness } from '../../../src/providers/harness/index.js';
import { startHarness } from './harness/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented account of Harness, and says how to connect to it. */
export async function playHarness({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { url, world, settings, close } = await startHarness({
    size,
    port,
    now: Date.now(),
    ...named,
  });
  const { account, token } = world;
  const file = writeToken('harness', token);
  const connecting = [{ provider: harness, settings: settings }];
  return {
    close,
    connecting,
    lines: [
      `Harness plays at ${url}`,
      `account     ${account}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -H 'x-api-key: ${token}' '${url}/ng/api/projects?accountIdentifier=${account}'`,
      ...connectLines('harness', { 'base-url': url, 'account-id': account, 'token-file': file }),
    ],
  };
}

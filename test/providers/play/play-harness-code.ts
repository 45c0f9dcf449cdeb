import { harnessCode } from '../../../src/providers/harness-code/index.js';
import { startCode } from './harness-code/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented account of Harness Code, and says how to connect to it. */
export async function playHarnessCode({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { url, world, settings, close } = await startCode({
    size,
    port,
    now: Date.now(),
    ...named,
  });
  const { account, token } = world;
  const file = writeToken('harness-code', token);
  const connecting = [{ provider: harnessCode, settings: settings }];
  return {
    close,
    connecting,
    lines: [
      `Harness Code plays at ${url}`,
      `account     ${account}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -H 'x-api-key: ${token}' '${url}/code/api/v1/repos?accountIdentifier=${account}&orgIdentifier=default'`,
      ...connectLines('harness-code', {
        'base-url': url,
        'account-id': account,
        'token-file': file,
      }),
    ],
  };
}

import { jira } from '../../../src/providers/jira/index.js';
import { startJira } from './jira/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented company on Jira Cloud, and says how to connect to it. */
export async function playJira({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { url, token, email, settings, close } = await startJira({
    size,
    port,
    now: Date.now(),
    ...named,
  });
  const file = writeToken('jira', token);
  const connecting = [{ provider: jira, settings }];
  return {
    close,
    connecting,
    lines: [
      `Jira plays at ${url}`,
      `e-mail      ${email}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -u ${email}:${token} ${url}/rest/api/3/myself`,
      ...connectLines('jira', { 'base-url': url, email, 'token-file': file }),
    ],
  };
}

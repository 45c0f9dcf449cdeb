import { jenkins } from '../../../src/providers/jenkins/index.js';
import { startJenkins } from './jenkins/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

const QUEUED = 4_000;

/** Starts an invented company on Jenkins, and says how to connect to it. */
export async function playJenkins({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const server = await startJenkins({
    ...{ size, port, now: Date.now(), queued: QUEUED, ...named },
    prefix: '/jenkins',
  });
  const { baseUrl = '', user = '', token = '' } = server.settings;
  const file = writeToken('jenkins', token);
  const connecting = [{ provider: jenkins, settings: server.settings }];
  return {
    close: server.close,
    connecting,
    lines: [
      `Jenkins plays at ${baseUrl}`,
      `user        ${user}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -u ${user}:${token} ${baseUrl}/whoAmI/api/json`,
      ...connectLines('jenkins', { 'base-url': baseUrl, user, 'token-file': file }),
    ],
  };
}

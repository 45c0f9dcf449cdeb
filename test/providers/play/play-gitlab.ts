import { gitlab } from '../../../src/providers/gitlab/index.js';
import { gitlabCi } from '../../../src/providers/gitlab-ci/index.js';
import { startGitlab } from './gitlab/server.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from './playing.js';

/** Starts an invented company on GitLab, and says how to connect to it. */
export async function playGitlab({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { url, token, settings, close } = await startGitlab({
    size,
    port,
    now: Date.now(),
    ...named,
  });
  const file = writeToken('gitlab', token);
  const connecting = [
    { provider: gitlab, settings },
    { provider: gitlabCi, settings },
  ];
  return {
    close,
    connecting,
    lines: [
      `GitLab plays at ${url}`,
      `token       ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -H 'Authorization: Bearer ${token}' ${url}/api/v4/projects`,
      ...connectLines('gitlab', { 'base-url': url, 'token-file': file }),
      ...connectLines('gitlab-ci', { 'base-url': url, 'token-file': file }).slice(1),
    ],
  };
}

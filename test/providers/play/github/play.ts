import { github } from '../../../../src/providers/github/index.js';
import { githubActions } from '../../../../src/providers/github-actions/index.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from '../playing.js';
import { generateWorld } from './generated/generate.js';
import { startGithub } from './start.js';

/** Starts an invented company on GitHub, and says how to connect to it. */
export async function playGithub({ size, port, token, perHour }: PlayOptions): Promise<Playing> {
  const world = generateWorld({ pullRequests: size, now: Date.now() });
  const tokens = [token === null ? {} : { value: token }];
  const {
    url,
    token: value,
    close,
  } = await startGithub({
    world,
    port,
    tokens,
    limits: perHour === null ? 'OFF' : { perHour },
  });
  const file = writeToken('github', value);
  const { login } = world.organization;
  const [first] = world.repositories;
  const access = { baseUrl: url, token: value, organizations: login };
  const connecting = [
    { provider: github, settings: { ...access, since: '2008-01-01' } },
    { provider: githubActions, settings: access },
  ];
  return {
    close,
    connecting,
    lines: [
      `GitHub plays at ${url} (as an Enterprise Server: ${url}/api/v3, ${url}/api/graphql)`,
      `token         ${value}`,
      `token file    ${file}`,
      `organisation  ${login} (${world.repositories.length} repositories, such as ${login}/${first?.name})`,
      '',
      'Try:',
      `  curl -H "Authorization: Bearer ${value}" ${url}/api/v3/orgs/${login}/repos`,
      ...connectLines('github', { 'base-url': url, 'token-file': file, organizations: login }),
    ],
  };
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Playing, PlayOptions } from '../index.js';
import { generateWorld } from './generated/generate.js';
import { startGithub } from './start.js';

/** Starts an invented company on GitHub, and says how to connect to it. */
export async function playGithub({ size, port, token }: PlayOptions): Promise<Playing> {
  const world = generateWorld({ pullRequests: size, now: Date.now() });
  const github = await startGithub({
    world,
    port,
    tokens: [token === null ? {} : { value: token }],
  });
  const file = join(mkdtempSync(join(tmpdir(), 'play-github-')), 'token');
  writeFileSync(file, github.token, { mode: 0o600 });
  const { login } = world.organization;
  const [first] = world.repositories;
  return {
    lines: [
      `GitHub plays at ${github.url} (an Enterprise Server: ${github.url}/api/v3, ${github.url}/api/graphql)`,
      `token         ${github.token}`,
      `token file    ${file}`,
      `organisation  ${login} (${world.repositories.length} repositories, such as ${login}/${first?.name})`,
      '',
      'Try:',
      `  curl -H "Authorization: Bearer ${github.token}" ${github.url}/api/v3/orgs/${login}/repos`,
      `  ALLOW_PRIVATE_HOSTS=127.0.0.1 npm run insights -- connect github --base-url ${github.url} --token-file ${file} --organizations ${login}`,
    ],
    close: github.close,
  };
}

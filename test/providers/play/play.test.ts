import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { playBitbucketServer } from './bitbucket-server/play.js';
import { playGithub } from './github/play.js';
import { playHarness } from './play-harness.js';
import { playHarnessCode } from './play-harness-code.js';
import { playJira } from './play-jira.js';

describe('npm run play', () => {
  it.each([
    ['GitHub', playGithub, '/api/v3/user'],
    ['Harness', playHarness, '/ng/api/projects'],
    ['Harness Code', playHarnessCode, '/code/api/v1/repos'],
    ['Jira', playJira, '/rest/api/3/myself'],
    ['Bitbucket Data Center', playBitbucketServer, '/bitbucket/rest/api/latest/repos'],
  ] as const)('starts %s and says how to connect to it', async (_, play, path) => {
    const { lines, close } = await play({
      size: 40,
      port: 0,
      token: 'a-token-to-use',
      perHour: null,
    });
    onTestFinished(close);
    const text = lines.join('\n');
    const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? [];
    const [, file = ''] = /token file +(\S+)/.exec(text) ?? [];
    expect(readFileSync(file, 'utf8')).toBe('a-token-to-use');
    expect(text).toContain(`--base-url ${url}`);
    expect((await fetch(`${url}${path}`)).status).toBe(401);
  });
});

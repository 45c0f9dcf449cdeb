import { readFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import { playAzureBoards } from '../play/play-azure-boards.js';

it('npm run play starts Azure Boards and says how to connect to it', async () => {
  const { lines, close } = await playAzureBoards({
    ...{ size: 8, port: 0, token: 'a-token-to-use', perHour: null },
  });
  onTestFinished(close);
  const text = lines.join('\n');
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\/\w+/.exec(text) ?? [];
  const [, file = ''] = /token file +(\S+)/.exec(text) ?? [];
  expect(readFileSync(file, 'utf8')).toBe('a-token-to-use');
  expect(text).toContain(`connect azure-boards --organization ${url}`);
  const projects = `${url}/_apis/projects?api-version=7.0`;
  // Azure answers an unknown token with a page to sign in at.
  expect((await fetch(projects)).status).toBe(203);
  const authorization = `Basic ${Buffer.from(':a-token-to-use').toString('base64')}`;
  expect((await fetch(projects, { headers: { authorization } })).status).toBe(200);
});

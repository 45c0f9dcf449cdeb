import { afterAll, beforeAll, expect, test } from 'vitest';
import { viewerKey } from './small-services.js';
import { type Started, start } from './start.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const post = (key: string) =>
  fetch(`${started.server.url}/graphql`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });

test.each([
  ['an answer', 200, () => post(viewerKey)],
  ['a refusal', 401, () => post('ei_wrong')],
  ['a path that is not there', 401, () => fetch(`${started.server.url}/anything`)],
  ['a health check', 200, () => fetch(`${started.server.url}/livez`)],
])('%s loads nothing, is framed by nobody and is what it says', async (_name, status, ask) => {
  const response = await ask();
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': expect.stringContaining('max-age='),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
  });
});

test('a page has all headers of helmet, and a policy of its own', async () => {
  const { headers } = await fetch(`${started.server.url}/`);
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'self'; script-src 'sha256-/,
  );
  expect(Object.fromEntries(headers)).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-dns-prefetch-control': 'off',
    'x-frame-options': 'SAMEORIGIN',
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKey } from './small-services.js';
import { type Started, start } from './start.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const insights = (path: string) =>
  `insights(scope: { path: "${path}" }, metrics: [LEAD_TIME_FOR_CHANGES], range: { preset: LAST_MONTH }) { id }`;

async function send(query: string) {
  const response = await fetch(`${started.server.url}/graphql`, {
    method: 'POST',
    headers: { 'x-api-key': adminKey, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { response, body: (await response.json()) as { errors?: Record<string, unknown>[] } };
}

test('a question that meets an outage of the database answers 503 and when to ask again', async () => {
  for (const query of [`{ ${insights('Away')} }`, `{ viewer { name } ${insights('Away')} }`]) {
    const { response, body } = await send(query);
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  }
  expect(started.log()).not.toContain('request failed');
});

test('a key that cannot be looked up answers 503 and when to ask again', async () => {
  started.company.outage = true;
  const { response, body } = await send('{ viewer { name } }').finally(() => {
    started.company.outage = false;
  });
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(body.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
});

test('a subscription sent by POST is sent to the WebSocket', async () => {
  const query =
    'subscription { insightUpdated(scope: { path: "Organisation" }, metrics: [LEAD_TIME_FOR_CHANGES], range: { preset: LAST_MONTH }) { sequence } }';
  const { response, body } = await send(query);
  expect(response.status).toBe(400);
  expect(body.errors).toMatchObject([
    {
      message: expect.stringMatching(/subscriptions go over WebSocket at this address/i),
      extensions: { code: 'BAD_REQUEST' },
    },
  ]);
  expect(started.log()).not.toContain('request failed');
});

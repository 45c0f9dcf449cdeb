import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { collecting } from './collecting.js';
import { viewerKey } from './small-services.js';
import { eventually, type Started, start } from './start.js';

let started: Started;
beforeAll(async () => {
  started = await start({}, 2000);
});
afterAll(() => started.server.stop());

const MANY = 40;
const subscription =
  'subscription { insightUpdated(scope: { path: "Held" }, metrics: [CODE_REWORK], range: { preset: LAST_MONTH }) { insight { headline { value } breakdown(by: CHILD) { key } } } }';

const figures = async (): Promise<Record<string, number>> => {
  const text = await (await fetch(`${started.server.url}/metrics`)).text();
  const lines = text.split('\n').map((line) => line.split(' ') as [string, string]);
  return Object.fromEntries(lines.map(([name, value]) => [name, Number(value)]));
};

test('subscribers of one change are answered a few at a time, all of them are, and questions go on', async () => {
  const held = Promise.withResolvers<void>();
  started.company.held = held.promise;
  const client = createClient({
    url: `${started.server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': viewerKey },
    retryAttempts: 0,
  });
  const subscribers = Array.from({ length: MANY }, () => collecting(client, subscription));
  await eventually(() => started.company.watching === MANY);
  started.company.change(9);
  const waiting = async () => {
    const { insights_questions_under_way: under = 0, insights_pushes_waiting: pushes = 0 } =
      await figures();
    return under > 0 && under + pushes === MANY;
  };
  await expect.poll(waiting).toBe(true);
  expect((await figures()).insights_questions_weight).toBeLessThanOrEqual(8);
  const { status } = await started.ask('{ viewer { name } }', {}, viewerKey);
  expect(status).toBe(200);
  held.resolve();
  await eventually(() => subscribers.every(({ results }) => results.length === 1));
  for (const { results, ended } of subscribers) {
    expect(results).toMatchObject([
      { data: { insightUpdated: { insight: { headline: { value: 9 * 3600 } } } } },
    ]);
    expect(ended).toEqual([]);
  }
  client.terminate();
  await expect.poll(async () => (await figures()).insights_questions_weight).toBe(0);
});

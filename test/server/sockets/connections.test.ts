import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { cuttable } from '../../client/cuttable.js';
import { collecting, subscription } from '../collecting.js';
import { adminKey } from '../small-services.js';
import { eventually, type Started, start } from '../start.js';

let small: Started;
beforeAll(async () => {
  small = await start({ connectionsPerKey: 2, subscriptionsPerKey: 3 });
});
afterAll(() => small.server.stop());

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await eventually(() => small.company.watching === 0);
});

/** The protocol's own client, which connects once. */
const connect = (url: string) => {
  const made = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': adminKey },
    retryAttempts: 0,
  });
  open.push(() => made.terminate());
  return made;
};

describe('a key that holds as many connections as it may', () => {
  test('is closed with 4503 and words of its own, after which any client may try again', async () => {
    collecting(connect(small.server.url), subscription);
    collecting(connect(small.server.url), subscription);
    await eventually(() => small.company.watching === 2);
    const { ended } = collecting(connect(small.server.url), subscription);
    await eventually(() => ended.length > 0);
    expect(ended[0]).toMatchObject({
      code: 4503,
      reason: 'This key holds 2 connections already; close one, or try again later',
    });
  });

  test('gives the places of connections whose network went away to new ones', async () => {
    const line = await cuttable(small.server.url);
    open.push(() => line.close());
    for (let index = 0; index < 2; index += 1) collecting(connect(line.url), subscription);
    await eventually(() => small.company.watching === 2);
    line.freeze();
    const { results, ended } = collecting(connect(small.server.url), subscription, { after: '1' });
    await eventually(() => results.length === 1);
    expect(ended).toEqual([]);
  });

  test('counts no subscription of a connection whose network went away', async () => {
    const line = await cuttable(small.server.url);
    open.push(() => line.close());
    const dead = connect(line.url);
    for (let index = 0; index < 3; index += 1) collecting(dead, subscription);
    await eventually(() => small.company.watching === 3);
    line.freeze();
    const alive = connect(small.server.url);
    const all = [0, 1, 2].map(() => collecting(alive, subscription, { after: '1' }));
    await eventually(() => all.every(({ results }) => results.length === 1));
    expect(JSON.stringify(all.map(({ results }) => results))).not.toContain('RATE_LIMITED');
  });
});

describe('an outage of the database', () => {
  test('closes new connections with 1013, after which any client tries again', async () => {
    small.company.outage = true;
    const { ended } = collecting(connect(small.server.url), subscription);
    await eventually(() => ended.length > 0);
    small.company.outage = false;
    expect(ended[0]).toMatchObject({ code: 1013, reason: expect.stringContaining('database') });
  });

  test('delays what is pushed, and loses nothing', async () => {
    const { results, ended } = collecting(connect(small.server.url), subscription);
    await eventually(() => small.company.watching === 1);
    small.company.outage = true;
    small.company.change(9);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(results).toEqual([]);
    small.company.outage = false;
    await eventually(() => results.length === 1);
    expect(results).toMatchObject([
      { data: { insightUpdated: { insight: { headline: { value: 9 * 3600 } } } } },
    ]);
    expect(ended).toEqual([]);
  });
});

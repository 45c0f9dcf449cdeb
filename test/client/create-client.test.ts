import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiError, createClient, documents } from '../../src/client/index.js';
import { adminKey } from '../server/small-services.js';
import { eventually, type Started, start } from '../server/start.js';
import { cuttable } from './cuttable.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const asked = {
  path: 'Organisation',
  metrics: ['LEAD_TIME_FOR_CHANGES'],
  range: { preset: 'LAST_MONTH' },
} as const;

test('a query answers typed data', async () => {
  const client = createClient(`${started.server.url}/graphql`, adminKey);
  const { viewer } = await client.query(documents.WhoAmI, {});
  expect(viewer.role).toBe('ADMIN');
  await client.close();
});

test('errors are thrown with the code of the first', async () => {
  const client = createClient(`${started.server.url}/graphql`, 'ei_wrong');
  const error = await client.query(documents.WhoAmI, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
  const subscription = client.subscribe(documents.TellMeWhenItChanges, asked);
  await expect(subscription.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('a subscriber that is cut off is told what it missed, once, and goes on', async () => {
  const line = await cuttable(started.server.url);
  const client = createClient(`${line.url}/graphql`, adminKey);
  const told: string[] = [];
  const ended = (async () => {
    for await (const { insightUpdated } of client.subscribe(documents.TellMeWhenItChanges, asked))
      told.push(`${insightUpdated.reason} ${insightUpdated.insight.headline.value}`);
  })();
  await eventually(() => started.company.watching === 1);
  started.company.change(1);
  await eventually(() => told.length === 1);
  line.cut();
  await eventually(() => started.company.watching === 0);
  started.company.change(2);
  await eventually(() => told.length === 2);
  started.company.change(3);
  await eventually(() => told.length === 3);
  expect(told).toEqual(['CHANGED 3600', 'REPLAY 7200', 'CHANGED 10800']);
  await client.close();
  await line.close();
  await eventually(() => started.company.watching === 0);
  await ended.catch(() => undefined);
});

test('leaving the loop or aborting ends the subscription', async () => {
  const client = createClient(`${started.server.url}/graphql`, adminKey);
  const stop = new AbortController();
  const aborted = client.subscribe(documents.TellMeWhenItChanges, asked, { signal: stop.signal });
  const next = aborted.next();
  await eventually(() => started.company.watching === 1);
  stop.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  await eventually(() => started.company.watching === 0);
  for await (const _ of client.subscribe(documents.TellMeWhenItChanges, { ...asked, after: '1' }))
    break;
  await eventually(() => started.company.watching === 0);
  await client.close();
});

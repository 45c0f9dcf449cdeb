import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
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
  expect(viewer?.role).toBe('ADMIN');
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

test('a subscriber that is cut off receives what it missed, once, and goes on', async () => {
  const line = await cuttable(started.server.url);
  const client = createClient(`${line.url}/graphql`, adminKey);
  const messages: string[] = [];
  const ended = (async () => {
    for await (const { insightUpdated } of client.subscribe(documents.TellMeWhenItChanges, asked))
      messages.push(`${insightUpdated.reason} ${insightUpdated.insight.headline.value}`);
  })();
  await eventually(() => started.company.watching === 1);
  started.company.change(1);
  await eventually(() => messages.length === 1);
  line.cut();
  await eventually(() => started.company.watching === 0);
  started.company.change(2);
  await eventually(() => messages.length === 2);
  started.company.change(3);
  await eventually(() => messages.length === 3);
  expect(messages).toEqual(['CHANGED 3600', 'REPLAY 7200', 'CHANGED 10800']);
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

test('a signal that is already aborted begins nothing', async () => {
  const client = createClient(`${started.server.url}/graphql`, adminKey);
  const signal = AbortSignal.abort();
  const subscription = client.subscribe(documents.TellMeWhenItChanges, asked, { signal });
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
  expect(started.company.watching).toBe(0);
  await expect(client.query(documents.WhoAmI, {}, { signal })).rejects.toMatchObject({
    name: 'AbortError',
  });
});

test('an abort or a close during the wait to connect again ends the loop at once', async () => {
  const line = await cuttable(started.server.url);
  const states: string[] = [];
  const client = createClient(`${line.url}/graphql`, adminKey, {
    onState: (state, reason) => states.push(reason === null ? state : `${state}: ${reason}`),
  });
  const stop = new AbortController();
  const { signal } = stop;
  const aborted = client.subscribe(documents.TellMeWhenItChanges, asked, { signal }).next();
  const closed = client.subscribe(documents.TellMeWhenItChanges, asked).next();
  await eventually(() => started.company.watching === 2);
  await line.close();
  await eventually(() => states.filter((state) => state.startsWith('lost')).length >= 3);
  expect(states.slice(0, 2)).toEqual(['connecting', 'connected']);
  expect(states[2]).toMatch(/^lost: 1006/);
  const begun = performance.now();
  stop.abort();
  expect(await aborted).toEqual({ done: true, value: undefined });
  await client.close();
  expect(await closed).toEqual({ done: true, value: undefined });
  expect(performance.now() - begun).toBeLessThan(500);
});

test('a wrong address ends with what answers there instead', async () => {
  const nowhere = createClient(`${started.server.url}/grapql`, adminKey);
  const subscription = nowhere.subscribe(documents.TellMeWhenItChanges, asked);
  await expect(subscription.next()).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('/graphql'),
  });
  const website = createServer((_request, response) =>
    response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>'),
  );
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void website.close());
  const { port } = website.address() as AddressInfo;
  const elsewhere = createClient(`http://127.0.0.1:${port}/graphql`, adminKey);
  const refused = { code: 'BAD_RESPONSE', message: expect.stringMatching(/404.*<h1>Not here/) };
  await expect(elsewhere.query(documents.WhoAmI, {})).rejects.toMatchObject(refused);
  await expect(
    elsewhere.subscribe(documents.TellMeWhenItChanges, asked).next(),
  ).rejects.toMatchObject(refused);
});

test('a server that is away is reported, and waited for', async () => {
  const states: string[] = [];
  const client = createClient('http://127.0.0.1:1/graphql', adminKey, {
    onState: (state) => states.push(state),
  });
  await expect(client.query(documents.WhoAmI, {})).rejects.toMatchObject({ code: 'UNREACHABLE' });
  const waiting = client.subscribe(documents.TellMeWhenItChanges, asked).next();
  await eventually(() => states.includes('lost'));
  await client.close();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('a full key is waited for until one of its connections ends', async () => {
  const full = await start({ connectionsPerKey: 1 });
  onTestFinished(() => full.server.stop());
  const line = await cuttable(full.server.url);
  onTestFinished(() => line.close());
  const lost: (string | null)[] = [];
  const holder = createClient(`${full.server.url}/graphql`, adminKey);
  const held = holder.subscribe(documents.TellMeWhenItChanges, asked).next();
  await eventually(() => full.company.watching === 1);
  const client = createClient(`${line.url}/graphql`, adminKey, {
    onState: (state, reason) => state === 'lost' && lost.push(reason),
  });
  const resumed = { ...asked, after: '1' };
  const waiting = client.subscribe(documents.TellMeWhenItChanges, resumed).next();
  await eventually(() => lost.length > 0);
  expect(lost[0]).toMatch(/^4503 This key holds 1 connections/);
  await holder.close();
  await held;
  expect((await waiting).value?.insightUpdated.reason).toBe('REPLAY');
  await client.close();
});

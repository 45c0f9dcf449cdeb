import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { collecting, subscription } from '../collecting.js';
import { adminKey, viewerKey } from '../small-services.js';
import { eventually, type Started, start } from '../start.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const address = () => `${started.server.url.replace('http', 'ws')}/graphql`;
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await eventually(() => started.company.watching === 0);
});

/** A bare socket that speaks the protocol by hand, and how it ended. */
function bare(headers: Record<string, string> = {}) {
  const socket = new WebSocket(address(), 'graphql-transport-ws', { headers });
  const messages: string[] = [];
  socket.on('message', (data) => messages.push(String(data)));
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  open.push(() => socket.terminate());
  const send = async (...sent: object[]) => {
    await opened;
    for (const message of sent) socket.send(JSON.stringify(message));
  };
  return { socket, messages, opened, closed, send };
}

const init = (key: string) => ({ type: 'connection_init', payload: { 'x-api-key': key } });

function client(key: string): Client {
  const made = createClient({
    url: address(),
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': key },
    retryAttempts: 0,
  });
  open.push(() => made.dispose());
  return made;
}

describe('the door', () => {
  test.each([
    ['without a key', { type: 'connection_init' }],
    ['with a wrong key', init('ei_wrong')],
  ])('is closed with 4403 %s', async (_, message) => {
    const { send, closed } = bare();
    await send(message);
    expect(await closed).toBe(4403);
  });

  test('says to a holder of the right secret that its key has expired', async () => {
    started.company.ends.set('ei_expired', 'EXPIRED');
    const { ended } = collecting(client('ei_expired'), subscription);
    await eventually(() => ended.length > 0);
    expect(ended[0]).toMatchObject({ code: 4403, reason: 'Forbidden: this API key has expired' });
    const { status, body } = await started.ask('{ viewer { name } }', {}, 'ei_expired');
    expect([status, body.errors?.[0]?.message]).toEqual([
      401,
      'This API key has expired; `insights key create` makes another.',
    ]);
  });

  test('opens to a key in either spelling', async () => {
    for (const payload of [{ 'x-api-key': viewerKey }, { Authorization: `ApiKey ${viewerKey}` }]) {
      const { send, messages } = bare();
      await send({ type: 'connection_init', payload });
      await eventually(() => messages.length > 0);
      expect(JSON.parse(messages[0] ?? '')).toEqual({ type: 'connection_ack' });
    }
  });

  test('is closed with 4401, 4429, 4409 and 4400 to a client that breaks the protocol', async () => {
    const early = bare();
    await early.send({ id: '1', type: 'subscribe', payload: { query: subscription } });
    expect(await early.closed).toBe(4401);

    const twice = bare();
    await twice.send(init(adminKey), init(adminKey));
    expect(await twice.closed).toBe(4429);

    const same = bare();
    await same.send(init(adminKey));
    await eventually(() => same.messages.length > 0);
    const subscribe = { id: '1', type: 'subscribe', payload: { query: subscription } };
    await same.send(subscribe, subscribe);
    expect(await same.closed).toBe(4409);

    const gibberish = bare();
    await gibberish.send({ type: 'hello' });
    expect(await gibberish.closed).toBe(4400);
  });

  test('is closed with 4408 to a client that says nothing for three seconds', async () => {
    expect(await bare().closed).toBe(4408);
  });

  test('is closed with 1009 to a message over 64 kB', async () => {
    const { send, closed } = bare();
    await send({ type: 'connection_init', payload: { long: 'x'.repeat(70_000) } });
    expect(await closed).toBe(1009);
  });

  test('forgets a client that leaves before the key is looked up', async () => {
    const key = 'ei_slow';
    const slow = { ...started.company.keys.get(viewerKey)!, key: 11 };
    started.company.keys.set(key, slow);
    for (let left = 0; left < 120; left += 1) {
      const { socket, send, closed } = bare();
      await send(init(key));
      socket.terminate();
      await closed;
    }
    const { send, messages } = bare();
    await send(init(key));
    await eventually(() => messages.length > 0);
    expect(JSON.parse(messages[0] ?? '')).toEqual({ type: 'connection_ack' });
  });

  test('stays shut for pages of other origins', async () => {
    await expect(bare({ origin: 'https://elsewhere.example' }).opened).rejects.toThrow('403');
    await bare({ origin: started.server.url }).opened;
  });
});

describe('operations', () => {
  test('a query is answered as over HTTP', async () => {
    const { results, ended } = collecting(client(adminKey), '{ viewer { name role } }');
    await eventually(() => ended.length > 0);
    const { body } = await started.ask('{ viewer { name role } }');
    expect(results).toEqual([body]);
  });

  test('a mistake of ours is masked', async () => {
    const query =
      '{ insights(scope: { path: "Broken" }, metrics: [], range: { preset: LAST_MONTH }) { id } }';
    const { results, ended } = collecting(client(adminKey), query);
    await eventually(() => ended.length > 0);
    expect(JSON.stringify(results)).toContain('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(results)).not.toContain('api_key');
  });

  test('a query that takes too long is given up as over HTTP', async () => {
    const query =
      '{ insights(scope: { path: "Endless" }, metrics: [], range: { preset: LAST_MONTH }) { id } }';
    const { results } = collecting(client(adminKey), query);
    await eventually(() => results.length > 0);
    const { body } = await started.ask(query);
    const [firstAnswer] = results as [typeof body];
    expect(firstAnswer.errors?.[0]).toMatchObject({
      message: body.errors?.[0]?.message,
      extensions: { code: 'UNAVAILABLE' },
    });
  });
});

describe('subscriptions', () => {
  test('send each change once, and end when the subscriber leaves', async () => {
    const { results, stop } = collecting(client(adminKey), subscription);
    await eventually(() => started.company.watching === 1);
    started.company.change(5);
    await eventually(() => results.length === 1);
    started.company.change(6);
    await eventually(() => results.length === 2);
    expect(results).toMatchObject([
      { data: { insightUpdated: { insight: { headline: { value: 5 * 3600 } } } } },
      { data: { insightUpdated: { insight: { headline: { value: 6 * 3600 } } } } },
    ]);
    stop();
    await eventually(() => started.company.watching === 0);
  });

  test('begin with what was missed since `after`', async () => {
    started.company.change(7);
    const { results } = collecting(client(adminKey), subscription, { after: '1' });
    await eventually(() => results.length === 1);
    expect(results).toMatchObject([{ data: { insightUpdated: { reason: 'REPLAY' } } }]);
  });

  test('end with 4403 within seconds when the key is revoked, though nothing changes', async () => {
    const key = 'ei_short_lived';
    started.company.keys.set(key, { ...started.company.keys.get(viewerKey)!, key: 9 });
    const { ended } = collecting(client(key), subscription);
    await eventually(() => started.company.watching === 1);
    started.company.keys.delete(key);
    started.company.ends.set(key, 'REVOKED');
    await eventually(() => ended.length > 0);
    expect(ended[0]).toMatchObject({ code: 4403, reason: 'Forbidden: this API key was revoked' });
  });

  test('send a revoked key nothing, not even the event that comes at once', async () => {
    const key = 'ei_revoked_at_once';
    started.company.keys.set(key, { ...started.company.keys.get(viewerKey)!, key: 10 });
    const { results, ended } = collecting(client(key), subscription);
    await eventually(() => started.company.watching === 1);
    started.company.keys.delete(key);
    started.company.change(8);
    await eventually(() => ended.length > 0);
    expect(results.filter((result) => (result as { data?: unknown }).data)).toEqual([]);
  });

  test('are limited in number for each key', async () => {
    const made = client(viewerKey);
    const all = Array.from({ length: 101 }, () => collecting(made, subscription));
    await eventually(() => all.some(({ results }) => results.length > 0));
    expect(JSON.stringify(all.flatMap(({ results }) => results))).toContain('RATE_LIMITED');
    expect(started.company.watching).toBe(100);
    all[0]?.stop();
    await eventually(() => started.company.watching === 99);
    collecting(made, subscription);
    await eventually(() => started.company.watching === 100);
  });
});

test('a stop closes sockets with 1001 and lets running requests finish', async () => {
  const other = await start();
  const socket = new WebSocket(
    `${other.server.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
  );
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  const running = other.ask('{ viewer { name } }');
  const [code, reply] = await Promise.all([closed, running, other.server.stop()]);
  expect(code).toBe(1001);
  expect(reply.status).toBe(200);
  await expect(fetch(other.server.url)).rejects.toThrow();
});

import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createSchema } from '../../../src/graph/schema.js';
import { type Server, startServer } from '../../../src/server/server.js';
import { administer, newPostgresUrl } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';
import { type HangingProxy, startHangingProxy } from '../hanging-proxy.js';

const DEADLINE = 1500;
const QUESTION = '{ viewer { account { name } } }';

let direct: string;
let proxy: HangingProxy;
let story: Story;
let server: Server;
let secret: string;
beforeAll(async () => {
  direct = await newPostgresUrl();
  proxy = await startHangingProxy(direct);
  story = await openStory('POSTGRESQL', { database: { url: proxy.url } });
  const { app, viewer } = story;
  secret = (await newKey('VIEWER')).secret;
  server = await startServer({
    services: app.services,
    schema: await createSchema(),
    environment: { host: '127.0.0.1', port: 0, corsOrigins: [] },
    log: pino({ level: 'silent' }),
    ready: app.ready,
    writable: app.writable,
    requestMilliseconds: DEADLINE,
  });
  await app.directory.account.describe(viewer);
});
afterAll(async () => {
  proxy.resume();
  await server.stop();
  await proxy.stop();
});

const newKey = (role: 'VIEWER' | 'ADMIN') =>
  story.app.directory.keys.create(story.viewer, {
    ...{ name: role, role, reveals: false, expiresAt: null },
  });

async function ask(query = QUESTION, key = secret, signal: AbortSignal | null = null) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query }),
    signal,
  });
  const { errors = [] } = (await response.json()) as { errors?: { extensions: object }[] };
  const later = response.headers.get('retry-after');
  return { status: response.status, later, errors };
}
const unavailable = {
  status: 503,
  later: expect.stringMatching(/^\d+$/),
  errors: [{ extensions: { code: 'UNAVAILABLE' } }],
};
const statusOf = async (path: string) => (await fetch(server.url + path)).status;

/** A WebSocket that says who it is once it is open. */
function newSocket(): WebSocket {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, [
    'graphql-transport-ws',
  ]);
  const payload = { 'x-api-key': secret };
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
  return socket;
}

/** Returns the code with which a WebSocket is closed, or null if it is admitted. */
const connectSocket = () =>
  new Promise<number | null>((resolve) => {
    const socket = newSocket();
    socket.on('message', () => {
      resolve(null);
      socket.close();
    });
    socket.on('close', (code) => resolve(code));
  });

test('a database that hangs is answered for within the deadline, and asked again when it goes on', async () => {
  expect(await ask()).toMatchObject({ status: 200 });
  proxy.hang();
  const answers = Array.from({ length: 12 }, () => ask());
  expect(await statusOf('/livez')).toBe(200);
  expect(await connectSocket()).toBe(1013);
  for (const answer of await Promise.all(answers)) expect(answer).toMatchObject(unavailable);
  expect(await statusOf('/readyz')).toBe(503);
  proxy.resume();
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ status: 200 }), 10_000);
  expect(await connectSocket()).toBeNull();
});

/** Holds a lock on a table while `work` goes on, which is given a look at how many statements wait for it. */
async function locking<T>(table: string, work: (waiting: () => Promise<number>) => Promise<T>) {
  const release = Promise.withResolvers<void>();
  const held = administerUntil(`lock table ${table} in access exclusive mode`, release.promise);
  await held.begun;
  const waiting = async () => {
    const { rows } = await administer(
      direct,
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return (rows[0] as { count: number }).count;
  };
  try {
    return await work(waiting);
  } finally {
    release.resolve();
    await held.ended;
  }
}

function administerUntil(sql: string, release: Promise<void>) {
  const begun = Promise.withResolvers<void>();
  const ended = (async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({ connectionString: direct });
    await client.connect();
    await client.query('begin');
    await client.query(sql);
    begun.resolve();
    await release;
    await client.end();
  })();
  return { begun: begun.promise, ended };
}

test.each(['api_key', 'account_setting'])(
  'what waits for the locked table %s is answered within the deadline, and its statement ends',
  async (table) => {
    const unknown = (await newKey('VIEWER')).secret;
    await locking(table, async (waiting) => {
      expect(await ask(QUESTION, unknown)).toMatchObject(unavailable);
      await vi.waitFor(async () => expect(await waiting()).toBe(0), 3000);
    });
    expect(await ask(QUESTION, unknown)).toMatchObject({ status: 200 });
  },
);

/** Asks over HTTP, or over a WebSocket. Returns how to leave before there is an answer. */
const leaving: Record<string, () => Promise<() => unknown>> = {
  'hangs up': async () => {
    const gone = new AbortController();
    void ask(QUESTION, secret, gone.signal).catch(() => null);
    return () => gone.abort();
  },
  'completes it over a WebSocket': async () => {
    const socket = await askOverSocket();
    return () => socket.send(JSON.stringify({ id: 'one', type: 'complete' }));
  },
  'closes its WebSocket': async () => {
    const socket = await askOverSocket();
    return () => socket.close();
  },
};

async function askOverSocket(): Promise<WebSocket> {
  const socket = newSocket();
  await new Promise((resolve) => socket.once('message', resolve));
  socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload: { query: QUESTION } }));
  return socket;
}

test.each(Object.entries(leaving))('a statement ends when its asker %s', async (_, begin) => {
  await locking('account_setting', async (waiting) => {
    const leave = await begin();
    await vi.waitFor(async () => expect(await waiting()).toBe(1), 1000);
    leave();
    await vi.waitFor(async () => expect(await waiting()).toBe(0), 1000);
  });
});

test('a database that takes no changes is read on, with a key that was never used, too', async () => {
  const [reader, writer] = [await newKey('VIEWER'), await newKey('ADMIN')];
  const name = new URL(direct).pathname.slice(1);
  const isReadOnly = async (value: 'on' | 'off') => {
    await administer(
      direct.replace(`/${name}`, '/postgres'),
      `alter database ${name} set default_transaction_read_only = ${value}`,
    );
    await administer(
      direct.replace(`/${name}`, '/postgres'),
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(200), 10_000);
  };
  const change =
    'mutation { createApiKey(input: { name: "another", role: VIEWER }) { userErrors { code } } }';
  await isReadOnly('on');
  for (const { secret: key } of [reader, writer])
    expect(await ask(QUESTION, key)).toMatchObject({ status: 200, errors: [] });
  expect(await ask(change, writer.secret)).toMatchObject(unavailable);
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({
    ...{ status: 'degraded', reads: 'ok', writes: 'unavailable' },
  });
  await isReadOnly('off');
  expect(await ask(change, writer.secret)).toMatchObject({ status: 200, errors: [] });
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ok' });
});

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { metrics } from '../../src/engine/metrics/index.js';
import {
  type Memory,
  memoryOf,
  residentOf,
  type Served,
  serveEmbedded,
  servePostgres,
} from './flood-server.js';
import { say } from './rows.js';

const LOW_KEYS = 10;

interface Target extends Served {
  readonly keys: readonly string[];
}

async function ask(url: string, key: string, query: string, variables: object = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, text: await response.text() };
}

async function makeKey({ url, admin }: Served, name: string): Promise<string> {
  const { text } = await ask(
    url,
    admin,
    `mutation { createApiKey(input: { name: "${name}", role: VIEWER }) { secret } }`,
  );
  const { data } = JSON.parse(text) as { data: { createApiKey: { secret: string } } };
  return data.createApiKey.secret;
}

const heavy = `{ insights(scope: { path: "Organisation" }, metrics: [${metrics.map(({ id }) => id).join(', ')}],
  range: { last: { count: 52, unit: WEEK } }, granularity: WEEK) {
  headline { value } series { from value { value sampleSize } segments { key value { value } } } explanation { counted } } }`;

/** Returns a different document for each number, so that none shares the answer of another. */
const heavyOf = (number: number) => `${heavy} # ${number}`;

/** Counts answers by what they were. */
type Count = (answer: number | string) => void;

async function questions({ url, keys }: Target, count: Count): Promise<void> {
  const one = async (index: number) =>
    count((await ask(url, keys[index % LOW_KEYS]!, heavyOf(index))).status);
  for (let round = 0; round < 4; round += 1)
    await Promise.all(Array.from({ length: 250 }, (_, index) => one(index)));
  const sockets = await openSockets({ url, keys }, LOW_KEYS);
  await Promise.all(sockets.map((socket) => askOver(socket, 100, count)));
  for (const socket of sockets) socket.terminate();
}

async function askOver(socket: WebSocket, times: number, count: Count): Promise<void> {
  let left = times;
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse(String(data)) as {
      type: string;
      payload?: { errors?: unknown };
    };
    if (type === 'complete' || type === 'connection_ack') return;
    count(type === 'next' && !payload?.errors ? 'socket answer' : 'socket error');
    left -= 1;
    if (left === 0) resolve();
  });
  socket.on('close', () => resolve());
  for (let id = 0; id < times; id += 1)
    socket.send(JSON.stringify({ id: `${id}`, type: 'subscribe', payload: { query: heavy } }));
  await promise;
}

async function bombs({ url, keys }: Target, count: Count): Promise<void> {
  const body = new Uint8Array(
    gzipSync(`{"query":"{ viewer { name } }","variables":{"x":"${'['.repeat(14_000_000)}"}}`),
  );
  const one = async (index: number) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'x-api-key': keys[index % LOW_KEYS]! },
      body,
    });
    count(response.status);
    await response.text();
  };
  await Promise.all(Array.from({ length: 400 }, (_, index) => one(index)));
}

async function openSockets({ url, keys }: Pick<Target, 'url' | 'keys'>, length: number) {
  const open = async (index: number) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, ['graphql-transport-ws']);
    socket.on('error', () => undefined);
    socket.on('open', () => {
      const payload = { 'x-api-key': keys[index % LOW_KEYS] };
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    await new Promise((resolve) => {
      for (const event of ['message', 'close', 'error']) socket.once(event, resolve);
    });
    return socket;
  };
  const sockets: WebSocket[] = [];
  for (let begun = 0; begun < length; begun += 100)
    sockets.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(100, length - begun) }, (_, index) => open(begun + index)),
      )),
    );
  return sockets;
}

async function sockets(target: Target, count: Count): Promise<void> {
  const opened = await openSockets(target, 2000);
  for (const { readyState, OPEN } of opened) count(readyState === OPEN ? 'open' : 'closed');
  for (const socket of opened) socket.terminate();
}

async function halfOpen({ url }: Target, count: Count): Promise<void> {
  const { hostname, port } = new URL(url);
  const one = async () => {
    const socket: Socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    socket.resume();
    const closed = await Promise.race([once(socket, 'close').then(() => 'closed'), pause(20_000)]);
    count(closed === undefined ? 'still open after 20 s' : 'closed by the server');
    socket.destroy();
  };
  await Promise.all(Array.from({ length: 500 }, one));
}

interface Probed {
  readonly livez: readonly number[];
  readonly small: readonly number[];
  readonly failed: number;
}

const percentile = (times: readonly number[], share: number): string => {
  const sorted = times.toSorted((one, other) => one - other);
  return `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)} ms`;
};

async function report(probe: Worker): Promise<Probed> {
  probe.postMessage('REPORT');
  const [probed] = (await once(probe, 'message')) as [Probed];
  return probed;
}

interface Bench {
  readonly target: Target;
  readonly probe: Worker;
  readonly idle: Memory;
}

/** Runs one flood and says what it did to the server. */
async function flood(
  name: string,
  { target, probe, idle }: Bench,
  work: (target: Target, count: Count) => Promise<void>,
): Promise<void> {
  const answers: Record<string, number> = {};
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, residentOf(target.process));
  }, 50);
  await report(probe);
  const began = performance.now();
  await work(target, (answer) => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { livez, small, failed } = await report(probe);
  clearInterval(watching);
  say(`${name}: ${JSON.stringify(answers)} in ${seconds} s`);
  say(
    `  memory at most +${Math.round(most - idle.resident)} MB; /livez p99 ${percentile(livez, 0.99)}, at most ${percentile(livez, 1)}; another key's question p99 ${percentile(small, 0.99)}, at most ${percentile(small, 1)}; ${failed} of ${livez.length + small.length} failed`,
  );
}

const above = (memory: Memory, idle: Memory) =>
  `${Math.round(memory.resident - idle.resident)} MB resident, ${Math.round(memory.used - idle.used)} MB used`;

/** Says how far above its idle level the memory is, some time after the last flood; nothing but this look at it is asked meanwhile. */
async function sayReturn({ target, idle }: Bench): Promise<void> {
  let waited = 0;
  for (const seconds of [10, 30, 60, 120]) {
    await pause((seconds - waited) * 1000);
    waited = seconds;
    say(`${seconds} s later, above idle: ${above(await memoryOf(target), idle)}`);
  }
}

async function open(served: Served): Promise<Bench> {
  const keys: string[] = [];
  for (let key = 0; key < LOW_KEYS; key += 1) keys.push(await makeKey(served, `low ${key}`));
  const target = { ...served, keys };
  const warm = Array.from({ length: 20 }, (_, index) =>
    ask(served.url, keys[index % LOW_KEYS]!, heavyOf(-index)),
  );
  const [first] = await Promise.all(warm);
  await pause(30_000);
  const idle = await memoryOf(served);
  say(
    `idle, 30 s after 20 heavy questions: ${Math.round(idle.resident)} MB resident, ${Math.round(idle.used)} MB used; one is answered with ${first?.text.length} bytes`,
  );
  const workerData = { url: served.url, key: await makeKey(served, 'another') };
  const probe = new Worker(new URL('./flood-probe.ts', import.meta.url), { workerData });
  return { target, probe, idle };
}

async function floodServer(name: string, serve: () => Promise<Served>): Promise<void> {
  say(name);
  const served = await serve();
  try {
    const bench = await open(served);
    await flood('2,000 heavy questions', bench, questions);
    await flood('400 packed bombs', bench, bombs);
    await flood('2,000 sockets', bench, sockets);
    await flood('500 half-open requests', bench, halfOpen);
    await bench.probe.terminate();
    await sayReturn(bench);
  } finally {
    await served.stop();
  }
}

/** Measures the effect of floods from low keys on memory, on `/livez` and on another key's question. Runs on both databases, or on one by `-- --postgres` or `-- --embedded`. */
export async function benchmark(): Promise<void> {
  if (!process.argv.includes('--postgres')) await floodServer('Embedded database', serveEmbedded);
  if (!process.argv.includes('--embedded')) await floodServer('PostgreSQL', servePostgres);
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { adminKey, viewerKey } from './small-services.js';
import { eventually, type Started, start } from './start.js';

let started: Started;
beforeAll(async () => {
  started = await start({}, 1500);
});
afterAll(() => started.server.stop());

const MANY = 230;
/** A question that is never answered; those of other numbers are not equal. */
const endless = (number: number) =>
  `{ of${number}: insights(scope: { path: "Endless" }, metrics: [CODE_REWORK], range: { preset: LAST_MONTH }) { id } }`;
const begunBy = (key: number) =>
  started.company.askedBy.filter((viewer) => viewer.key === key).length;

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

/** A WebSocket of a key that was admitted, and all that came over it since. */
async function connect(key: string) {
  const socket = new WebSocket(`${started.server.url.replace('http', 'ws')}/graphql`, [
    'graphql-transport-ws',
  ]);
  const came: Message[] = [];
  socket.on('message', (data) => came.push(JSON.parse(String(data)) as Message));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { 'x-api-key': key } }));
  await eventually(() => came.some(({ type }) => type === 'connection_ack'));
  return { socket, came };
}

test('one socket begins a few of its questions at a time, and all are answered for', async () => {
  const { socket, came } = await connect(viewerKey);
  for (let id = 0; id < MANY; id += 1)
    socket.send(
      JSON.stringify({ id: `${id}`, type: 'subscribe', payload: { query: endless(id) } }),
    );
  expect((await started.ask('{ viewer { name } }', {}, adminKey)).status).toBe(200);
  const answers = () => came.filter(({ type }) => type === 'next' || type === 'error');
  await eventually(() => answers().length >= MANY, 9000);
  const unavailable = [{ extensions: { code: 'UNAVAILABLE' } }];
  for (const { type, payload } of answers())
    expect(payload).toMatchObject(type === 'error' ? unavailable : { errors: unavailable });
  expect(begunBy(2)).toBeLessThanOrEqual(8);
  socket.terminate();
});

test('over HTTP they are answered 503 and when to ask again, and another key is answered', async () => {
  const many = Array.from({ length: MANY }, async (_, number) => {
    const response = await fetch(`${started.server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': viewerKey },
      body: JSON.stringify({ query: endless(number) }),
    });
    return [response.status, response.headers.has('retry-after')];
  });
  expect((await started.ask('{ viewer { name } }', {}, adminKey)).status).toBe(200);
  for (const answer of await Promise.all(many)) expect(answer).toEqual([503, true]);
  expect(begunBy(2)).toBeLessThanOrEqual(8);
});

import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { collecting } from '../collecting.js';
import { adminKey, viewerKey } from '../small-services.js';
import { eventually, type Started, start } from '../start.js';

let started: Started;
let release: () => void;
const colleagueKey = 'ei_colleague_0123456789';
beforeAll(async () => {
  started = await start({}, 4000);
  const { keys } = started.company;
  keys.set(colleagueKey, { ...keys.get(viewerKey)!, key: 7, keyName: 'Another' });
});
afterAll(() => started.server.stop());
beforeEach(() => {
  const held = Promise.withResolvers<void>();
  release = held.resolve;
  started.company.held = held.promise;
  started.company.askedBy.length = 0;
});

const QUESTION =
  '{ insights(scope: { path: "Held" }, metrics: [CODE_REWORK], range: { preset: LAST_MONTH }) { headline { value } } }';
const answer = (hours: number) => ({
  data: { insights: [{ headline: { value: hours * 3600 } }] },
});
const ask = async (key = viewerKey, query = QUESTION, signal: AbortSignal | null = null) => {
  const response = await fetch(`${started.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query }),
    signal,
  });
  return response.json();
};
/** Asks the same over a WebSocket. Returns what came and how to leave. */
function askOverSocket(key = viewerKey) {
  const client = createClient({
    url: `${started.server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': key },
    retryAttempts: 0,
  });
  return { ...collecting(client, QUESTION), leave: () => client.terminate() };
}
const awaited = async (): Promise<Record<string, number>> => {
  const text = await (await fetch(`${started.server.url}/metrics`)).text();
  return Object.fromEntries(text.split('\n').map((line) => line.split(' ') as [string, number]));
};
/** Ends when so many wait for shared answers. */
const waiting = (askers: number) =>
  expect.poll(async () => (await awaited()).insights_answers_awaited).toBe(String(askers));

test('equal questions of the same rights share one calculation, whichever way and key they come by', async () => {
  const first = ask();
  await eventually(() => started.company.askedBy.length === 1);
  started.company.change(8);
  const rest = [ask(), ask(colleagueKey), ask(colleagueKey)];
  const sockets = [askOverSocket(), askOverSocket(colleagueKey)];
  await waiting(6);
  release();
  expect(await first).toEqual(answer(3));
  for (const one of await Promise.all(rest)) expect(one).toEqual(answer(8));
  for (const { results, leave } of sockets) {
    await eventually(() => results.length === 1);
    expect(results).toEqual([answer(8)]);
    leave();
  }
  expect(started.company.askedBy.length).toBe(2);
});

test("who hangs up ends nobody else's, and the last who does ends the calculation", async () => {
  const gone = new AbortController();
  const leaving = [ask(), ask(viewerKey, QUESTION, gone.signal)].map((one) =>
    one.catch(() => null),
  );
  await eventually(() => started.company.askedBy.length === 1);
  const [socket, staying] = [askOverSocket(), askOverSocket(colleagueKey)];
  await waiting(4);
  gone.abort();
  socket.leave();
  await waiting(2);
  release();
  await eventually(() => staying.results.length === 1);
  await Promise.all(leaving);
  staying.leave();

  started.company.held = new Promise(() => undefined);
  const last = new AbortController();
  const asked = ask(viewerKey, QUESTION, last.signal).catch(() => null);
  await waiting(1);
  last.abort();
  await asked;
  await waiting(0);
});

test('other rights, other questions and what concerns a key alone are answered by themselves', async () => {
  const viewers = '{ viewer { name } }';
  const mixed = QUESTION.replace('{', '{ viewer { name }');
  const asked = [ask(), ask(adminKey), ask(colleagueKey, mixed), ask(viewerKey, mixed)];
  await eventually(() => started.company.askedBy.length === 4);
  release();
  await Promise.all(asked);
  const names = await Promise.all([viewerKey, colleagueKey].map((key) => ask(key, viewers)));
  expect(names).toEqual(['VIEWER key', 'Another'].map((name) => ({ data: { viewer: { name } } })));
});

test("an answer with errors is each asker's own, with its request", async () => {
  const broken = QUESTION.replace('Held', 'Nowhere');
  for (const one of await Promise.all([ask(viewerKey, broken), ask(viewerKey, broken)]))
    expect(one).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminKey } from './small-services.js';
import { type Started, start } from './start.js';

const QUICK = { head: 150, request: 400, silence: 700, look: 50, init: 150, farewell: 150 };
/** Well below what a server gives by default, and far above what it is given here. */
const SOON = 2500;

let started: Started;
beforeAll(async () => {
  started = await start({}, 500, QUICK);
});
afterAll(() => started.server.stop());

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A connection that never closes its own side. It sends `drip` again and again, and anything once the server has said goodbye: who still listens is found out so. */
async function openHalf(first: string, drip: string | Buffer | null = null) {
  const { hostname, port } = new URL(started.server.url);
  const socket: Socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let hasEnded = false;
  socket.on('end', () => {
    hasEnded = true;
  });
  socket.on('error', () => undefined);
  socket.resume();
  socket.write(first);
  const until = Date.now() + SOON;
  while (!socket.closed && Date.now() < until) {
    if (hasEnded) socket.write('x');
    else if (drip !== null) socket.write(drip);
    await wait(40);
  }
  const isClosed = socket.closed;
  socket.destroy();
  return isClosed;
}

const head = (more = '') =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: ${adminKey}\r\n${more}`;
const json = 'content-type: application/json\r\n';
const upgrade = (path: string) =>
  `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\n`;
const handshake =
  'sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n';

test.each<[string, string, (string | Buffer | null)?]>([
  ['says nothing', ''],
  ['never ends its head', head()],
  ['lets its head drip', head('x-long: '), 'a'],
  ['never sends its body', head(`${json}content-length: 900\r\n\r\n`)],
  ['lets its body drip', head(`${json}content-length: 900000\r\n\r\n`), ' '],
  ['lets its body drip in chunks', head(`${json}transfer-encoding: chunked\r\n\r\n`), '1\r\n \r\n'],
  ['never ends its upgrade', upgrade('/graphql')],
  ['upgrades to what is not there and stays', upgrade('/elsewhere') + handshake],
  ['upgrades without a handshake and stays', `${upgrade('/graphql')}\r\n`],
  ['opens a WebSocket and says nothing', upgrade('/graphql') + handshake],
  ['opens a WebSocket and begins a message', upgrade('/graphql') + handshake, Buffer.from([0x81])],
  ['speaks TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
])('a client that %s is closed in time', async (_, first, drip = null) => {
  expect(await openHalf(first, drip)).toBe(true);
});

test('after all of them nothing is held: no connection, no question', async () => {
  const look = async () => (await fetch(`${started.server.url}/metrics`)).text();
  const text = await look();
  expect(text).toContain('\ninsights_websocket_connections 0\n');
  expect(text).toContain('\ninsights_questions_under_way 0\n');
  expect(await started.ask('{ viewer { name } }')).toMatchObject({ status: 200 });
});

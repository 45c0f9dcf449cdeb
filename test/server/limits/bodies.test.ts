import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isDeeper } from '../../../src/server/limits/json-depth.js';
import { adminKey, viewerKey } from '../small-services.js';
import { eventually, type Started, start } from '../start.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const withVariable = (value: string) =>
  `{"query":"{ viewer { name } }","variables":{"unused":${value}}}`;

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) {
  const response = await fetch(`${started.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return {
    status: response.status,
    code: errors?.[0]?.extensions.code ?? null,
    later: response.headers.get('retry-after'),
  };
}

test('a packed body is refused before it is unpacked, from any sender', async () => {
  const bomb = new Uint8Array(gzipSync(withVariable(`"${'x'.repeat(14_000_000)}"`)));
  expect(bomb.length).toBeLessThan(16_000);
  for (const secret of [null, viewerKey, adminKey])
    for (const encoding of ['gzip', 'identity, gzip'])
      expect(
        await post(bomb, {
          'content-encoding': encoding,
          ...(secret === null ? {} : { 'x-api-key': secret }),
        }),
      ).toMatchObject({ status: 415, code: 'BAD_USER_INPUT' });
});

test('JSON that lies deeper in itself than anything that is asked for is refused', async () => {
  const headers = { 'x-api-key': viewerKey };
  expect(await post(withVariable(nested(60)), headers)).toMatchObject({ status: 200 });
  for (const levels of [65, 400_000])
    expect(await post(withVariable(nested(levels)), headers)).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    });
});

test('the depth of JSON is that of its arrays and objects, whatever its strings hold', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
      : 0;
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.nat(8), (value, levels) => {
      expect(isDeeper(JSON.stringify(value), levels)).toBe(depthOf(value) > levels);
    }),
    { numRuns: 50 },
  );
});

/** Announces a long body and sends nothing of it. */
function announce(secret: string, bytes: number): Socket {
  const { hostname, port } = new URL(started.server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\nx-api-key: ${secret}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n{`,
  );
  return socket;
}

test('long bodies of one key that come in at a time are bounded, and others go on', async () => {
  const open = Array.from({ length: 3 }, () => announce(adminKey, 16_000_000));
  const long = withVariable(`"${'x'.repeat(3_000_000)}"`);
  const answers: Awaited<ReturnType<typeof post>>[] = [];
  const poll = async (status: number) => {
    for (let tries = 0; answers.at(-1)?.status !== status && tries < 100; tries += 1)
      answers.push(await post(long, { 'x-api-key': adminKey }));
    return answers.at(-1);
  };
  expect(await poll(503)).toMatchObject({ code: 'UNAVAILABLE', later: expect.any(String) });
  expect(await post(withVariable('1'), { 'x-api-key': viewerKey })).toMatchObject({ status: 200 });
  for (const socket of open) socket.destroy();
  await eventually(() => open.every(({ destroyed }) => destroyed));
  expect(await poll(200)).toMatchObject({ status: 200 });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adminKey, viewerKey } from './small-services.js';
import { type Started, start } from './start.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const code = ({ body }: Awaited<ReturnType<Started['ask']>>) => body.errors?.[0]?.extensions.code;
const asking = (path: string) =>
  `{ insights(scope: { path: "${path}" }, metrics: [LEAD_TIME_FOR_CHANGES], range: { preset: LAST_MONTH }) { headline { value } } }`;

describe('without a valid key', () => {
  test.each([null, 'ei_wrong'])('everything answers 401 (key %s)', async (key) => {
    for (const query of ['{ __typename }', '{ __schema { types { name } } }', 'broken {']) {
      const reply = await started.ask(query, {}, key);
      expect(reply.status).toBe(401);
      expect(code(reply)).toBe('UNAUTHENTICATED');
      expect(reply.body.errors?.[0]?.extensions.requestId).toBeTruthy();
      expect(reply.body.data).toBeUndefined();
    }
    const elsewhere = await fetch(`${started.server.url}/anything`);
    expect(elsewhere.status).toBe(401);
  });

  test.each(['/', '/livez', '/readyz', '/metrics', '/schema.graphql'])(
    '%s answers',
    async (path) => {
      expect((await fetch(started.server.url + path)).status).toBe(200);
    },
  );

  test('both headers carry a key', async () => {
    for (const headers of [{ authorization: `ApiKey ${viewerKey}` }, { 'x-api-key': viewerKey }]) {
      const response = await fetch(`${started.server.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ viewer { name role account { name timeZone } } }' }),
      });
      expect(await response.json()).toEqual({
        data: {
          viewer: {
            name: 'VIEWER key',
            role: 'VIEWER',
            account: { name: 'Small company', timeZone: 'Europe/Berlin' },
          },
        },
      });
    }
  });
});

describe('errors', () => {
  test('a fault keeps its code and its message', async () => {
    const reply = await started.ask(asking('Nowhere'));
    expect(code(reply)).toBe('NOT_FOUND');
    expect(reply.body.errors?.[0]?.message).toBe('There is no node Nowhere.');
  });

  test('a mistake of ours is masked and found in the log by its request id', async () => {
    const reply = await started.ask(asking('Broken'));
    expect(code(reply)).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(reply.body)).not.toMatch(/api_key|select|\.ts|stack/i);
    const id = reply.body.errors?.[0]?.extensions.requestId ?? '?';
    const line = started
      .log()
      .split('\n')
      .find((one) => one.includes(id));
    expect(line).toContain('column missing');
  });

  test('an unknown field is refused without naming those that exist', async () => {
    const reply = await started.ask('{ viewr { name } }');
    expect(reply.status).toBe(400);
    expect(code(reply)).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(reply.body.errors?.[0]?.message).not.toMatch(/Did you mean/);
  });

  test('exactly one field of a scope and of a range is taken', async () => {
    const scope = (scope: object) =>
      started.ask(
        'query ($scope: InsightScopeInput!) { insights(scope: $scope, metrics: [CODE_REWORK], range: { preset: LAST_MONTH }) { id } }',
        { scope },
      );
    expect(code(await scope({ path: 'A', team: 'B' }))).toBe('BAD_USER_INPUT');
    expect(code(await scope({}))).toBe('BAD_USER_INPUT');
    expect(code(await scope({ team: 'no id of ours' }))).toBe('BAD_USER_INPUT');
    expect(code(await scope({ path: 'Organisation' }))).toBeUndefined();
  });

  test('no secret reaches the log', async () => {
    await started.ask('{ viewer { name } }');
    expect(started.log()).toContain('"path":"/graphql"');
    expect(started.log()).not.toContain(adminKey);
  });
});

describe('limits', () => {
  test('a long body is taken from a key that may write and refused from one that reads', async () => {
    const long = { path: 'x'.repeat(2_000_000) };
    const query =
      'query ($path: String!) { viewer { name @skip(if: false) } insights(scope: { path: $path }, metrics: [], range: { preset: LAST_MONTH }) { id } }';
    expect((await started.ask(query, long, adminKey)).status).toBe(200);
    const refused = await started.ask(query, long, viewerKey);
    expect([refused.status, code(refused)]).toEqual([413, 'BAD_USER_INPUT']);
  });

  test('a page of another origin is answered only if it is listed', async () => {
    const listed = await start({ corsOrigins: ['https://dashboards.example'] });
    const preflight = async (url: string) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://dashboards.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'x-api-key',
        },
      });
      return response.headers.get('access-control-allow-origin');
    };
    expect(await preflight(listed.server.url)).toBe('https://dashboards.example');
    expect(await preflight(started.server.url)).toBeNull();
    await listed.server.stop();
  });

  test('what takes too long is given up', async () => {
    const reply = await started.ask(asking('Endless'));
    expect([reply.status, code(reply)]).toEqual([503, 'UNAVAILABLE']);
  });
});

test('a query that a browser would send without asking first is refused', async () => {
  const response = await fetch(`${started.server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'x-api-key': adminKey },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
});

import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeNodeId } from '../../src/graph/node-id.js';
import { createSchema } from '../../src/graph/schema.js';
import { git } from '../../src/providers/git/index.js';
import { startServer } from '../../src/server/server.js';
import { httpTool } from '../ingestion/http-tool.js';
import { startTool } from '../ingestion/play-tool.js';
import { answerJson } from '../providers/http/vendor-server.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';
import type { Answer } from './real-server.js';

const SECRET = 'planted-secret-of-a-vendor';

interface Said {
  readonly [field: string]: unknown;
  readonly userErrors?: readonly { readonly code: string; readonly message: string }[];
}

describe.each(databaseKinds)('questions to a vendor over the API and the %s database', (kind) => {
  let story: Story;
  let url: string;
  let key: string;
  /** Everything that was logged or answered. */
  let written = '';

  const logger = (): Logger =>
    pino(
      { level: 'trace' },
      new Writable({
        write: (text, _, done) => {
          written += String(text);
          done();
        },
      }),
    );

  beforeAll(async () => {
    const log = logger();
    story = await openStory(kind, { providers: [git, httpTool], allowedPrivateHosts: ['*'], log });
    const { app, viewer } = story;
    const server = await startServer({
      services: app.services,
      schema: await createSchema(),
      environment: { host: '127.0.0.1', port: 0, corsOrigins: [] },
      ready: app.ready,
      log,
    });
    afterAll(() => server.stop());
    url = server.url;
    const given = { name: 'admin', role: 'ADMIN', reveals: true, expiresAt: null } as const;
    key = (await app.directory.keys.create(viewer, given)).secret;
  });

  const ask = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    written += text;
    return JSON.parse(text) as Answer;
  };
  const mutate = async (field: string, input: object, selection: string): Promise<Said> => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code field message } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    return data![field] as Said;
  };
  const connected = async () => {
    const tool = await startTool({ token: SECRET });
    const { number } = await story.app.ingestion.connect(story.viewer, {
      ...{ provider: httpTool.id, name: null, settings: tool.settings() },
    });
    return { tool, number, integration: encodeNodeId('Integration', number) };
  };
  const codes = ({ userErrors = [] }: Said) => userErrors.map(({ code }) => code);

  test('show what a sealed credential sees, page by page', async () => {
    const { integration } = await connected();
    const wanted = { integration, kind: 'BOARD', search: 'al', first: 1 };
    const first = await mutate('discover', wanted, 'items { value label detail } cursor');
    expect(first.items).toEqual([{ value: 'Alpha', label: 'Alpha', detail: null }]);
    const second = await mutate(
      'discover',
      { ...wanted, after: first.cursor },
      'items { value } cursor',
    );
    expect(second).toMatchObject({ items: [{ value: 'Alphabet' }], cursor: null, userErrors: [] });
  });

  test('are refused where they name no one source, or nothing that can be chosen', async () => {
    const { integration } = await connected();
    const codesOf = async (input: object) => codes(await mutate('discover', input, 'cursor'));
    expect(await codesOf({ kind: 'BOARD' })).toEqual(['ONE_SOURCE']);
    expect(await codesOf({ kind: 'BOARD', integration, provider: 'GIT' })).toEqual(['ONE_SOURCE']);
    expect(await codesOf({ kind: 'MOON', integration })).toEqual(['NOTHING_TO_DISCOVER']);
  });

  test('say whether one thing is at the vendor and what is stored of it', async () => {
    const { integration, number } = await connected();
    const look = (what: string) =>
      mutate(
        'spotCheck',
        { integration, what },
        'found message held { kind factId title status deletedAt }',
      );
    expect(await look('sprint-2')).toMatchObject({ found: true, held: [] });
    await story.sync(number);
    expect(await look('sprint-2')).toMatchObject({
      found: true,
      held: [{ kind: 'SPRINT', factId: 'sprint-2', title: 'Sprint 2 of items', status: 'FUTURE' }],
    });
    expect(await look('moon')).toMatchObject({ found: false, held: [] });
  });

  test('pass on what the tool says when it refuses, without the secret that it repeats', async () => {
    const { tool, integration, number } = await connected();
    tool.played.before = (asked, response) => {
      const { authorization } = asked.headers;
      answerJson(response, { message: `Nobody is known by ${authorization}` }, {}, 403);
      return true;
    };
    const refused = await mutate('discover', { integration, kind: 'BOARD' }, 'cursor');
    expect(codes(refused)).toEqual(['TOOL_FAILED']);
    expect(refused.userErrors?.[0]?.message).toContain('Nobody is known by Bearer (hidden)');
    const run = await story.app.ingestion.sync(story.viewer.account, number);
    expect(run).toMatchObject({ status: 'FAILED' });
    expect(run.message).toContain('(hidden)');
  });

  test('read a source again from a timestamp on, once, and change nothing by it', async () => {
    const { tool, number, integration } = await connected();
    await story.sync(number);
    const before = tool.asked.length;
    const from = '2026-01-05T00:00:00.000Z';
    const { run } = await mutate('reingest', { integration, from }, 'run { status pass }');
    expect(run).toEqual({ status: 'RUNNING', pass: 'INCREMENT' });
    await story.app.ingestion.idle();
    const again = tool.asked.slice(before).map(({ path }) => path);
    expect(again).toContain(`/items?page=1&since=${encodeURIComponent(from)}`);
    expect(again).toContain(`/items?page=3&since=${encodeURIComponent(from)}`);
    const [last] = await story.app.ingestion.lastRuns(story.viewer, [number]);
    expect(last).toMatchObject({ status: 'SUCCEEDED', counts: { calls: { saved: 0 } } });
    await story.sync(number);
    expect(tool.asked.at(-1)?.path).not.toContain('since');
    const later = { integration, from: '2999-01-01T00:00:00Z' };
    expect(codes(await mutate('reingest', later, 'run { status }'))).toEqual(['IN_FUTURE']);
  });

  test('leave the interval, the name and the settings to be changed, but not the place', async () => {
    const { tool, integration } = await connected();
    const fields = 'integration { name intervalMinutes nextAt failures settings { key value } }';
    const change = (more: object) => mutate('updateIntegration', { integration, ...more }, fields);
    const named = await change({ name: 'Boards', intervalMinutes: 90 });
    expect(named.integration).toMatchObject({ name: 'Boards', intervalMinutes: 90, failures: 0 });
    const back = await change({ intervalMinutes: null });
    expect(back.integration).toMatchObject({ name: 'Boards', intervalMinutes: 15 });
    const boards = [{ key: 'boards', value: 'Alpha' }];
    const chosen = await change({ settings: boards });
    expect(chosen.integration).toMatchObject({
      settings: expect.arrayContaining([boards[0], { key: 'url', value: tool.base.href }]),
    });
    expect(codes(await change({ intervalMinutes: 0 }))).toEqual(['WRONG_INTERVAL']);
    const elsewhere = [{ key: 'url', value: 'http://127.0.0.1:1' }];
    expect(codes(await change({ settings: elsewhere }))).toEqual(['OTHER_PLACE']);
    const secret = [{ key: 'token', value: `${SECRET}-too` }];
    expect(codes(await change({ settings: secret }))).toEqual(['IS_SECRET']);
  });

  test('and everything else that is logged or answered hold no secret', async () => {
    const given = [{ key: 'token', value: SECRET }];
    await mutate('discover', { provider: 'GIT', settings: given, kind: 'BOARD' }, 'cursor');
    await ask('{ integrations { nodes { name settings { key value } lastRun { message } } } }');
    await ask('{ activityLog(first: 50) { nodes { details } } }');
    expect(written).toContain('/boards');
    expect(written).not.toContain(SECRET);
  });
});

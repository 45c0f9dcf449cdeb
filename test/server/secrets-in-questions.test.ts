import { Writable } from 'node:stream';
import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSchema } from '../../src/graph/schema.js';
import { plantInQueries, plantInSubscriptions } from '../graph/plant-texts.js';
import { openStory, type Story } from '../story/open-story.js';
import { plantedTexts, shownIn } from './planted-secrets.js';
import { type RealServer, serveApp } from './real-server.js';

const MINUTES = 300_000;
const [, token] = plantedTexts as [string, string];
/** Lines of the log. */
const logged: string[] = [];
let story: Story;
let server: RealServer;
let key: string;
let schema: Awaited<ReturnType<typeof createSchema>>;

beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk));
      done();
    },
  });
  const log = pino({ level: 'trace' }, sink);
  story = await openStory('EMBEDDED', { log });
  await story.activate('Name,Email,Manager Email\nBoss,boss@x.io,\nAda,ada@x.io,boss@x.io\n');
  await story.settle();
  server = await serveApp(story.app, log);
  key = await server.key(story.viewer.account, 'ADMIN');
  schema = await createSchema();
}, MINUTES);

/** All texts of all tables. */
const stored = (): Promise<string[]> =>
  story.app.database.read(story.viewer.account, async (session) => {
    const names = await session.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'",
    );
    const rows: string[] = [];
    for (const { name } of names)
      rows.push(`${name} ${JSON.stringify(await session.query(`select * from "${name}"`))}`);
    return rows;
  });

const messagesOf = ({ errors = [] }: { errors?: readonly { message: string }[] }) =>
  errors.map(({ message }) => message);

describe('a secret in a question', { timeout: MINUTES }, () => {
  it('is repeated by no answer, wherever it stands, and rests nowhere', async () => {
    const places = plantInQueries(schema, plantedTexts);
    const said: string[] = [];
    let reached = 0;
    for (const { source, value } of places) {
      const answer = await server.ask(key, source, { value });
      said.push(JSON.stringify(answer));
      if (!messagesOf(answer).some((message) => message.startsWith('Variable'))) reached += 1;
    }
    expect([...said, ...logged, ...(await stored())].flatMap(shownIn)).toEqual([]);
    expect(reached).toBeGreaterThan(40);
    expect(said.some((text) => text.includes('(hidden'))).toBe(true);
  });

  it('is repeated by no answer over the socket', async () => {
    const said: string[] = [];
    for (const text of plantedTexts)
      for (const { source, value } of plantInSubscriptions(schema, text))
        said.push(JSON.stringify(await server.askSocket(key, source, { value })));
    const path =
      'query ($path: String!) { insights(scope: { path: $path }, metrics: [CODE_REWORK], range: { last: { count: 4, unit: WEEK } }) { unit } }';
    said.push(JSON.stringify(await server.askSocket(key, path, { path: token })));
    expect(said.some((text) => text.includes('No node'))).toBe(true);
    expect(said.flatMap(shownIn)).toEqual([]);
  });

  it.each([
    ['a field', `{ ${token} }`],
    ['an argument', `{ teams(${token}: 1) { nodes { id } } }`],
    ['a type', `query ($x: ${token}) { viewer { role } }`],
    ['a variable', `{ teams(search: $${token}) { nodes { id } } }`],
    ['a fragment', `{ ...${token} }`],
    ['a directive', `{ viewer @${token} { role } }`],
    ['a word that is out of place', `{ viewer { role } } ${token}`],
    ['a text that is out of place', `{ "${plantedTexts[0]}" }`],
    ['a text that does not end', `{ teams(search: "${plantedTexts[0]}`],
    ['a number', `{ teams(first: ["${token}"]) { nodes { id } } }`],
  ])('is not repeated as %s of a document', async (_, source) => {
    const answers = [await server.ask(key, source), await server.askSocket(key, source)];
    for (const answer of answers) {
      expect(messagesOf(answer)).not.toEqual([]);
      expect(shownIn(messagesOf(answer).join('\n'))).toEqual([]);
    }
  });
});

const bodyOf = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${server.url}${path}`, init);
  return { status: answer.status, text: await answer.text() };
};

describe('a secret in a request', () => {
  it.each<[string, number, string, RequestInit & { readonly type?: string }]>([
    ['a path that is wrongly escaped', 400, `/webhooks/%ff${token}`, {}],
    [
      'a path that is too long',
      414,
      `/webhooks/${token}${'x'.repeat(200)}`,
      { method: 'POST', body: '{}' },
    ],
    ['a path that leads nowhere', 404, `/${token}`, {}],
    ['the kind of a body', 415, '/graphql', { method: 'POST', body: token, type: `text/${token}` }],
    ['a body that is no JSON', 400, '/graphql', { method: 'POST', body: `{"${token}` }],
    ['the name of an operation', 400, `/graphql?query={viewer{role}}&operationName=${token}`, {}],
  ])('is not repeated as %s', async (_, status, path, { type = 'application/json', ...init }) => {
    const headers = {
      ...{ 'x-api-key': key, 'apollo-require-preflight': '1' },
      ...('method' in init ? { 'content-type': type } : {}),
    };
    const answer = await bodyOf(path, { ...init, headers });
    expect(answer).toMatchObject({ status, text: expect.stringContaining('"errors"') });
    expect(shownIn(answer.text)).toEqual([]);
    expect(logged.flatMap(shownIn)).toEqual([]);
  });

  it('is not repeated by the reason with which a socket is closed', async () => {
    const socket = new WebSocket(
      `${server.url.replace('http', 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    const send = (message: object) => socket.send(JSON.stringify(message));
    const closed = new Promise<string>((resolve, reject) => {
      socket.on('error', reject).on('close', (code, reason) => resolve(`${code} ${reason}`));
    });
    const query = 'subscription { syncProgressed(integration: "x") { pages } }';
    socket.on('open', () => send({ type: 'connection_init', payload: { 'x-api-key': key } }));
    socket.once('message', () => {
      for (let round = 0; round < 2; round += 1)
        send({ id: token, type: 'subscribe', payload: { query } });
    });
    expect(await closed).toMatch(/^4409 Subscriber for \(hidden-\w+\) already exists$/);
  });
});

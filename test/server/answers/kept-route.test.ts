import { beforeAll, expect, it } from 'vitest';
import { openStory, type Story } from '../../story/open-story.js';
import { deployment, importTwoServices, ingest } from '../../story/two-services.js';
import { type RealServer, serveApp } from '../real-server.js';

const QUERY = `query Page($path: String!) { insights(scope: { path: $path }, metrics: [DEPLOYMENT_FREQUENCY, LEAD_TIME_FOR_CHANGES, CODE_REWORK],
  range: { dates: { from: "2026-03-01", to: "2026-03-31" } }) { headline { value } sequence series { from value { value rate sampleSize dataStatus } } } }`;
const question = { query: QUERY, variables: { path: 'Organisation' } };

let story: Story;
let server: RealServer;
let key: string;
let statements = 0;
beforeAll(async () => {
  story = await openStory('EMBEDDED', { database: { onStatement: () => statements++ } });
  await importTwoServices(story);
  server = await serveApp(story.app);
  key = await server.key(story.viewer.account, 'VIEWER');
});

const get = (headers: Record<string, string> = {}) => {
  const asked = new URLSearchParams({
    query: QUERY,
    variables: JSON.stringify(question.variables),
  });
  return fetch(`${server.url}/graphql?${asked}`, {
    headers: { 'x-api-key': key, 'apollo-require-preflight': '1', ...headers },
  });
};
const post = (headers: Record<string, string> = {}, body: object = question) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key, ...headers },
    body: JSON.stringify(body),
  });

it('is asked again without any statement, and leaves with the same bytes and headers', async () => {
  const first = await post();
  const text = await first.text();
  statements = 0;
  const second = await post();
  expect(await second.text()).toBe(text);
  expect(statements).toBe(0);
  for (const name of ['content-type', 'etag', 'vary', 'cache-control', 'x-frame-options'])
    expect(second.headers.get(name)).toBe(first.headers.get(name));
  expect(first.headers.get('etag')).toMatch(
    new RegExp(`^W/"${JSON.parse(text).data.insights[0].sequence}-`),
  );
});

it('is 304 to a GET that holds it, until its account changes', async () => {
  const first = await get();
  const etag = first.headers.get('etag')!;
  const text = await first.text();
  const held = await get({ 'if-none-match': `"other", ${etag}` });
  expect([held.status, await held.text()]).toEqual([304, '']);
  expect((await post({ 'if-none-match': etag })).status).toBe(200);
  await ingest(story, [deployment('s9', '19', '07:00')]);
  await story.settle();
  const changed = await get({ 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect(await changed.text()).not.toBe(text);
});

it('is packed once for those who take that, and as it is for others', async () => {
  const plain = await (await post({ 'accept-encoding': 'identity' })).text();
  const raw = await post({ 'accept-encoding': 'gzip' });
  expect(raw.headers.get('content-encoding')).toBe('gzip');
  expect(await raw.text()).toBe(plain);
});

it('has the content type that the asker accepts', async () => {
  const accept = 'application/graphql-response+json';
  for (const wanted of [accept, accept, 'application/json', accept])
    expect((await post({ accept: wanted })).headers.get('content-type')).toContain(wanted);
  expect((await post({ accept: 'text/html' })).status).toBe(406);
});

it('is not given to a page of others, nor to what is asked in another form', async () => {
  const { url } = server;
  const asked = new URLSearchParams({ query: '{ metrics { id } }' });
  await post({}, { query: '{ metrics { id } }' });
  expect((await fetch(`${url}/graphql?${asked}`, { headers: { 'x-api-key': key } })).status).toBe(
    400,
  );
  const persisted = {
    ...question,
    extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } },
  };
  expect(await (await post({}, persisted)).text()).toContain('errors');
});

it('ends with its key at once', async () => {
  const given = { name: 'short', role: 'VIEWER' as const, reveals: false, expiresAt: null };
  const { key: made, secret } = await story.app.directory.keys.create(story.viewer, given);
  for (const status of [200, 200])
    expect((await post({ 'x-api-key': secret })).status).toBe(status);
  await story.app.directory.keys.revoke(story.viewer, made.number);
  expect((await post({ 'x-api-key': secret })).status).toBe(401);
});

it('is recorded each time if it shows names', async () => {
  const admin = await server.key(story.viewer.account, 'ADMIN');
  const named = question.query.replace(
    'headline',
    'breakdown(by: DEVELOPER) { developer { label } } headline',
  );
  const entries = async () =>
    (await story.app.directory.activity.list(story.viewer, { first: 100 })).items.length;
  const before = await entries();
  for (const _time of [1, 2, 3])
    await (await post({ 'x-api-key': admin }, { ...question, query: named })).text();
  expect(await entries()).toBe(before + 3);
});

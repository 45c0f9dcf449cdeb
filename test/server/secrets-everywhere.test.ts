import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { pino } from 'pino';
import { beforeAll, expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.js';
import { unpacked } from '../../src/ingestion/import/packing.js';
import { providers } from '../../src/providers/index.js';
import { plantInMutations } from '../graph/plant-texts.js';
import { sendWebhook } from '../ingestion/inbox/send-webhook.js';
import { webhookTool } from '../ingestion/inbox/webhook-tool.js';
import { writeHistory } from '../story/fast-import.js';
import { newDirectory, openStory, type Story } from '../story/open-story.js';
import { plantedTexts, shownIn, variantsOf } from './planted-secrets.js';
import { type RealServer, serveApp } from './real-server.js';

const MINUTES = 300_000;
const root = new URL('../../', import.meta.url);
/** All that went out, of answers, errors, headers and lines of the log. */
const said: string[] = [];
const note = <Answer>(answer: Answer): Answer => {
  const how = { depth: 20, maxStringLength: null, maxArrayLength: null };
  said.push(typeof answer === 'string' ? answer : inspect(answer, how));
  return answer;
};
const noted = <Answer>(work: Promise<Answer>): Promise<Answer | null> =>
  work.then(note, (error: unknown) => {
    note(error);
    return null;
  });
const textOf = (at: number) => plantedTexts[at % plantedTexts.length]!;
const [, token] = plantedTexts as [string, string];

const data = newDirectory();
const roots = newDirectory();
let story: Story;
let server: RealServer;
let key: string;

beforeAll(async () => {
  const sink = new Writable({
    write(chunk, _encoding, done) {
      said.push(String(chunk));
      done();
    },
  });
  const log = pino({ level: 'trace' }, sink);
  story = await openStory('EMBEDDED', {
    ...{ dataDirectory: data, gitRoots: [roots], log },
    ...{ providers: [...providers, webhookTool], allowedPrivateHosts: [] },
  });
  server = await serveApp(story.app, log);
  key = await server.key(story.viewer.account, 'ADMIN');
}, MINUTES);

async function plantByMutations(): Promise<void> {
  for (const { source, value } of plantInMutations(await createSchema(), plantedTexts))
    note(await server.ask(key, source, { value }));
}

/** Returns the fields that were refused. */
async function plantInSettings(): Promise<string[]> {
  const refused: string[] = [];
  for (const { id, settings } of providers) {
    const least = { location: '/x', baseUrl: 'https://x.example', email: 'a@x.example' };
    for (const [at, field] of settings.fields.entries()) {
      const known = settings.fields.flatMap(({ key: one }) =>
        one in least && one !== field.key ? [{ key: one, value: least[one as 'email'] }] : [],
      );
      const given = [...known, { key: field.key, value: textOf(at) }];
      const input = `input: { provider: ${id}, settings: $given }`;
      const query = `mutation ($given: [IntegrationSettingInput!]!) { connectIntegration(${input}) { userErrors { code field message } } }`;
      const answer = JSON.stringify(note(await server.ask(key, query, { given })));
      if (!field.secret && !answer.includes(`"settings","${field.key}"`)) refused.push(field.key);
    }
  }
  return refused;
}

async function plantInFacts(): Promise<void> {
  const readme = readFileSync(new URL('src/providers/custom/README.md', root), 'utf8');
  const lines = [...readme.matchAll(/^\{"kind".*\}$/gm)].flatMap(([line], index) => {
    const all = variantsOf(JSON.parse(line), '%');
    return all.map((one, at) =>
      JSON.stringify(one).replace('"%"', () => JSON.stringify(textOf(at + index))),
    );
  });
  expect(lines.length).toBeGreaterThan(200);
  const result = await noted(story.app.ingestion.ingest(story.viewer, { source: 'Facts', lines }));
  expect(result?.accepted).toBeGreaterThan(50);
  await noted(story.app.ingestion.ingest(story.viewer, { source: token, lines: [] }));
}

async function plantInGit(): Promise<void> {
  const location = join(roots, 'shop');
  const commit = { mark: 1, branch: token, author: `${token} <ada@x.example>` };
  const files = { [`${token}.txt`]: token, '.mailmap': `${token} <ada@x.example>` };
  writeHistory(location, {
    commits: [{ ...commit, message: plantedTexts.join('\n'), seconds: 1_750_000_000, files }],
    tags: [{ name: token, commit: 1 }],
    branches: { main: 1 },
  });
  const sourceOn = (branch: string) => ({
    ...{ provider: 'GIT', name: null, settings: { location, branch } },
  });
  await noted(story.app.ingestion.connect(story.viewer, sourceOn('other')));
  const source = sourceOn('main');
  const { number } = note(await story.app.ingestion.connect(story.viewer, source));
  note(await story.app.ingestion.sync(story.viewer.account, number));
}

async function plantInPeople(): Promise<void> {
  const content = `Name,Email,Manager Email,Note\nBoss,boss@x.example,,"${token}"\n`;
  const upload = { content, fileName: null, effectiveOn: null };
  const refusal = story.app.directory.imports.upload(story.viewer, upload);
  await expect(refusal).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: expect.stringContaining('Line 2 holds') })],
  });
  const good = content.replace(token, 'none');
  await story.activate(good);
  for (const name of plantedTexts) {
    const given = { name, role: 'VIEWER' as const, reveals: false, expiresAt: null };
    await noted(story.app.directory.keys.create(story.viewer, given));
    await noted(story.app.directory.account.create(name));
  }
}

async function plantInWebhooks(): Promise<void> {
  const { ingestion } = story.app;
  const secret = 'planted-secret-of-webhooks';
  const settings = { place: 'here', vendor: 'https://x.example', secret };
  const tool = { provider: webhookTool.id, name: null, settings };
  const { number } = await ingestion.connect(story.viewer, tool);
  const [path] = await ingestion.webhookPaths(story.viewer, [number]);
  for (const [at, text] of plantedTexts.entries()) {
    const flat = encodeURIComponent(text);
    const headers = { 'x-note': text.replaceAll('\n', ' '), authorization: `Bearer ${token}` };
    const address = `${server.url}${path}?access_token=${flat}`;
    const run = { kind: 'PIPELINE_RUN', id: text, updatedAt: '2026-03-02T09:00:00Z' };
    const lines = [JSON.stringify({ ...run, pipeline: text, kinds: ['CD'], status: 'SUCCESS' })];
    note(await sendWebhook(address, at === 1 ? token : `${at}`, { lines }, headers));
    note(await sendWebhook(address, `ignored ${at}`, { ignored: text }, headers));
    note(await sendWebhook(address, `broken ${at}`, text, headers));
    note(
      await sendWebhook(`${address}/x`, `lost ${at}`, {}, { 'x-tool-signature': text.slice(0, 9) }),
    );
  }
  await ingestion.inbox.process(story.viewer.account, number);
}

async function plantInRequests(): Promise<void> {
  const headers = { 'x-api-key': token, cookie: `a=${token}`, 'user-agent': token };
  for (const path of ['graphql', 'livez', 'readyz', 'metrics', 'nowhere', `webhooks/${token}`]) {
    const at = `${server.url}/${path}?access_token=${token}&query=${token}`;
    note(await (await fetch(at, { headers })).text());
    note(await (await fetch(at, { method: 'POST', headers, body: token })).text());
  }
  await server.askSocket(token, '{ viewer { name } }');
}

/** All tables, bodies of pages and webhooks unpacked. */
async function tables(): Promise<string[]> {
  return story.app.database.read(story.viewer.account, async (session) => {
    const names = await session.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'",
    );
    const rows: string[] = [];
    for (const { name } of names)
      rows.push(`${name} ${JSON.stringify(await session.query(`select * from "${name}"`))}`);
    for (const from of ['page', 'inbox_delivery'])
      for (const { body } of await session.query<{ body: Uint8Array }>(`select body from ${from}`))
        rows.push(`${from} ${await unpacked(body)}`);
    return rows;
  });
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => `${path} ${readFileSync(path, 'latin1')}`);

async function askSaved(): Promise<void> {
  const folder = new URL('schema/operations/', root);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql'))) {
    const query = readFileSync(new URL(file, folder), 'utf8');
    if (!/\(\$\w+: \w+!/.test(query) && /^query\b/m.test(query)) note(await server.ask(key, query));
  }
}

it(
  'a secret that is planted wherever a text comes in goes out nowhere, and rests nowhere',
  async () => {
    await plantByMutations();
    expect(await plantInSettings()).toEqual([]);
    await plantInFacts();
    await plantInGit();
    await plantInPeople();
    await plantInWebhooks();
    await plantInRequests();
    await story.settle();
    await askSaved();
    const everything = [...said, ...(await tables()), ...filesBelow(data)];
    expect(everything.flatMap(shownIn)).toEqual([]);
    expect(everything.some((text) => text.includes('(hidden-'))).toBe(true);
  },
  MINUTES,
);

it('what was kept before it was refused is shown without it', async () => {
  const text = plantedTexts.join(' ');
  await story.app.database.write(story.viewer.account, async (session) => {
    const kept = [JSON.stringify({ location: text, branch: text }), story.viewer.account];
    await session.query(
      'update integration set settings = $1::jsonb, name = $2 where account_id = $3',
      [kept[0], text, kept[1]],
    );
  });
  const settings = '{ integrations { nodes { name settings { key value } } } }';
  const shown = note(await server.ask(key, settings));
  expect(JSON.stringify(shown)).toContain('git.example.com');
  expect(shownIn(JSON.stringify(shown))).toEqual([]);
});

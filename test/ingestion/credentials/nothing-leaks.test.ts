import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { AppOptions } from '../../../src/app.js';
import { unpacked } from '../../../src/ingestion/import/packing.js';
import type { InsightQuery } from '../../../src/insights/answer/answer.js';
import { serveApp } from '../../server/real-server.js';
import { databaseKinds } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';
import { type PlantedTool, playTools } from './planted-tools.js';

const operation = (name: string): string =>
  readFileSync(new URL(`../../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');

/** The texts so far, of answers, errors and log lines. */
type Said = string[];

const listening = (said: Said): NonNullable<AppOptions['log']> => {
  const note = (...all: unknown[]) => void said.push(inspect(all, { depth: 10 }));
  return { error: note, warn: note, info: note, debug: note };
};

/** Does something and keeps what it answers or throws. */
async function noting<Answer>(said: Said, work: Promise<Answer>): Promise<Answer | null> {
  try {
    const answer = await work;
    said.push(inspect(answer, { depth: 20, maxStringLength: null, maxArrayLength: null }));
    return answer;
  } catch (error) {
    said.push(inspect(error, { depth: 20, maxStringLength: null }));
    return null;
  }
}

/** Everything that the tables of the account hold, bodies unpacked: what a copy of the database holds too. */
async function everything({ app, viewer }: Story): Promise<string> {
  const { tables, packs } = await app.database.read(viewer.account, async (session) => {
    const names = await session.query<{ name: string }>(
      "select distinct table_name as name from information_schema.columns where column_name = 'account_id' and table_schema = current_schema()",
    );
    const rows: unknown[] = [];
    for (const { name } of names)
      rows.push(await session.query(`select to_jsonb(t) as row from ${name} t`));
    const bodies = await session.query<{ body: Uint8Array }>(
      'select body from page union all select body from inbox_delivery',
    );
    return { tables: JSON.stringify(rows), packs: bodies };
  });
  const bodies = await Promise.all(packs.map(async ({ body }) => String(await unpacked(body))));
  expect(bodies.length).toBeGreaterThan(5);
  return [tables, ...bodies].join('\n');
}

/** Texts that a tool may answer with: its secrets whole, and one that lies where an excerpt ends. */
const repeating = ({ secrets }: PlantedTool): readonly string[] => [
  `Refused: ${secrets.join(' ')}`,
  `{"sent":"${secrets.join('\\n')}"}`,
  ...[295, 290, 480].map((before) => `${'x '.repeat(before / 2)}${secrets[0]}`),
];

/** Does with a tool what users and their tools do, while it works and while it fails. */
async function use(story: Story, url: string, tool: PlantedTool, said: Said): Promise<void> {
  const { ingestion } = story.app;
  const { viewer } = story;
  const { provider, settings } = tool;
  const source = { provider: provider.id, settings };
  await noting(said, ingestion.check(viewer, source));
  const connected = await noting(said, ingestion.connect(viewer, { ...source, name: null }));
  const { number } = connected!;
  const [path] = await ingestion.webhookPaths(viewer, [number]);
  const look = async (id: string) => {
    const asked = { kind: tool.kind, search: null, first: 5, after: null };
    const run = await noting(said, ingestion.sync(viewer.account, number));
    await noting(said, ingestion.check(viewer, source));
    await noting(said, ingestion.connect(viewer, { ...source, name: null }));
    await noting(said, ingestion.spotCheck(viewer, number, tool.what));
    await noting(said, ingestion.discover(viewer, { ...asked, source: null, integration: number }));
    expect(await tool.send(`${url}${path}`, id)).toBe(202);
    await ingestion.inbox.process(viewer.account, number);
    return run;
  };
  expect(await look('while it works')).toMatchObject({ status: 'SUCCEEDED' });
  for (const [index, words] of repeating(tool).entries()) {
    tool.fail({ status: index % 2 === 0 ? 401 : 501, words });
    expect(await look(`while it fails ${index}`)).toMatchObject({ status: 'FAILED' });
  }
  if (tool.repeatToken) {
    tool.repeatToken();
    expect(await look('while it repeats its token')).toMatchObject({ status: 'FAILED' });
  }
  // Another secret is effective, and the vendor repeats the one before late.
  const fresh = {
    webhookSecret: `fresh-${tool.settings.webhookSecret}`.replace('planted', 'other'),
  };
  await ingestion.rotateCredential(viewer, { integration: number, secrets: fresh });
  tool.fail({ status: 501, words: repeating(tool)[0]! });
  expect(await noting(said, ingestion.sync(viewer.account, number))).toMatchObject({
    status: 'FAILED',
  });
  tool.fail(null);
}

/** Makes a file of an answer. */
async function exportFile({ app, viewer }: Story, said: Said): Promise<void> {
  const query: InsightQuery = {
    ...{ scope: { path: 'Organisation' }, metrics: ['DEPLOYMENT_FREQUENCY'] },
    ...{ range: { last: { count: 12, unit: 'WEEK' } }, granularity: 'MONTH' },
    ...{ aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
  };
  const { number } = await app.exports.start(viewer, { query, by: 'CHILD' });
  await app.exports.settle(viewer.account);
  const job = await noting(said, app.exports.find(viewer, number));
  expect(job).toMatchObject({ status: 'COMPLETED' });
}

describe.each(databaseKinds)('secrets of tools, in the %s database,', (kind) => {
  it('are found nowhere, whatever the tools answer', async () => {
    const said: Said = [];
    const tools = await playTools();
    const story = await openStory(kind, {
      ...{ allowedPrivateHosts: ['127.0.0.1'], log: listening(said) },
    });
    const server = await serveApp(story.app);
    for (const tool of tools) await use(story, server.url, tool, said);
    await story.activate('Name,Email,Manager Email\nBoss,boss@example.com,\n');
    await exportFile(story, said);
    const key = await server.key(story.viewer.account, 'ADMIN');
    for (const name of ['16-what-can-be-connected', '17-how-are-our-tools', '18-what-arrived'])
      await noting(said, server.ask(key, operation(name)));
    const texts = [...said, await everything(story)];
    const parts = [...new Set(tools.flatMap(({ secrets }) => secrets))].flatMap((secret) => [
      secret,
      secret.slice(0, 14),
    ]);
    const leaks = parts.flatMap((part) =>
      texts
        .filter((text) => text.includes(part))
        .map((text) => {
          const at = text.indexOf(part);
          return { part, where: text.slice(Math.max(0, at - 200), at + 100) };
        }),
    );
    expect(leaks).toEqual([]);
    expect(texts.some((text) => text.includes('(hidden)'))).toBe(true);
  });
});

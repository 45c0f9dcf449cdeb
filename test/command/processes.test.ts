import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, documents } from '../../src/client/index.js';
import { administer } from '../storage/databases.js';
import { type CommitStory, writeHistory } from '../story/fast-import.js';
import {
  address,
  ask,
  emptyDatabase,
  LONG,
  launch,
  newFolder,
  type Running,
  run,
} from './program.js';

const place = newFolder();
const running: Running[] = [];
const serve = (environment: Readonly<Record<string, string>>) => {
  const server = launch(['serve', '--empty'], { PORT: '0', ...environment });
  running.push(server);
  return server;
};
afterAll(async () => {
  for (const { process } of running) process.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  rmSync(place, { recursive: true, force: true });
});

const DAY = 86_400;
const now = Math.floor(Date.now() / 1000);
const step = (mark: number, daysAgo: number): CommitStory => ({
  mark,
  branch: 'main',
  message: `Step ${mark}\n`,
  author: 'Al <al@x.io>',
  seconds: now - daysAgo * DAY,
  parents: mark > 1 ? [mark - 1] : [],
  files: { 'a.txt': `${mark}\n` },
});
const repository = join(place, 'api.git');
const company = join(place, 'company.csv');
const TEAM = 'Organisation/Eve/Bo';

describe('two processes over one PostgreSQL', { timeout: LONG }, () => {
  let urls: string[];
  let key: string;
  let environments: { DATABASE_URL: string; DATA_DIR: string }[];

  beforeAll(async () => {
    writeHistory(repository, { commits: [step(1, 6), step(2, 5)] });
    writeFileSync(
      company,
      'Name,Email,Manager Email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\nAl,al@x.io,bo@x.io\n',
    );
    const DATABASE_URL = await emptyDatabase();
    environments = ['one', 'other'].map((name) => ({ DATABASE_URL, DATA_DIR: join(place, name) }));
    const found = await Promise.all(environments.map((mine) => address(serve(mine))));
    urls = found.map(({ url }) => url);
    const keys = found.map((one) => one.key).filter((one) => one !== '');
    expect(keys).toHaveLength(1);
    key = keys[0]!;
  }, LONG);

  it('that start at once on an empty database make one account, one admin key and one that reads', async () => {
    const { DATABASE_URL } = environments[0]!;
    const counted = await administer(
      DATABASE_URL,
      'select (select count(*) from account)::int as accounts, (select count(*) from account_setting)::int as named, (select json_agg(role order by role) from api_key) as keys',
    );
    expect(counted.rows).toEqual([{ accounts: 1, named: 1, keys: ['ADMIN', 'VIEWER'] }]);
    for (const url of urls)
      expect((await ask(url, key, '{ viewer { role } }')).body.data).toEqual({
        viewer: { role: 'ADMIN' },
      });
  });

  it('push what the other brought in, and so they do what a command brought in', async () => {
    const [one, other] = environments;
    expect((await run(['import', 'developers', company], one!)).code).toBe(0);
    const imported = await run(['import', 'git', repository, '--node', 'Bo'], one!);
    expect(imported).toMatchObject({ code: 0 });

    const client = createClient(`${urls[1]}/graphql`, key);
    const range = { last: { count: 4, unit: 'WEEK' } } as const;
    const variables = { path: TEAM, metrics: ['CODING_DAYS_PER_DEVELOPER'] as const, range };
    const days = async () => (await client.query(documents.HowAreWeDoing, variables)).insights![0]!;
    await expect.poll(async () => (await days()).headline.sampleSize, { timeout: 10_000 }).toBe(2);
    const { sequence: after } = await days();
    const updates = client.subscribe(documents.TellMeWhenItChanges, { ...variables, after });
    const next = async () => (await updates.next()).value!.insightUpdated;

    writeHistory(repository, { commits: [step(3, 4)] });
    expect((await run(['sync'], one!)).stdout).toMatch(/^api: .*1 commit\b/);
    const byCommand = await next();
    expect(byCommand).toMatchObject({ insight: { headline: { sampleSize: 3 } } });

    writeHistory(repository, { commits: [step(4, 3)] });
    const listed = '{ integrations { nodes { id } } }';
    const found = (await ask(urls[0]!, key, listed)).body.data as never as {
      integrations: { nodes: { id: string }[] };
    };
    const synced = Date.now();
    await ask(
      urls[0]!,
      key,
      'mutation ($integration: ID!) { syncIntegration(input: { integration: $integration }) { run { status } } }',
      { integration: found.integrations.nodes[0]!.id },
    );
    const byOther = await next();
    expect(Date.now() - synced).toBeLessThan(5000);
    expect(byOther).toMatchObject({ reason: 'CHANGED', insight: { headline: { sampleSize: 4 } } });
    expect(Number(byOther.sequence)).toBeGreaterThan(Number(byCommand.sequence));
    await updates.return();
    await client.close();
    expect(other).toBeDefined();
  });

  it('let go of each other: one that is killed leaves the other pushing and answering', async () => {
    running[0]!.process.kill('SIGKILL');
    await running[0]!.ended;
    await pause(100);
    expect((await ask(urls[1]!, key, '{ viewer { role } }')).status).toBe(200);
    expect((await fetch(`${urls[1]}/readyz`)).status).toBe(200);
  });
});

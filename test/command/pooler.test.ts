import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, documents } from '../../src/client/index.js';
import { administer } from '../storage/databases.js';
import { hasPgBouncer, type Pooler, startPgBouncer } from '../storage/pgbouncer.js';
import { writeHistory } from '../story/fast-import.js';
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
const history = (steps: number) =>
  writeHistory(join(place, 'api.git'), {
    commits: Array.from({ length: steps }, (_, at) => ({
      mark: at + 1,
      branch: 'main',
      message: `Step ${at}\n`,
      author: 'Al <al@x.io>',
      seconds: now - (9 - at) * DAY,
      parents: at > 0 ? [at] : [],
      files: { 'a.txt': `${at}\n` },
    })),
  });

describe.skipIf(!hasPgBouncer)('behind PgBouncer in transaction mode', { timeout: LONG }, () => {
  let pooler: Pooler;
  let direct: string;
  let DATABASE_URL: string;
  beforeAll(async () => {
    direct = await emptyDatabase();
    pooler = await startPgBouncer({ pool_mode: 'transaction', default_pool_size: '4' });
    DATABASE_URL = pooler.through(direct);
  }, LONG);
  afterAll(() => pooler.stop());

  it('every command says in one line which address is needed beside the one through the pooler', async () => {
    const refusal =
      /^insights: DATABASE_URL leads through a connection pooler .*: set DATABASE_DIRECT_URL to the address of PostgreSQL itself, .*\n$/;
    const environment = { DATABASE_URL, DATA_DIR: join(place, 'none') };
    for (const refused of [serve(environment).ended, run(['doctor'], environment)]) {
      const { code, stdout, stderr } = await refused;
      expect({ code, stdout }).toEqual({ code: 6, stdout: '' });
      expect(stderr).toMatch(refusal);
    }
    const both = { ...environment, DATABASE_DIRECT_URL: DATABASE_URL };
    expect((await run(['key', 'list'], both)).stderr).toMatch(
      /^insights: DATABASE_DIRECT_URL leads through .*: name PostgreSQL itself there, .*\n$/,
    );
    const other = { ...environment, DATABASE_DIRECT_URL: await emptyDatabase() };
    expect(await run(['key', 'list'], other)).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(
        /^insights: DATABASE_DIRECT_URL leads to another database than DATABASE_URL: .*\n$/,
      ),
    });
  });

  it('a superuser serves one account at a time, hears what commands changed, and is not ready once row security is off', async () => {
    const environment = { DATABASE_URL, DATABASE_DIRECT_URL: direct, DATA_DIR: join(place, 'one') };
    const { url, key } = await address(serve(environment));
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const company = join(place, 'company.csv');
    writeFileSync(company, 'Name,Email,Manager Email\nBo,bo@x.io,\nAl,al@x.io,bo@x.io\n');
    expect(await run(['import', 'developers', company], environment)).toMatchObject({ code: 0 });
    history(2);
    const connected = await run(
      ['import', 'git', join(place, 'api.git'), '--node', 'Bo'],
      environment,
    );
    expect(connected).toMatchObject({ code: 0 });

    const client = createClient(`${url}/graphql`, key);
    const range = { last: { count: 4, unit: 'WEEK' } } as const;
    const asked = {
      path: 'Organisation/Bo',
      metrics: ['CODING_DAYS_PER_DEVELOPER'] as const,
      range,
    };
    const days = async () => (await client.query(documents.HowAreWeDoing, asked)).insights![0]!;
    await expect.poll(async () => (await days()).headline.sampleSize, { timeout: 10_000 }).toBe(2);
    const { sequence: after } = await days();
    const updates = client.subscribe(documents.TellMeWhenItChanges, { ...asked, after });
    history(3);
    expect((await run(['sync'], environment)).code).toBe(0);
    const heard = (await updates.next()).value!.insightUpdated;
    expect(heard).toMatchObject({ insight: { headline: { sampleSize: 3 } } });
    await updates.return();
    await client.close();

    await administer(direct, 'alter table repository disable row level security');
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.text()).toMatch(/Row level security is not active on repository/);
    const refused = await serve(environment).ended;
    expect(refused).toMatchObject({ code: 6, stdout: '' });
    expect(refused.stderr).toMatch(
      /^insights: Row level security is not active on repository.*\n$/,
    );
    await administer(direct, 'alter table repository enable row level security');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await ask(url, key, '{ viewer { role } }')).status).toBe(200);
  });
});

describe.skipIf(!hasPgBouncer)('behind PgBouncer in session mode', { timeout: LONG }, () => {
  it('commands work without a second address, and doctor says that one would be better', async () => {
    const pooler = await startPgBouncer({ pool_mode: 'session', default_pool_size: '20' });
    const DATABASE_URL = pooler.through(await emptyDatabase());
    const environment = { DATABASE_URL, DATA_DIR: join(place, 'session') };
    expect((await run(['account', 'create', 'Company'], environment)).code).toBe(0);
    const { code, stderr } = await run(['doctor'], environment);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^DATABASE_URL leads through a connection pooler in session mode: set DATABASE_DIRECT_URL/m,
    );
    await pooler.stop();
  });
});

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
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

const folders: string[] = [];
const running: Running[] = [];
const folder = () => {
  const made = newFolder();
  folders.push(made);
  return made;
};
const serve = (environment: Readonly<Record<string, string>>, ...given: string[]) => {
  const server = launch(['serve', '--empty', ...given], { PORT: '0', ...environment });
  running.push(server);
  return server;
};
afterAll(async () => {
  for (const { process } of running) process.kill('SIGKILL');
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});
const WHO = '{ viewer { account { name } } }';

describe('a server', { timeout: LONG }, () => {
  it('prints its address with a key once, is alone on its folder, and outlives being killed', async () => {
    const environment = { DATA_DIR: folder() };
    const first = serve(environment);
    const { url, key } = await address(first);
    expect(key).toMatch(/^ei_/);
    expect(await ask(url, key, WHO)).toMatchObject({
      status: 200,
      body: { data: { viewer: { account: { name: 'Default' } } } },
    });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await ask(url, 'ei_wrong', WHO)).toMatchObject({
      status: 401,
      body: {
        errors: [
          {
            message: expect.stringMatching(/^A valid API key is needed: .*`insights key create`/),
            extensions: { code: 'UNAUTHENTICATED' },
          },
        ],
      },
    });

    const second = await serve(environment).ended;
    expect(second).toMatchObject({ code: 4, stdout: '' });
    expect(second.stderr).toMatch(/^insights: .* is in use by another process: stop that one.*\n$/);

    first.process.kill('SIGKILL');
    await first.ended;
    expect(existsSync(join(environment.DATA_DIR, 'owner.sock'))).toBe(true);
    const again = serve(environment);
    const later = await address(again);
    expect(later.key).toBe('');
    expect((await ask(later.url, key, WHO)).status).toBe(200);

    again.process.kill('SIGTERM');
    expect(await again.ended).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(environment.DATA_DIR, 'owner.sock'))).toBe(false);
  });

  it('takes the key that the environment chose and does not print it', async () => {
    const INSIGHTS_ADMIN_KEY = 'chosen-by-whoever-runs-the-container';
    const server = serve({ DATABASE_URL: await emptyDatabase(), INSIGHTS_ADMIN_KEY });
    const { url } = await address(server);
    expect((await ask(url, INSIGHTS_ADMIN_KEY, WHO)).status).toBe(200);
    server.process.kill('SIGINT');
    const { code, stdout } = await server.ended;
    expect(code).toBe(0);
    expect(stdout).not.toContain(INSIGHTS_ADMIN_KEY);
  });

  it('says in one line that its port is taken, and makes no key then', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const PORT = String((holder.address() as { port: number }).port);
    const DATABASE_URL = await emptyDatabase();
    const refused = await serve({ DATABASE_URL, PORT }).ended;
    expect(refused).toMatchObject({ code: 5, stdout: '' });
    expect(refused.stderr).toBe(
      `insights: 127.0.0.1:${PORT} is taken: stop what listens there, or set PORT to another one.\n`,
    );
    holder.close();
    const { key } = await address(serve({ DATABASE_URL }));
    expect(key).toMatch(/^ei_/);
  });

  it('says in one line that its database cannot be reached', async () => {
    const refused = await serve({ DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/none' })
      .ended;
    expect(refused).toMatchObject({ code: 6, stdout: '' });
    expect(refused.stderr).toMatch(
      /^insights: The database of DATABASE_URL cannot be reached: .+\. Start it, or correct the address\.\n$/,
    );
    expect(refused.stderr).not.toContain('hunter2');
  });

  it('says in one line that its database is newer than itself', async () => {
    const DATABASE_URL = await emptyDatabase();
    expect((await run(['migrate'], { DATABASE_URL })).code).toBe(0);
    const client = new pg.Client({ connectionString: DATABASE_URL });
    await client.connect();
    await client.query(
      "insert into mikro_orm_migrations (name) values ('Migration99991231_later')",
    );
    await client.end();
    const refused = await serve({ DATABASE_URL }).ended;
    expect(refused).toMatchObject({ code: 6, stdout: '' });
    expect(refused.stderr).toMatch(
      /^insights: The database is newer than this program: it holds Migration99991231_later\. Update the program, or open another database\.\n$/,
    );
  });

  it('says in one line that its data folder is none, as commands do', async () => {
    const DATA_DIR = join(folder(), 'file');
    writeFileSync(DATA_DIR, '');
    for (const at of [DATA_DIR, join(DATA_DIR, 'below')])
      for (const refused of [
        serve({ DATA_DIR: at }).ended,
        run(['key', 'list'], { DATA_DIR: at }),
      ]) {
        const { code, stdout, stderr } = await refused;
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toMatch(
          /^insights: \S+ (is no folder|lies below what is no folder): set DATA_DIR to a folder of yours\.\n$/,
        );
      }
  });

  it('says in a table what is wrong with its environment', async () => {
    const refused = await serve({ PORT: 'eighty', DATA_DIR: folder() }).ended;
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/PORT\s+"eighty"\s+needs a whole number/);
  });
});

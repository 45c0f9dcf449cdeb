import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { operator } from '../../src/directory/context.js';
import { writeLargeHistory } from '../story/git-history.js';
import { emptyDatabase, LONG, newFolder, run } from './program.js';

const place = newFolder();
afterAll(() => rmSync(place, { recursive: true, force: true }));

const open = (url: string | null) =>
  createApp({
    database: { url, directory: join(place, 'data', 'database') },
    dataDirectory: join(place, 'data'),
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });

it(
  'an embedded database moves to PostgreSQL whole, into an empty one only, and lives on there',
  async () => {
    const repository = join(place, 'large.git');
    writeLargeHistory(repository, { commits: 300, seed: 7 });
    const before = await open(null);
    const company = 'Name,Email,Manager Email\nEve,eve@x.io,\nBo,person1@example.com,eve@x.io\n';
    const made = [];
    for (const name of ['First', 'Second']) {
      const viewer = operator(await before.directory.account.create(name));
      const { imports, keys } = before.directory;
      const given = { content: company, fileName: null, effectiveOn: null };
      await imports.activate(viewer, (await imports.upload(viewer, given)).number);
      const settings = { location: repository };
      const input = { provider: 'GIT', name: null, settings };
      const { number } = await before.ingestion.connect(viewer, input);
      await before.ingestion.sync(viewer.account, number);
      await before.database.write(viewer.account, (session) =>
        session.query(
          `insert into inbox_delivery (account_id, integration, delivery, digest, event, headers, body, bytes, received_at, status, attempts)
           values ($1, $2, 'kept', 'digest', 'push', '{"x-event":"push"}', '\\x00ff', 2, now(), 'DONE', 1)`,
          [viewer.account, number],
        ),
      );
      await before.recalculation.settle(viewer.account);
      const key = { name: 'x', role: 'ADMIN', expiresAt: null, reveals: true } as const;
      const revoked = await keys.create(viewer, { ...key, name: 'y' });
      // A document about this key says null.
      await keys.revoke(viewer, revoked.key.number);
      made.push({ viewer, secret: (await keys.create(viewer, key)).secret });
    }
    await before.stop();

    const url = await emptyDatabase();
    const environment = { DATA_DIR: join(place, 'data') };
    const copied = await run(['copy', '--to', url], environment);
    expect(copied).toMatchObject({ code: 0 });
    expect(copied.stdout).toMatch(/^commit: \d+ rows$/m);
    const again = await run(['copy', '--to', url], environment);
    expect(again).toMatchObject({ code: 3, stdout: '' });
    expect(again.stderr).toMatch(/holds accounts already/);

    const after = await open(url);
    for (const { viewer, secret } of made) {
      expect(await after.directory.keys.authenticate(secret)).toMatchObject({
        account: viewer.account,
      });
      const nodes = await after.directory.trees.nodes(viewer);
      expect(nodes.map(({ path }) => path)).toEqual(['Organisation', 'Organisation/Eve']);
      const [delivery] = await after.database.read(viewer.account, (session) =>
        session.query("select delivery, headers, encode(body, 'hex') as body from inbox_delivery"),
      );
      expect(delivery).toEqual({ delivery: 'kept', headers: { 'x-event': 'push' }, body: '00ff' });
      const { items } = await after.ingestion.integrations(viewer, {}, { first: 5, after: null });
      const run = await after.ingestion.sync(viewer.account, items[0]!.item.number);
      expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { written: {} } });
      await after.recalculation.settle(viewer.account);
    }
    const third = await after.directory.account.create('Third');
    expect(made.map(({ viewer }) => viewer.account)).not.toContain(third);
    await after.stop();
  },
  LONG,
);

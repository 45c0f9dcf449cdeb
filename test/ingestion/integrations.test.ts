import { cpSync, mkdirSync, mkdtempSync, renameSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/model/errors.js';
import type { SyncRun } from '../../src/model/integration.js';
import { databaseKinds } from '../storage/databases.js';
import { keyOf, useIngestion } from './use-ingestion.js';

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof Refusal) return error.errors.map(({ code, field }) => [code, ...field]);
      throw error;
    },
  );

/** Whatever an account may hold rows in that an integration brings. */
const tables = [
  ...['repository', 'commit', 'change', 'tag', 'mailmap', 'tombstone', 'identity'],
  ...['page', 'sync_run', 'integration', 'release', 'change_release', 'changed_file'],
];

describe.each(databaseKinds)('integrations in the %s database', (kind) => {
  const { folder, parts, another, history, connect, connected } = useIngestion(kind);
  const rowsLeft = (account: number) =>
    parts.database.read(account, async (session) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        const [row] = await session.query<{ n: number }>(`select count(*)::int as n from ${table}`);
        if (row && row.n > 0) counts[table] = row.n;
      }
      return counts;
    });

  it('are one for one place, however it is written', async () => {
    const location = history(20);
    const { viewer, number } = await connected(location);
    expect((await connect(viewer, `${location}/`)).number).toBe(number);
    const both = await Promise.all([connect(viewer, location), connect(viewer, location)]);
    expect(both.map((one) => one.number)).toEqual([number, number]);
  });

  it('are refused with the field that is wrong', async () => {
    const viewer = keyOf(await parts.database.createAccount());
    const source = (settings: Record<string, string>) =>
      refusalOf(parts.ingestion.connect(viewer, { provider: 'GIT', name: null, settings }));
    expect(await source({})).toEqual([['INVALID_SETTING', 'settings', 'location']]);
    expect(await source({ place: 'x' })).toEqual([['UNKNOWN_SETTING', 'settings', 'place']]);
    const secret = 'secret-of-the-shop';
    for (const location of [
      ...[`https://${secret}@git.example.com/shop`, `https://ada:${secret}@git.example.com/shop`],
      ...[
        `ssh://git:${secret}@git.example.com/shop`,
        `https://git.example.com/shop?token=${secret}`,
      ],
    ]) {
      expect(await source({ location })).toEqual([['HOLDS_SECRET', 'settings', 'location']]);
      const input = { provider: 'GIT', name: null, settings: { location } };
      const refused = parts.ingestion.connect(viewer, input);
      await expect(refused).rejects.toThrow(/give secrets in `token`/);
      await expect(refused).rejects.not.toThrow(secret);
      const named = { ...input, name: location, settings: { location: join(folder, 'x') } };
      expect(await refusalOf(parts.ingestion.connect(viewer, named))).toEqual([
        ['HOLDS_SECRET', 'name'],
      ]);
    }
    mkdirSync(join(folder, 'empty'), { recursive: true });
    expect(await source({ location: join(folder, 'empty') })).toEqual([
      ['CHECK_FAILED', 'settings'],
    ]);
  });

  it('read folders below the roots alone, links followed, unless the operator asks', async () => {
    const location = history(20);
    const elsewhere = another({ gitRoots: [join(folder, 'roots')] });
    mkdirSync(join(folder, 'roots'), { recursive: true });
    symlinkSync(location, join(folder, 'roots', 'link'));
    const account = await parts.database.createAccount();
    const ask = (at: string, key: number) =>
      refusalOf(
        elsewhere.check(keyOf(account, 'ADMIN', key), {
          provider: 'GIT',
          settings: { location: at },
        }),
      );
    const outside = [['OUTSIDE_GIT_ROOTS', 'settings', 'location']];
    expect(await ask(location, 1)).toEqual(outside);
    expect(await ask(join(folder, 'roots', 'link'), 1)).toEqual(outside);
    expect(await ask(`${join(folder, 'roots')}/../${tmpdir()}`, 1)).toEqual(outside);
    expect(await ask(location, 0)).toEqual([]);
  });

  it('are checked at each sync: what the operator granted, or lies in the roots, and nothing that came in its place', async () => {
    const roots = mkdtempSync(join(folder, 'roots-'));
    const ingestion = another({ gitRoots: [roots] });
    const account = await parts.database.createAccount();
    const sync = async (location: string, key: number) => {
      const input = { provider: 'GIT', name: null, settings: { location } };
      const { number } = await ingestion.connect(keyOf(account, 'ADMIN', key), input);
      return () => ingestion.sync(account, number);
    };
    const granted = history(20);
    const inside = join(roots, 'inside.git');
    cpSync(history(20), inside, { recursive: true });
    for (const [place, key] of [[granted, 0] as const, [inside, 1] as const]) {
      const again = await sync(place, key);
      expect(await again()).toMatchObject({ status: 'SUCCEEDED' });
      renameSync(place, `${place}.before`);
      symlinkSync(history(20), place);
      const swapped = await again();
      expect(swapped).toMatchObject({ status: 'FAILED', counts: { pages: 0 } });
      expect(swapped.message).toMatch('may not be read');
    }
  });

  it('demand the permission of the viewer, and belong to one account', async () => {
    const { account, number } = await connected(history(20));
    await expect(parts.ingestion.syncNow(keyOf(account, 'VIEWER'), number)).rejects.toThrow(
      'INGESTION',
    );
    await expect(parts.ingestion.pause(keyOf(account, 'INGESTION'), number)).rejects.toThrow(
      'ADMIN',
    );
    const other = keyOf(await parts.database.createAccount());
    expect(await parts.ingestion.integration(other, number)).toBeNull();
    await expect(parts.ingestion.syncNow(other, number)).rejects.toThrow('no such integration');
  });

  it('that are removed delete all their facts, also when cut off in between', async () => {
    const { viewer, account, number } = await connected(history(80));
    await parts.ingestion.sync(account, number);
    await parts.ingestion.remove(viewer, number);
    expect(await rowsLeft(account)).toEqual({});
    const again = await connect(viewer, history(80));
    const closing = another();
    await closing.sync(account, again.number);
    const gone = closing.remove(viewer, again.number).catch(() => undefined);
    await closing.close();
    await gone;
    await parts.ingestion.finishRemoval(account, again.number);
    expect(await rowsLeft(account)).toEqual({});
  });

  it('leave the others alone when one is removed', async () => {
    const { viewer, account, number } = await connected(history(40));
    await parts.ingestion.sync(account, number);
    const left = await rowsLeft(account);
    const other = await connect(viewer, history(40));
    await parts.ingestion.sync(account, other.number);
    await parts.ingestion.remove(viewer, other.number);
    expect(await rowsLeft(account)).toEqual(left);
  });

  it('cannot be synced while paused, and say so', async () => {
    const { viewer, account, number } = await connected(history(20));
    expect((await parts.ingestion.pause(viewer, number)).status).toBe('PAUSED');
    await expect(parts.ingestion.sync(account, number)).rejects.toThrow('resume');
    await parts.ingestion.resume(viewer, number);
    expect((await parts.ingestion.sync(account, number)).status).toBe('SUCCEEDED');
  });

  it('show how far a sync has come while it runs, until it has ended', async () => {
    const { viewer, account, number } = await connected(history(60));
    const listening = new AbortController();
    const seen: SyncRun[] = [];
    const runs = await parts.ingestion.syncProgressed(viewer, number, listening.signal);
    const syncing = parts.ingestion.sync(account, number);
    for await (const run of runs) {
      seen.push(run);
      if (run.status !== 'RUNNING') listening.abort();
    }
    await syncing;
    expect(seen.at(-1)).toMatchObject({ status: 'SUCCEEDED', progress: { what: 'MAILMAP' } });
  });

  it('are synced by the clock when they are due, by one schedule alone', async () => {
    const { viewer, account, number } = await connected(history(20));
    const schedules = (kind === 'POSTGRESQL' ? [another(), another()] : [another()]).map(
      ({ schedule }) => schedule,
    );
    for (const schedule of schedules) schedule.start({ lookMilliseconds: 60_000 });
    await expect
      .poll(async () => (await parts.ingestion.integration(viewer, number))?.lastSyncedAt, {
        timeout: 30_000,
      })
      .not.toBeNull();
    for (const schedule of schedules) await schedule.stop();
    const runs = await parts.ingestion.runs(keyOf(account), number, { first: 5, after: null });
    expect(runs.items.map(({ item }) => item.status)).toEqual(['SUCCEEDED']);
  });
});

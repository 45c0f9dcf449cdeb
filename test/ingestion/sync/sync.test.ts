import { describe, expect, it } from 'vitest';
import { git as provider } from '../../../src/providers/git/index.js';
import type { Provider } from '../../../src/providers/provider.js';
import type { Database } from '../../../src/storage/database/database.js';
import { databaseKinds } from '../../storage/databases.js';
import { factContent, sequenceOf } from '../../storage/fact-content.js';
import { git } from '../../story/fast-import.js';
import { forcePush } from '../../story/git-history.js';
import { useIngestion } from '../use-ingestion.js';

const kept = async (database: Database, account: number) =>
  (
    await database.read(account, (session) =>
      session.query<{ count: number }>('select count(*)::int as count from page'),
    )
  )[0]!.count;

describe.each(databaseKinds)('a sync into the %s database', (kind) => {
  const { parts, another, history, connected } = useIngestion(kind);
  const fresh = async (location: string) => {
    const { account, number } = await connected(location);
    await parts.ingestion.sync(account, number);
    return factContent(parts.database, account);
  };

  it('brings in what the repository holds, and a second one nothing but its own time', async () => {
    const location = history(120);
    const { viewer, account, number } = await connected(location);
    const run = await parts.ingestion.sync(account, number);
    expect(run.message).toBeNull();
    const commits = Number(git(location, ['rev-list', '--all', '--count']));
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { written: { COMMIT: commits } } });
    const sequence = await sequenceOf(parts.database, account);
    const again = await parts.ingestion.sync(account, number);
    expect(again).toMatchObject({ status: 'SUCCEEDED', counts: { written: {}, pages: 0 } });
    // The one entry is that of the sync itself, since answers show how recent they are.
    expect(await sequenceOf(parts.database, account)).toBe(sequence + 1);
    const integration = await parts.ingestion.integration(viewer, number);
    expect(integration?.lastSyncedAt).toBe(again.startedAt);
  });

  it('after any changes ends equal to a fresh import', async () => {
    const location = history(60);
    const { account, number } = await connected(location);
    await parts.ingestion.sync(account, number);
    for (const change of [
      () => forcePush(location, 2),
      () => git(location, ['tag', 'v9.0.0', 'main']),
      () => git(location, ['tag', '-d', 'v9.0.0']),
      () => git(location, ['branch', '-f', 'main', 'main~5']),
    ]) {
      change();
      await parts.ingestion.sync(account, number);
      expect(await factContent(parts.database, account)).toEqual(await fresh(location));
    }
  });

  it('that is cut off after any page is gone on with, and ends equal to one that was not', async () => {
    const location = history(700);
    const { account, number } = await connected(location);
    const stopped = new AbortController();
    const first = await parts.ingestion.sync(account, number, {
      signal: stopped.signal,
      onProgress: ({ counts }) => counts.pages === 2 && stopped.abort(),
    });
    expect(first).toMatchObject({ status: 'INTERRUPTED', counts: { pages: 2 } });
    const pages = await kept(parts.database, account);
    const second = await parts.ingestion.sync(account, number);
    expect(second.status).toBe('SUCCEEDED');
    expect(await kept(parts.database, account)).toBe(pages + second.counts.pages);
    expect(await factContent(parts.database, account)).toEqual(await fresh(location));
  });

  it('takes pages that come twice on the way as if they came once', async () => {
    const location = history(60);
    const { account, number } = await connected(location);
    const collect: typeof provider.collect = async function* (...given) {
      for await (const page of provider.collect(...given))
        for (let time = 0; time < 2; time += 1) yield page;
    };
    const run = await another({ providers: [{ ...provider, collect }] }).sync(account, number);
    expect(run).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(await factContent(parts.database, account)).toEqual(await fresh(location));
  });

  it('is the only one of its integration', async () => {
    const { viewer, account, number } = await connected(history(60));
    const running = await parts.ingestion.syncNow(viewer, number);
    expect((await parts.ingestion.syncNow(viewer, number)).number).toBe(running.number);
    await expect(parts.ingestion.sync(account, number)).rejects.toThrow('synced already');
    await parts.ingestion.idle();
    const [run] = (await parts.ingestion.runs(viewer, number, { first: 5, after: null })).items;
    expect(run?.item).toMatchObject({ number: running.number, status: 'SUCCEEDED' });
  });

  it('takes over from one that died', async () => {
    const { viewer, account, number } = await connected(history(20));
    await parts.database.write(account, (session) =>
      session.query(
        `insert into sync_run (account_id, number, integration, status, started_at, counts, heartbeat_at)
         values ($1, 1, $2, 'RUNNING', now(), '{}', now() - interval '61 seconds')`,
        [account, number],
      ),
    );
    expect((await parts.ingestion.sync(account, number)).status).toBe('SUCCEEDED');
    const runs = await parts.ingestion.runs(viewer, number, { first: 5, after: null });
    expect(runs.items.map(({ item }) => item.status)).toEqual(['SUCCEEDED', 'INTERRUPTED']);
  });

  it('that a stop of the server ended is INTERRUPTED, hurts no health, and the next start goes on with it', async () => {
    const location = history(700);
    const { viewer, account, number } = await connected(location);
    const integration = (await parts.ingestion.integration(viewer, number))!;
    const newest = async () => (await parts.ingestion.lastRuns(viewer, [number]))[0];
    let stopping: Promise<void> | null = null;
    const collect: typeof provider.collect = async function* (...given) {
      for await (const page of provider.collect(...given)) {
        yield page;
        stopping ??= server.schedule.stop();
      }
    };
    const server: ReturnType<typeof another> = another({ providers: [{ ...provider, collect }] });
    server.schedule.start({ lookMilliseconds: 3_600_000 });
    await expect.poll(() => stopping, { timeout: 20_000 }).not.toBeNull();
    await stopping;
    const stopped = await newest();
    expect(stopped).toMatchObject({ status: 'INTERRUPTED' });
    expect(await parts.ingestion.healths(viewer, [integration])).toEqual(['UNKNOWN']);
    const next = another();
    next.schedule.start({ lookMilliseconds: 3_600_000 });
    await expect.poll(async () => (await newest())?.status, { timeout: 20_000 }).toBe('SUCCEEDED');
    await next.schedule.stop();
    expect((await newest())!.number).toBe(stopped!.number + 1);
    expect(await parts.ingestion.healths(viewer, [integration])).toEqual(['HEALTHY']);
    expect(await factContent(parts.database, account)).toEqual(await fresh(location));
  });

  it('says why it failed, and shows in the health', async () => {
    const location = history(20);
    const { viewer, account, number } = await connected(location);
    git(location, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
    const integration = (await parts.ingestion.integration(viewer, number))!;
    const health = async () => (await parts.ingestion.healths(viewer, [integration]))[0];
    expect(await health()).toBe('UNKNOWN');
    await parts.ingestion.sync(account, number);
    expect(await health()).toBe('HEALTHY');
    const broken = another({ environment: { PATH: '/nowhere' } });
    const run = await broken.sync(account, number);
    expect(run.status).toBe('FAILED');
    expect(run.message).toMatch(/git.*not found.*PATH/);
    expect(await health()).toBe('NEEDS_ATTENTION');
  });

  it('replayed from its pages changes nothing', async () => {
    const location = history(60);
    const { viewer, account, number } = await connected(location);
    await parts.ingestion.sync(account, number);
    forcePush(location, 2);
    await parts.ingestion.sync(account, number);
    const rows = await factContent(parts.database, account);
    const sequence = await sequenceOf(parts.database, account);
    const run = await parts.ingestion.replay(viewer, number);
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { written: {}, removed: 0 } });
    expect(await factContent(parts.database, account)).toEqual(rows);
    expect(await sequenceOf(parts.database, account)).toBe(sequence);
  });

  it('replayed by a provider that reads pages otherwise is corrected, and back again', async () => {
    const { viewer, account, number } = await connected(history(40));
    await parts.ingestion.sync(account, number);
    const rows = await factContent(parts.database, account);
    const toFacts: Provider['toFacts'] = (page) => {
      const facts = provider.toFacts(page);
      const { COMMIT: commits } = facts;
      return commits ? { COMMIT: commits.map((fact) => ({ ...fact, title: 'Other' })) } : facts;
    };
    const newer = another({ providers: [{ ...provider, toFacts }] });
    await newer.replay(viewer, number);
    const { commit, ...others } = await factContent(parts.database, account);
    const titles = commit!.map((row) => JSON.parse((row as { row: string }).row).title);
    expect(new Set(titles)).toEqual(new Set(['Other']));
    expect({ ...others, commit: rows.commit }).toEqual(rows);
    await parts.ingestion.replay(viewer, number);
    expect(await factContent(parts.database, account)).toEqual(rows);
  });
});

describe('both databases', () => {
  const [embedded, postgres] = [useIngestion('EMBEDDED'), useIngestion('POSTGRESQL')];

  it('hold the same rows after the same syncs', async () => {
    const location = embedded.history(80);
    const contents = await Promise.all(
      [embedded, postgres].map(async ({ parts, another }) => {
        const account = await parts.database.createAccount();
        const ingestion = another({ gitRoots: null });
        const source = { provider: 'GIT', name: null, settings: { location } };
        const viewer = { account, key: 0, keyName: '', role: 'ADMIN' as const, reveals: true };
        const { number } = await ingestion.connect(viewer, source);
        await ingestion.sync(account, number);
        return factContent(parts.database, account);
      }),
    );
    expect(contents[0]).toEqual(contents[1]);
  });
});

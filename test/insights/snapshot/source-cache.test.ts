import { expect, it, vi } from 'vitest';
import { createSourceCache } from '../../../src/insights/snapshot/source-cache.js';
import { createRecalculation } from '../../../src/recalculation/recalculation.js';
import { answerState } from '../../../src/storage/cells/answer-state.js';
import { keyOf, useIngestion } from '../../ingestion/use-ingestion.js';
import { forcePush } from '../../story/git-history.js';

const { parts, history, connected } = useIngestion('EMBEDDED');

const onError = (error: unknown) => {
  throw error;
};
const settle = (account: number) =>
  createRecalculation({ database: parts.database, metrics: [], onError }).settle(account);

const readBy = (cache: ReturnType<typeof createSourceCache>, account: number) =>
  parts.database.read(account, async (session) =>
    cache.read(session, await answerState(session, [])),
  );

it('what is known of sources is as new as if it were read each time, and read once while nothing comes', async () => {
  const cache = createSourceCache();
  const location = history(40);
  const { account, number } = await connected(location);
  const read = (from = cache) => readBy(from, account);
  const seen = [];
  for (const change of [() => undefined, () => undefined, () => forcePush(location, 2)]) {
    change();
    await parts.ingestion.sync(account, number);
    const found = await read();
    expect(found).toEqual(await read(createSourceCache()));
    expect(await read()).toBe(found);
    seen.push(found.sources[0]?.history.lastSyncedAt);
  }
  expect(new Set(seen).size).toBe(3);
});

it('a fact outside of repositories makes no history be read again, and a commit does', async () => {
  const cache = createSourceCache();
  const location = history(5);
  const { account, number } = await connected(location);
  await parts.ingestion.sync(account, number);
  await settle(account);
  /** Returns true if the next reading looks into the histories of repositories. */
  const looks = async () => {
    const sent: string[] = [];
    const found = await parts.database.read(account, async (session) => {
      const load = vi.spyOn(session, 'load');
      const sources = await cache.read(session, await answerState(session, []));
      sent.push(...load.mock.calls.map(([sql]) => sql));
      return sources;
    });
    expect(found).toEqual(await readBy(createSourceCache(), account));
    return sent.some((sql) => sql.includes('historyFirstAt'));
  };
  expect(await looks()).toBe(true);
  const run = {
    kind: 'PIPELINE_RUN',
    id: 'one',
    pipeline: 'deploy',
    kinds: ['CD'],
    status: 'SUCCESS',
  };
  const at = '2026-03-02T09:00:00Z';
  const lines = [JSON.stringify({ ...run, updatedAt: at, endedAt: at })];
  const { refused } = await parts.ingestion.ingest(keyOf(account), { source: 'Ours', lines });
  expect(refused).toEqual([]);
  expect(await looks()).toBe(false);
  await settle(account);
  expect(await looks()).toBe(false);
  forcePush(location, 2);
  await parts.ingestion.sync(account, number);
  expect(await looks()).toBe(true);
});

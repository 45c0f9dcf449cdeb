import { expect, it } from 'vitest';
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

it('what is known of sources is as new as if it were read each time, and read once while nothing comes', async () => {
  const cache = createSourceCache();
  const location = history(40);
  const { account, number } = await connected(location);
  const read = (from = cache) =>
    parts.database.read(account, async (session) =>
      from.read(session, await answerState(session, [])),
    );
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
  const read = (from = cache) =>
    parts.database.read(account, async (session) =>
      from.read(session, await answerState(session, [])),
    );
  await parts.ingestion.sync(account, number);
  await settle(account);
  const traits = async () => {
    const found = await read();
    expect(found).toEqual(await read(createSourceCache()));
    return found.sources[0]?.traits;
  };
  const first = await traits();
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
  expect(await traits()).toBe(first);
  await settle(account);
  expect(await traits()).toBe(first);
  forcePush(location, 2);
  await parts.ingestion.sync(account, number);
  expect(await traits()).not.toBe(first);
});

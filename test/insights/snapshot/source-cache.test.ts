import { expect, it } from 'vitest';
import { createSourceCache } from '../../../src/insights/snapshot/source-cache.js';
import { answerState } from '../../../src/storage/cells/answer-state.js';
import { useIngestion } from '../../ingestion/use-ingestion.js';
import { forcePush } from '../../story/git-history.js';

const { parts, history, connected } = useIngestion('EMBEDDED');

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

import { describe, expect, it } from 'vitest';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { readLog } from '../../src/storage/change-feed/change-log.js';
import { keyOf, useIngestion } from '../ingestion/use-ingestion.js';

const onError = (error: unknown) => {
  throw error;
};
const line = (number: number) => {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const run = { kind: 'PIPELINE_RUN', id: `run ${number}`, pipeline: 'deploy', kinds: ['CD'] };
  return JSON.stringify({
    ...run,
    status: 'SUCCESS',
    services: ['shop'],
    updatedAt: at,
    endedAt: at,
  });
};
/** More entries of the change log than a batch has. */
const PAGES = 30;

describe.each([
  ['POSTGRESQL', false],
  ['EMBEDDED', true],
] as const)('on %s, work that waits for others: %s', (kind, waits) => {
  const { parts, history, connected } = useIngestion(kind);

  it('whole batches are linked while work goes on, the rest and all cells by what follows', async () => {
    const { account } = await connected(history(3));
    const recalculation = createRecalculation({ database: parts.database, metrics: [], onError });
    await recalculation.settle(account);
    const position = async () => {
      const [row] = await parts.database.read(account, (session) =>
        session.load<{ position: number }>(
          'select position::float8 as position from correlation where account_id = $1',
        ),
      );
      return row!.position;
    };
    const newest = async () => parts.database.sequenceOf(account);
    const before = await position();
    const work = async () => {
      for (let number = 0; number < PAGES; number += 1)
        await parts.ingestion.ingest(keyOf(account), { source: 'Ours', lines: [line(number)] });
      await expect.poll(position, { timeout: 20_000 }).toBeGreaterThan(before);
      throw new Error('The work ends.');
    };
    const failed = recalculation.linkWhile(work, { waits });
    await expect(failed).rejects.toThrow('The work ends.');
    const linked = await position();
    expect(linked).toBeLessThan(await newest());
    await recalculation.settle(account);
    const end = await position();
    const rest = await parts.database.read(account, (session) => readLog(session, end, 1000));
    expect(rest).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../../../src/providers/http/guarded-fetch.js';
import { jira } from '../../../src/providers/jira/index.js';
import { keyOf, useIngestion } from '../../ingestion/use-ingestion.js';
import { databaseKinds } from '../../storage/databases.js';
import { transition } from '../play/jira/mutations.js';
import { gather, kept, playing } from './support.js';

interface Row {
  readonly id: string;
  readonly key: string;
  readonly category: string;
  readonly points: number | null;
  readonly resolved: number | null;
  readonly statuses: number;
}

describe.each(databaseKinds)('Jira in the %s database', (kind) => {
  const { parts, another } = useIngestion(kind);
  const stored = (account: number): Promise<readonly Row[]> =>
    parts.database.read(account, (session) =>
      session.query<Row>(
        `select id, key, status_category as category, points::float8 as points,
                (extract(epoch from resolved_at) * 1000)::float8 as resolved,
                jsonb_array_length(status_history::jsonb)::int as statuses
           from work_item where account_id = $1 order by id`,
        [account],
      ),
    );
  const expected = ({ items }: ReturnType<typeof kept>): readonly Row[] =>
    items.map(({ id, key, statusCategory, points, resolvedAt, statusHistory }) => ({
      ...{ id, key, category: statusCategory, points, resolved: resolvedAt },
      statuses: statusHistory.length,
    }));

  it('is kept as its pages say, after a run that was stopped and one that went on', async () => {
    const server = await playing({ size: 240, now: Date.now() - 3_600_000 });
    const ingestion = another({ providers: [jira], fetch: createGuardedFetch(['*']) });
    const viewer = keyOf(await parts.database.createAccount());
    const { account } = viewer;
    const { number } = await ingestion.connect(viewer, {
      ...{ provider: 'JIRA', name: null, settings: server.settings },
    });
    const stopped = new AbortController();
    const first = await ingestion.sync(account, number, {
      signal: stopped.signal,
      onProgress: ({ counts }) => {
        if (counts.pages === 3) stopped.abort();
      },
    });
    expect(first.status).toBe('INTERRUPTED');
    const second = await ingestion.sync(account, number);
    expect(second).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(second.counts.calls?.made).toBeGreaterThan(5);
    const all = kept((await gather(server)).pages);
    expect(await stored(account)).toEqual(expected(all));
    server.world.now += 600_000;
    transition(server.world, 'SHOP-2', '10002');
    const third = await ingestion.sync(account, number);
    expect(third.counts.written).toEqual({ WORK_ITEM: 1 });
    expect(third.counts.pages).toBe(1);
    const fourth = await ingestion.sync(account, number);
    expect(fourth.counts).toMatchObject({ pages: 0, written: {} });
  });

  it('counts what could not be read, and keeps no token', async () => {
    const server = await playing({ now: Date.now() - 3_600_000, token: 'planted-secret-token' });
    const [other] = server.world.issues.keys();
    server.faults.malformedIssue = other!;
    const lines: string[] = [];
    const ingestion = another({
      ...{ providers: [jira], fetch: createGuardedFetch(['*']) },
      log: (level, message) => lines.push(`${level} ${message}`),
    });
    const viewer = keyOf(await parts.database.createAccount());
    const { number } = await ingestion.connect(viewer, {
      ...{ provider: 'JIRA', name: null, settings: server.settings },
    });
    const run = await ingestion.sync(viewer.account, number);
    expect(run.counts.dropped).toEqual({ MALFORMED_ISSUE: 1 });
    server.faults.isRefused = 'TOKEN';
    const failed = await ingestion.sync(viewer.account, number);
    expect(failed).toMatchObject({ status: 'FAILED', message: expect.stringContaining('token') });
    const written = `${lines.join('\n')} ${JSON.stringify(failed)}`;
    const basic = Buffer.from(`${server.email}:planted-secret-token`).toString('base64');
    for (const secret of ['planted-secret-token', basic]) expect(written).not.toContain(secret);
  });
});

import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { App } from '../../../src/app.js';
import { metrics } from '../../../src/engine/metrics/index.js';
import type { Insight } from '../../../src/insights/answer/answer.js';
import type { Viewer } from '../../../src/model/access.js';
import { administer } from '../../storage/databases.js';
import { factContent } from '../../storage/fact-content.js';
import { derivedContent } from '../../story/derived-content.js';

/** Rows that a kill may leave behind, and that must be gone once all work has ended. */
const remains = {
  runs: "select number from sync_run where account_id = $1 and status = 'RUNNING'",
  dirtyCells: 'select id from mark where account_id = $1',
  setAside: 'select * from set_aside where account_id = $1',
  pendingRules: 'select * from team_ruleset where account_id = $1 and pending is not null',
  unfinishedExports:
    "select number from export_job where account_id = $1 and status in ('QUEUED', 'PROCESSING')",
} as const;
/** Rows that must exist once, however often they were asked for. */
const counted = {
  sources: 'select provider, name, status from integration where account_id = $1 order by 1, 2',
  profiles: 'select kind, name, config from profile where account_id = $1 order by 1, 2',
  nodes: 'select path from org_node where account_id = $1 and archived_at is null order by path',
} as const;

async function figuresOf(insight: Insight, isRoot: boolean) {
  const { metric, headline, previous, series } = insight;
  const rows = async () => {
    const query = { first: 500, orderBy: 'AT_ASCENDING', includeExcluded: true } as const;
    const { records, totalCount } = await insight.records(query);
    const recordLines = records.map(({ record: { kind, at, value, developer, excluded } }) =>
      JSON.stringify([kind, at, value, developer?.label, excluded]),
    );
    return { totalCount, records: recordLines.sort() };
  };
  return {
    ...{ metric: metric.id, headline, previous },
    months: series.map(({ segments, subject: _, ...bucket }) => ({
      ...bucket,
      segments: segments.map(({ key: __, ...segment }) => segment),
    })),
    ...(isRoot ? await rows() : {}),
  };
}

/** All metrics by month of every node of the tree, with the rows of its root. */
async function figures({ insights, directory }: App, viewer: Viewer) {
  const found: Record<string, unknown> = {};
  for (const { path } of await directory.trees.nodes(viewer)) {
    const answers = await insights.answer(viewer, {
      ...{ scope: { path }, metrics: metrics.map(({ id }) => id), granularity: 'MONTH' },
      range: { dates: { from: '2026-01-01', to: '2026-04-30' } },
      ...{ aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
    });
    for (const answer of answers)
      found[`${path} ${answer.metric.id}`] = await figuresOf(answer, path === 'Organisation');
  }
  return found;
}

/** Everything that is known and calculated of a company, but for numbers and the time at which it came in. */
export async function contentOf(app: App, viewer: Viewer): Promise<Record<string, unknown>> {
  const { account } = viewer;
  await app.recalculation.settle(account);
  const rows = async (queries: Readonly<Record<string, string>>) => {
    const found: Record<string, unknown> = {};
    for (const [name, query] of Object.entries(queries))
      found[name] = await app.database.read(account, (session) => session.query(query, [account]));
    return found;
  };
  const left = await rows(remains);
  expect(left).toEqual(Object.fromEntries(Object.keys(remains).map((name) => [name, []])));
  return {
    ...(await factContent(app.database, account)),
    ...(await derivedContent(app.database, account)),
    ...(await rows(counted)),
    figures: await figures(app, viewer),
  };
}

/** Nothing that a process was busy with is left in a data folder once all have ended. */
export function expectCleanFolder(directory: string): void {
  const all = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const left = all.filter((name) =>
    /\.sock$|unfinished|\.tmp|pgsql_tmp\/|making|\.partial/.test(name),
  );
  expect(left).toEqual([]);
}

/** No session of a database of the server holds a lock or a transaction. */
export async function expectNoLocks(url: string): Promise<void> {
  const held = async () =>
    (
      await administer(
        url,
        `select a.state, a.query, l.locktype from pg_stat_activity a left join pg_locks l on l.pid = a.pid and l.locktype = 'advisory'
         where a.datname = current_database() and a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
           and (l.locktype is not null or a.state like 'idle in transaction%')`,
      )
    ).rows;
  await expect.poll(held, { timeout: 30_000 }).toEqual([]);
}

import type pg from 'pg';
import type { App } from '../../src/app.js';
import type { Viewer } from '../../src/model/access.js';
import type { Organisation } from './organisation.js';
import { is, settingsOf } from './organised.js';
import { say } from './rows.js';

const HOUR = 3_600_000;
/** Pull requests that one deployment brings. */
const DEPLOYED = 20;

/** The cost of a change to the database. */
export interface ChangeCost {
  readonly change: string;
  readonly statements: number;
  readonly read: number;
  readonly written: number;
}

async function costSince(statistics: pg.Client, change: string): Promise<ChangeCost> {
  const { rows } = await statistics.query<ChangeCost>(
    `select $1 as change, sum(calls)::int as statements,
       coalesce(sum(rows) filter (where query !~* '^\\s*(insert|update|delete)|\\m(insert into|delete from)\\M'), 0)::int as read,
       coalesce(sum(rows) filter (where query ~* '^\\s*(insert|update|delete)|\\m(insert into|delete from)\\M'), 0)::int as written
     from pg_stat_statements where dbid = (select oid from pg_database where datname = $2)
       and query !~* '^\\s*(begin|commit|set|listen|select pg_notify|do )'`,
    [change, await databaseOf(statistics)],
  );
  return rows[0]!;
}

/** The database of the organisation that is measured: the newest. */
async function databaseOf(statistics: pg.Client): Promise<string> {
  const { rows } = await statistics.query<{ datname: string }>(
    'select datname from pg_database where datname like $1 order by oid desc limit 1',
    ['scale_%'],
  );
  return rows[0]!.datname;
}

const hash = (number: number) => `f${number.toString(16).padStart(39, '0')}`;

/** Lines like those of the organisation's first team, of things that it does not have yet. */
function createLines({ sample, to }: Organisation) {
  const facts = sample.map((line) => JSON.parse(line));
  const like = (kind: string, type?: string) =>
    facts.find((fact) => fact.kind === kind && (!type || fact.kinds?.includes(type)));
  const line = (kind: string, id: string, at: number, changes: object, type?: string) =>
    JSON.stringify({ ...like(kind, type), id, updatedAt: at, ...changes });
  return {
    pullRequest: (number: number) =>
      line('PULL_REQUEST', `t0!new ${number}`, to - 2 * HOUR, {
        ...{ number: 100_000 + number, mergeSha: hash(number), headSha: hash(number + 1000) },
        ...{ openedAt: to - 4 * HOUR, mergedAt: to - 2 * HOUR, closedAt: to - 2 * HOUR },
        commits: [{ sha: hash(number + 1000), authoredAt: to - 5 * HOUR }],
        reviews: [],
      }),
    commit: () =>
      line('COMMIT', `t0 ${hash(5000)}`, to - HOUR, { sha: hash(5000), authoredAt: to - HOUR }),
    incident: () =>
      line('INCIDENT', 't0 incident new', to - HOUR / 2, {
        ...{ key: 'INC-new', createdAt: to - HOUR, resolvedAt: to - HOUR / 2, causedBy: [] },
      }),
    deployment: (commits: readonly string[]) =>
      line('PIPELINE_RUN', 't0 deploy new', to - HOUR, { commits, endedAt: to - HOUR }, 'CD'),
  };
}

/** Measures what single changes cost in an organisation that is there and calculated. */
export async function measureChanges(
  app: App,
  viewer: Viewer,
  organisation: Organisation,
  statistics: pg.Client,
): Promise<ChangeCost[]> {
  const lines = createLines(organisation);
  const ingest = async (all: readonly string[]) => {
    await app.ingestion.ingest(viewer, { source: 'Facts', lines: all });
    await app.recalculation.settle(viewer.account);
  };
  const deployed = Array.from({ length: DEPLOYED }, (_, index) => index + 1);
  const costs: ChangeCost[] = [];
  const measured = async (change: string, work: () => Promise<unknown>) => {
    await statistics.query('select pg_stat_statements_reset()');
    await work();
    const cost = await costSince(statistics, change);
    say(
      `  ${change}: ${cost.statements} statements, ${cost.read} rows read, ${cost.written} written`,
    );
    costs.push(cost);
  };
  await ingest(deployed.slice(0, 2).map(lines.pullRequest));
  await measured('one merged pull request', () => ingest([lines.pullRequest(DEPLOYED + 1)]));
  await ingest(deployed.map(lines.pullRequest));
  await measured(`one deployment with ${DEPLOYED} changes`, () =>
    ingest([lines.deployment(deployed.map(hash))]),
  );
  await measured('one incident', () => ingest([lines.incident()]));
  await measured('one commit pushed', () => ingest([lines.commit()]));
  const { number: node } = (await app.directory.trees.nodes(viewer)).find(({ path }) =>
    path.endsWith('/t1 lead'),
  )!;
  await measured("a change of one team's settings", async () => {
    await app.directory.teams.saveSettings(viewer, {
      ...{ node, expectedVersion: null },
      settings: { ...settingsOf('t1'), destinationBranches: [is('branch', 'main')] },
    });
    await app.recalculation.settle(viewer.account);
  });
  return costs;
}

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import pg from 'pg';
import { measure } from '../../src/engine/measure.js';
import type { TeamColumns } from '../../src/engine/question.js';
import type { ObservationColumns } from '../../src/model/observation.js';
import { startPostgres } from '../storage/postgres-server.js';
import { best, cell, createDice, metricOf, questionAbout, say, year } from './rows.js';

const ROWS = 2_016_000;
const TEAMS = 1000;
const METRIC = 'FAILED_DEPLOYMENT_RECOVERY_TIME';
const WEEK = 7 * 86_400_000;
/** Monday of the week in which the year begins. */
const FIRST_WEEK = year.from;

/** The figures of a week, whichever way they are calculated. */
interface Week {
  readonly week: number;
  readonly counted: number;
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
}

function company(): TeamColumns[] {
  const dice = createDice(1);
  const length = ROWS / TEAMS / 12;
  const { parts, tags } = metricOf(METRIC);
  const none = new Float64Array(length).fill(-1);
  return Array.from({ length: TEAMS }, (_, team) => ({
    team,
    roster: [],
    cells: Array.from({ length: 12 }, (_, month) => ({
      ...cell(month, length, (team * 12 + month) * length, dice),
      ...{ parts: parts.map(() => none), tags: tags.map(() => none) },
    })),
  }));
}

const literal = (values: Float64Array) => `{${values.join()}}`;
const joined = (parts: readonly Float64Array[]) => {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** The same rows as those of one team: a cell a month, sorted by instant. */
function asOneTeam(teams: readonly TeamColumns[]): TeamColumns[] {
  const cells = Array.from({ length: 12 }, (_, month) => {
    const all = teams.map((team) => team.cells[month]!);
    const at = joined(all.map((columns) => columns.at));
    const order = Uint32Array.from(at, (_at, row) => row).sort(
      (left, right) => at[left]! - at[right]!,
    );
    const sorted = (columnOf: (columns: ObservationColumns) => Float64Array) => {
      const values = joined(all.map(columnOf));
      return Float64Array.from(order, (row) => values[row]!);
    };
    return {
      length: at.length,
      ...{ at: sorted((columns) => columns.at), value: sorted(({ value }) => value) },
      subject: sorted(({ subject }) => subject),
      developer: sorted(({ developer }) => developer),
      parts: all[0]!.parts.map((_, index) => sorted(({ parts }) => parts[index]!)),
      tags: all[0]!.tags.map((_, index) => sorted(({ tags }) => tags[index]!)),
    };
  });
  return [{ ...teams[0]!, cells }];
}

/** Weekly mean, median and 90th percentile as an answer to a question has them. */
const byEngine = (teams: readonly TeamColumns[]): Week[] =>
  measure(questionAbout(METRIC, teams)).series.flatMap(({ from, distribution }) =>
    distribution
      ? [{ week: (from - FIRST_WEEK) / WEEK, counted: distribution.sampleSize, ...distribution }]
      : [],
  );

const cellsOf = (teams: readonly TeamColumns[]) =>
  teams.flatMap(({ team, cells }) => cells.map((columns) => ({ team, columns })));

async function fillDuck(teams: readonly TeamColumns[]): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('set threads = 2');
  await connection.run(
    'create table row_seen (team int, subject bigint, seen_at bigint, value double)',
  );
  const appender = await connection.createAppender('row_seen');
  for (const { team, columns } of cellsOf(teams))
    for (let row = 0; row < columns.length; row++) {
      appender.appendInteger(team);
      appender.appendBigInt(BigInt(columns.subject[row]!));
      appender.appendBigInt(BigInt(columns.at[row]!));
      appender.appendDouble(columns.value[row]!);
      appender.endRow();
    }
  appender.closeSync();
  return connection;
}

const duckQuery = (from: string) =>
  `select ((seen_at - ${FIRST_WEEK}) // ${WEEK})::int as week, count(*)::int as counted, avg(value) as mean,
     quantile_cont(value, 0.5) as median, quantile_cont(value, 0.9) as p90 from ${from} group by 1 order by 1`;

const byDuck = async (connection: DuckDBConnection, from: string): Promise<Week[]> =>
  (await connection.runAndReadAll(duckQuery(from))).getRowObjectsJS() as unknown as Week[];

async function fillPostgres(url: string, teams: readonly TeamColumns[]): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create unlogged table row_seen (subject bigint, seen_at bigint, value double precision)',
  );
  const column = (cells: readonly ObservationColumns[], name: 'subject' | 'at' | 'value') =>
    literal(joined(cells.map((columns) => columns[name])));
  for (let first = 0; first < teams.length; first += 50) {
    const cells = teams.slice(first, first + 50).flatMap((team) => team.cells);
    await client.query(
      'insert into row_seen select * from unnest($1::bigint[], $2::bigint[], $3::float8[])',
      [column(cells, 'subject'), column(cells, 'at'), column(cells, 'value')],
    );
  }
  await client.query('vacuum analyze row_seen');
  await client.query("set work_mem = '512MB'");
  return client;
}

const byPostgres = async (client: pg.Client): Promise<Week[]> => {
  const { rows } = await client.query<Week>(
    `select ((seen_at - ${FIRST_WEEK}) / ${WEEK})::int as week, count(*)::int as counted, avg(value) as mean,
       percentile_cont(0.5) within group (order by value) as median,
       percentile_cont(0.9) within group (order by value) as p90 from row_seen group by 1 order by 1`,
  );
  return rows;
};

function compare(name: string, ours: readonly Week[], theirs: readonly Week[]): void {
  const near = (left: number, right: number) => Math.abs(left - right) <= 1e-9 * Math.abs(right);
  const same = ours.every((week, index) => {
    const other = theirs[index]!;
    const counts = week.week === other.week && week.counted === other.counted;
    return (
      counts &&
      near(week.mean, other.mean) &&
      near(week.median, other.median) &&
      near(week.p90, other.p90)
    );
  });
  if (!same || ours.length !== theirs.length) throw new Error(`${name} answers otherwise.`);
}

/** Two million observations by week: mean, median and 90th percentile, exact, beside databases that calculate the same. */
export async function benchmark(): Promise<void> {
  const teams = company();
  const united = teams;
  const single = asOneTeam(teams);
  const duck = await fillDuck(teams);
  const server = await startPostgres();
  const postgres = await fillPostgres(server.url, teams);
  try {
    compare('DuckDB', byEngine(united), await byDuck(duck, 'row_seen'));
    compare('PostgreSQL', byEngine(single), await byPostgres(postgres));
    const distinct = '(select distinct on (subject) * from row_seen)';
    const [one, all, plain, unique, cont] = [
      await best(25, () => byEngine(single)),
      await best(9, () => byEngine(united)),
      await best(25, () => byDuck(duck, 'row_seen')),
      await best(3, () => byDuck(duck, distinct)),
      await best(3, () => byPostgres(postgres)),
    ];
    const times = (other: number, own: number) => `${(other / own).toFixed(2)} times as long`;
    say(
      `${ROWS} rows, weekly mean, median, p90: one team ${one.toFixed(1)} ms; a thousand teams united, each subject once ${all.toFixed(1)} ms`,
    );
    say(
      `DuckDB, two threads: ${plain.toFixed(1)} ms, ${times(plain, one)} as one team; each subject once ${unique.toFixed(1)} ms, ${times(unique, all)}`,
    );
    say(
      `PostgreSQL, percentile_cont: ${cont.toFixed(1)} ms, ${times(cont, one)} as one team, ${times(cont, all)} as a thousand`,
    );
    const twenty = teams.filter(({ team }) => team % 50 === 0);
    say(`twenty teams of the thousand: ${(await best(300, () => byEngine(twenty))).toFixed(2)} ms`);
  } finally {
    await postgres.end();
    await server.stop();
    duck.closeSync();
  }
}

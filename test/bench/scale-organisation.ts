import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pg from 'pg';
import { type App, createApp } from '../../src/app.js';
import { importFacts } from '../../src/command/import/import-facts.js';
import { operatorOf } from '../../src/command/task.js';
import { readEnvironment } from '../../src/env.js';
import type { Viewer } from '../../src/model/access.js';
import { type ChangeCost, measureChanges } from './change.js';
import { type Answers, type Organisation, sizeOf, writeOrganisation } from './organisation.js';
import { organise } from './organised.js';
import { say } from './rows.js';

const COMPARED_TEAMS = 10;

const day = (at: number) => new Date(at).toISOString().slice(0, 10);
const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
function median(all: readonly number[]): number {
  const sorted = all.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Compares answers with what the generator knows. Returns how many figures differ, with what they are. */
async function compare(
  app: App,
  viewer: Viewer,
  path: string,
  { from, to }: Organisation,
  known: Answers,
): Promise<string[]> {
  const wanted = {
    DEPLOYMENT_FREQUENCY: { size: known.deployments, MEAN: null, MEDIAN: null },
    PR_CYCLE_TIME: {
      size: known.cycleTimes.length,
      ...{ MEAN: mean(known.cycleTimes), MEDIAN: median(known.cycleTimes) },
    },
    MEAN_TIME_TO_RESTORE: {
      size: known.restoreTimes.length,
      ...{ MEAN: mean(known.restoreTimes), MEDIAN: median(known.restoreTimes) },
    },
  };
  const different: string[] = [];
  for (const aggregation of ['MEAN', 'MEDIAN'] as const) {
    const metrics = Object.keys(wanted);
    const answers = await app.insights.answer(viewer, {
      ...{ scope: { path }, metrics, granularity: 'MONTH' },
      range: { dates: { from: day(from), to: day(to) } },
      ...{ aggregation, timeZone: null, membership: 'CURRENT' },
    });
    for (const {
      metric: { id: metric },
      headline,
    } of answers) {
      const { size, [aggregation]: value } = wanted[metric as keyof typeof wanted];
      const isEqual =
        headline.sampleSize === size &&
        (value === null || Math.abs((headline.milliseconds ?? Number.NaN) - value) < 1);
      if (!isEqual)
        different.push(
          `${path} ${metric} ${aggregation}: ${headline.sampleSize} rows, ${headline.milliseconds}; wanted ${size}, ${value}`,
        );
    }
  }
  return different;
}

const ofAll = (all: readonly Answers[]): Answers => ({
  deployments: all.reduce((sum, one) => sum + one.deployments, 0),
  cycleTimes: all.flatMap(({ cycleTimes }) => cycleTimes),
  restoreTimes: all.flatMap(({ restoreTimes }) => restoreTimes),
});

interface Counted {
  readonly statements: number;
  readonly rows: number;
  readonly seconds: number;
}

async function counted(client: pg.Client): Promise<Counted> {
  const { rows } = await client.query(
    'select sum(calls)::float8 as statements, sum(rows)::float8 as rows, sum(total_exec_time + total_plan_time)::float8 / 1000 as seconds from pg_stat_statements',
  );
  return rows[0];
}

async function heaviest(client: pg.Client, by: 'total_exec_time' | 'rows'): Promise<void> {
  const { rows } = await client.query(
    `select round(total_exec_time) as ms, calls, rows, left(regexp_replace(query, '\\s+', ' ', 'g'), 150) as query
     from pg_stat_statements order by ${by} desc limit 10`,
  );
  for (const { ms, calls, rows: read, query } of rows)
    say(`  ${ms} ms, ${calls} calls, ${read} rows: ${query}`);
}

/** Has the system forget the most memory that this process has held: what wrote the organisation does not count. */
function forgetPeak(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  writeFileSync('/proc/self/clear_refs', '5');
}

const peakMegabytes = (): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024);

/** The cost of an organisation: milliseconds a fact, and of changes afterwards. */
export interface Cost {
  readonly milliseconds: number;
  readonly changes: readonly ChangeCost[];
}

/** Imports and calculates an organisation, and changes it. */
async function measure(
  people: number,
  folder: string,
  url: string | null,
  statistics: pg.Client | null,
): Promise<Cost> {
  const organisation = await writeOrganisation(folder, sizeOf(people));
  forgetPeak();
  const directory = join(folder, `data-${people}${url ? '' : '-embedded'}`);
  const environment = { ...readEnvironment(), dataDirectory: directory };
  const app = await createApp({
    ...{ database: { url, directory: join(directory, 'database') }, dataDirectory: directory },
    variables: environment.variables,
  });
  try {
    await app.directory.account.create(`Organisation ${people}`);
    const account = { account: `Organisation ${people}` };
    const viewer = await operatorOf(app, account);
    await organise(app, viewer, organisation);
    await app.recalculation.settle(viewer.account);
    await statistics?.query('select pg_stat_statements_reset()');
    const report = { line: () => undefined, progress: () => undefined };
    const context = { app, environment, report, signal: new AbortController().signal };
    const cpu = process.cpuUsage();
    const began = performance.now();
    const given = { ...account, file: organisation.facts, source: 'Facts' };
    const { refusedCount } = await app.recalculation.linkWhile(() =>
      importFacts.run(given, context),
    );
    const imported = performance.now();
    await app.recalculation.settle(viewer.account);
    const ended = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    const { factCount: facts, teams, answers } = organisation;
    const spent = ended - began;
    const { rows, statements, seconds } = statistics
      ? await counted(statistics)
      : { rows: 0, statements: 0, seconds: 0 };
    say(
      `${url ? 'PostgreSQL' : 'embedded'}, ${people} people, ${teams.length} teams, ${facts} facts: imported in ${((imported - began) / 1000).toFixed(1)} s, calculated in ${((ended - imported) / 1000).toFixed(1)} s: ${Math.round((facts / spent) * 1000)} facts a second${statistics ? `; ${(rows / facts).toFixed(1)} rows and ${(statements / facts).toFixed(2)} statements a fact, ${seconds.toFixed(1)} s in the database` : ''}; processor ${((user + system) / 1e6).toFixed(1)} s; ${refusedCount} refused; peak ${peakMegabytes()} MB`,
    );
    if (statistics) await heaviest(statistics, 'total_exec_time');
    if (statistics) await heaviest(statistics, 'rows');
    const some = teams.filter((_, index) => index % Math.ceil(teams.length / COMPARED_TEAMS) === 0);
    const different = [
      ...(await compare(app, viewer, 'Organisation', organisation, ofAll([...answers.values()]))),
    ];
    for (const team of some)
      different.push(
        ...(await compare(
          app,
          viewer,
          `Organisation/Boss/${team} lead`,
          organisation,
          answers.get(team)!,
        )),
      );
    say(`  ${(some.length + 1) * 6} figures compared, ${different.length} differ`);
    for (const line of different.slice(0, 8)) say(`  ${line}`);
    const changes = statistics ? await measureChanges(app, viewer, organisation, statistics) : [];
    return { milliseconds: spent / facts, changes };
  } finally {
    await app.stop();
  }
}

/** Measures one organisation in a process of its own. Its arguments are people, a folder and the database's address, empty for the embedded one. */
async function run(people: number, folder: string, url: string): Promise<void> {
  const { href } = url ? Object.assign(new URL(url), { pathname: '/postgres' }) : { href: null };
  const statistics = href === null ? null : new pg.Client({ connectionString: href });
  await statistics?.connect();
  try {
    const cost = await measure(people, folder, url || null, statistics);
    process.send?.(cost);
  } finally {
    await statistics?.end();
  }
}

const [people = '', folder = '', url = ''] = process.argv.slice(2);
await run(Number(people), folder, url);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../src/app.js';
import { demo } from '../../src/command/demo.js';
import { operatorOf } from '../../src/command/task.js';
import { metrics } from '../../src/engine/metrics/index.js';
import { type CellFacts, observe } from '../../src/engine/observe.js';
import { readEnvironment } from '../../src/env.js';
import type { Insight } from '../../src/insights/answer/answer.js';
import type { Viewer } from '../../src/model/access.js';
import { allKinds } from '../../src/model/inputs/metric-input.js';
import { monthOf, monthWindow } from '../../src/model/month.js';
import { effectiveRules } from '../../src/storage/cells/answer-state.js';
import { loadInputsOf } from '../../src/storage/inputs/metric-inputs.js';
import { best, say } from './rows.js';

interface Opened {
  readonly app: App;
  readonly viewer: Viewer;
  readonly teams: readonly { readonly number: number; readonly name: string }[];
}

/** The demo company in an embedded database, all calculated. */
async function openCompany(directory: string): Promise<Opened> {
  const environment = { ...readEnvironment(), dataDirectory: directory };
  const { variables } = environment;
  const database = { url: null, directory: join(directory, 'database') };
  const app = await createApp({ database, dataDirectory: directory, variables });
  const report = { line: () => undefined, progress: () => undefined };
  const { signal } = new AbortController();
  await demo.run({}, { app, environment, report, signal });
  const viewer = await operatorOf(app, {});
  const teams = await app.database.read(viewer.account, (session) =>
    session.query<{ number: number; name: string }>(
      'select number::float8 as number, name from org_node where account_id = $1 and is_team and archived_at is null order by number',
      [session.account],
    ),
  );
  return { app, viewer, teams };
}

/** The cells of the last nine months of all teams, as a recalculation gets them. */
const cellsOf = ({ app, viewer, teams }: Opened): Promise<CellFacts[]> =>
  app.database.read(viewer.account, async (session) => {
    const numbers = teams.map(({ number }) => number);
    const cells: CellFacts[] = [];
    const last = monthOf(Date.now());
    for (const { team, rules } of await effectiveRules(session, numbers))
      for (let month = last - 9; month <= last; month++) {
        const window = monthWindow(month);
        const inputs = await loadInputsOf(session, team, window, { rules, kinds: allKinds });
        cells.push({ window, inputs, rules, metrics });
      }
    return cells;
  });

const factsIn = ({ inputs }: CellFacts) =>
  [inputs.DEVELOPERS, inputs.FILTERS]
    .flatMap((kinds) => Object.values(kinds) as (readonly unknown[])[])
    .reduce((sum, { length }) => sum + length, 0);

async function observing(company: Opened): Promise<void> {
  const cells = await cellsOf(company);
  const facts = cells.reduce((sum, cell) => sum + factsIn(cell), 0);
  const spent = await best(9, () => {
    for (const cell of cells) observe(cell);
  });
  const perSecond = Math.round((facts / spent) * 1000);
  say(
    `observe: ${facts} facts of ${cells.length} cells by ${metrics.length} metrics in ${spent.toFixed(1)} ms: ${perSecond} facts a second, ${(perSecond / 150_000).toFixed(2)} times the 150,000 wanted`,
  );
}

/** All that a page shows of an insight. */
const look = (insight: Insight) => [
  ...[insight.headline, insight.rating, insight.change, insight.distribution, insight.trend],
  ...[insight.explanation, insight.series.map(({ value, segments }) => [value, segments])],
];

async function paging({ app, viewer, teams }: Opened): Promise<void> {
  const ids = metrics.map(({ id }) => id);
  const ask = async (scope: { team: number } | { path: string }) => {
    const insights = await app.insights.answer(viewer, {
      ...{ scope, metrics: ids, range: { last: { count: 12, unit: 'WEEK' } } },
      ...{ granularity: 'WEEK', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
    });
    return insights.map(look);
  };
  const team = teams.find(({ name }) => !name.includes('direct reports')) ?? teams[0]!;
  const page = await best(60, () => ask({ team: team.number }));
  const whole = await best(30, () => ask({ path: 'Organisation' }));
  const want = `${(page / 20).toFixed(2)} times the 20 ms allowed`;
  say(`a team's page, ${ids.length} metrics by 12 weeks, warm: ${page.toFixed(1)} ms, ${want}`);
  say(`the same of all ${teams.length} teams: ${whole.toFixed(1)} ms`);
}

/** Measures the cost of a recalculation and of a page in the demo company. */
export async function benchmark(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'insights-bench-'));
  const began = Date.now();
  const company = await openCompany(directory);
  try {
    const seconds = (Date.now() - began) / 1000;
    say(`the demo company, filled and calculated in ${seconds.toFixed(1)} s`);
    await observing(company);
    await paging(company);
  } finally {
    await company.app.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

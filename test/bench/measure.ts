import { breakdownByDeveloper } from '../../src/engine/breakdown.js';
import { measure } from '../../src/engine/measure.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Question, TeamColumns } from '../../src/engine/question.js';
import type { ObservationColumns } from '../../src/model/observation.js';

const ROWS = 2_000_000;
const TEAMS = 200;
const DEVELOPERS = 2000;
const start = Date.UTC(2024, 0, 1);

function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One cell of one month, sorted by instant. */
function cell(
  month: number,
  length: number,
  firstSubject: number,
  dice: () => number,
): ObservationColumns {
  const from = Date.UTC(2024, month, 1);
  const span = Date.UTC(2024, month + 1, 1) - from;
  const value = Float64Array.from({ length }, () => Math.round(Math.exp(dice() * 12) * 1000));
  const onePhase = new Map([
    ['commitToRelease', value],
    ['withCommitToRelease', new Float64Array(length).fill(1)],
  ]);
  const none = new Float64Array(length);
  const { parts } = metricOf('LEAD_TIME_FOR_CHANGES');
  return {
    length,
    subject: Float64Array.from({ length }, (_, row) => firstSubject + row),
    developer: Float64Array.from({ length }, () => Math.floor(dice() * DEVELOPERS)),
    at: Float64Array.from({ length }, () => from + Math.floor(dice() * span)).sort(),
    value,
    parts: parts.map((name) => onePhase.get(name) ?? none),
    tags: [Float64Array.from({ length }, () => Math.floor(dice() * 50))],
  };
}

function company(): TeamColumns[] {
  const dice = createDice(1);
  const length = Math.floor(ROWS / TEAMS / 12);
  const everybody = Array.from({ length: DEVELOPERS }, (_, developer) => developer);
  return Array.from({ length: TEAMS }, (_, team) => ({
    team,
    roster: everybody.map((developer) => ({
      team,
      developer,
      since: null,
      until: null,
      shared: false,
    })),
    cells: Array.from({ length: 12 }, (_, month) =>
      cell(month, length, (team * 12 + month) * length, dice),
    ),
  }));
}

function scan(teams: readonly TeamColumns[]): number {
  let total = 0;
  for (const { cells } of teams)
    for (const { at, value, length } of cells)
      for (let row = 0; row < length; row++) if (at[row]! >= start) total += value[row]!;
  return total;
}

function best(work: () => unknown): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5; run++) {
    const before = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - before);
  }
  return fastest;
}

const metricOf = (id: string) => metrics.find((metric) => metric.id === id)!;

/** Measures two million observations, each way against one plain scan of instants and values in memory. */
export async function benchmark(): Promise<void> {
  const teams = company();
  const question: Question = {
    metric: metricOf('LEAD_TIME_FOR_CHANGES'),
    teams,
    window: { from: start, to: Date.UTC(2025, 0, 1) },
    zone: 'Europe/Berlin',
    granularity: 'WEEK',
    aggregation: 'MEDIAN',
    membership: 'CURRENT',
    denominator: 'ROSTER',
    now: Date.UTC(2025, 0, 1),
  };
  const one = {
    ...question,
    teams: [{ ...teams[0]!, cells: teams.flatMap(({ cells }) => cells) }],
  };
  const days = { ...question, metric: metricOf('CODING_DAYS_PER_DEVELOPER') };
  const base = best(() => scan(teams));
  const works: Record<string, () => unknown> = {
    'mean, one team': () => measure({ ...one, aggregation: 'MEAN' }),
    'median, one team': () => measure(one),
    'median, united teams': () => measure(question),
    'coding days, united teams': () => measure(days),
    'coding days, by developer': () => breakdownByDeveloper(days),
  };
  process.stdout.write(`scan of ${ROWS} rows: ${base.toFixed(1)} ms\n`);
  for (const [name, work] of Object.entries(works)) {
    const spent = best(work);
    process.stdout.write(`${name}: ${spent.toFixed(1)} ms, ${(spent / base).toFixed(1)} scans\n`);
  }
}

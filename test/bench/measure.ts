import { breakdownByDeveloper } from '../../src/engine/breakdown.js';
import { measure } from '../../src/engine/measure.js';
import type { TeamColumns } from '../../src/engine/question.js';
import { best, cell, createDice, metricOf, questionAbout, say, year } from './rows.js';

const ROWS = 2_000_000;
const TEAMS = 200;
const DEVELOPERS = 2000;

/** Lead times that consist of one phase, of fifty repositories. */
function company(): TeamColumns[] {
  const dice = createDice(1);
  const length = Math.floor(ROWS / TEAMS / 12);
  const everybody = Array.from({ length: DEVELOPERS }, (_, developer) => developer);
  const { parts, tags } = metricOf('LEAD_TIME_FOR_CHANGES');
  const [none, all] = [new Float64Array(length), new Float64Array(length).fill(1)];
  const month = (team: number, number: number) => {
    const own = cell(number, length, (team * 12 + number) * length, dice);
    const onePhase = new Map([
      ['commitToRelease', own.value],
      ['withCommitToRelease', all],
    ]);
    const repository = Float64Array.from({ length }, () => Math.floor(dice() * 50));
    return {
      ...own,
      parts: parts.map((name) => onePhase.get(name) ?? none),
      tags: tags.map(() => repository),
    };
  };
  return Array.from({ length: TEAMS }, (_, team) => ({
    team,
    roster: everybody.map((developer) => ({
      ...{ team, developer, since: null, until: null, shared: false },
    })),
    cells: Array.from({ length: 12 }, (_, number) => month(team, number)),
  }));
}

function scan(teams: readonly TeamColumns[]): number {
  let total = 0;
  for (const { cells } of teams)
    for (const { at, value, length } of cells)
      for (let row = 0; row < length; row++) if (at[row]! >= year.from) total += value[row]!;
  return total;
}

/** Measures two million observations, each way against one plain scan of instants and values in memory. */
export async function benchmark(): Promise<void> {
  const teams = company();
  const question = {
    ...questionAbout('LEAD_TIME_FOR_CHANGES', teams),
    ...{ zone: 'Europe/Berlin', aggregation: 'MEDIAN' as const },
  };
  const one = {
    ...question,
    teams: [{ ...teams[0]!, cells: teams.flatMap(({ cells }) => cells) }],
  };
  const days = { ...question, metric: metricOf('CODING_DAYS_PER_DEVELOPER') };
  const base = await best(5, () => scan(teams));
  const works: Record<string, () => unknown> = {
    'mean, one team': () => measure({ ...one, aggregation: 'MEAN' }),
    'median, one team': () => measure(one),
    'median, united teams': () => measure(question),
    'coding days, united teams': () => measure(days),
    'coding days, by developer': () => breakdownByDeveloper(days),
  };
  say(`scan of ${ROWS} rows: ${base.toFixed(1)} ms`);
  for (const [name, work] of Object.entries(works)) {
    const spent = await best(5, work);
    say(`${name}: ${spent.toFixed(1)} ms, ${(spent / base).toFixed(1)} scans`);
  }
}

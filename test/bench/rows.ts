import { metrics } from '../../src/engine/metrics/index.js';
import type { Question, TeamColumns } from '../../src/engine/question.js';
import type { ObservationColumns } from '../../src/model/observation.js';

/** Numbers of 0..1 that are the same at every run. */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export const metricOf = (id: string) => metrics.find((metric) => metric.id === id)!;

/** The time that a statement or a function takes at its best, in milliseconds. */
export async function best(times: number, work: () => unknown): Promise<number> {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < times; run++) {
    const before = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - before);
  }
  return fastest;
}

export const say = (line: string) => process.stdout.write(`${line}\n`);
export const year = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2025, 0, 1) };

/** One cell of one month of `year`, sorted by instant: durations of seconds to months. */
export function cell(
  month: number,
  length: number,
  firstSubject: number,
  dice: () => number,
): Omit<ObservationColumns, 'parts' | 'tags'> {
  const from = Date.UTC(2024, month, 1);
  const span = Date.UTC(2024, month + 1, 1) - from;
  return {
    length,
    subject: Float64Array.from({ length }, (_, row) => firstSubject + row),
    developer: Float64Array.from({ length }, () => Math.floor(dice() * 2000)),
    at: Float64Array.from({ length }, () => from + Math.floor(dice() * span)).sort(),
    value: Float64Array.from({ length }, () => Math.round(Math.exp(dice() * 12) * 1000)),
  };
}

/** A question about all of `year`, by week. */
export const questionAbout = (metric: string, teams: readonly TeamColumns[]): Question => ({
  metric: metricOf(metric),
  teams,
  window: year,
  zone: 'UTC',
  granularity: 'WEEK',
  aggregation: 'MEAN',
  membership: 'CURRENT',
  denominator: 'ROSTER',
  now: year.to,
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { Question } from '../../../../src/engine/question.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { SprintInput } from '../../../../src/model/inputs/work-input.js';
import { anyQuestion, rules } from '../../../arbitrary/questions.js';
import { lawRuns } from '../../../law-runs.js';
import { day, item, sprint } from '../../sprint/sprint-story.js';
import { ask } from '../story.js';

const graced = {
  ...rules,
  efficiency: {
    ...rules.efficiency,
    sprints: { ...rules.efficiency.sprints, endGraceDays: 1 },
  },
};
const about = (id: string, sprints: readonly SprintInput[], rest: Partial<Question> = {}) =>
  ask(id, '2024-06-01', '2024-08-31', { sprints, rules: graced }, rest);
const headline = (id: string, sprints: readonly SprintInput[]) =>
  measure(about(id, sprints)).headline;

/** A sprint of two weeks from day 14 * (number - 1) that delivers `delivered` of a commit. */
function plain(number: number, delivered: number, commit: number, rest = {}): SprintInput {
  const begin = 14 * (number - 1);
  const moves = [[begin - 1, true] as const];
  return sprint(
    number,
    [
      item(10 * number, { points: delivered, done: begin + 3, moves }),
      item(10 * number + 1, { points: commit - delivered, moves }),
    ],
    { startedAt: day(begin), endedAt: day(begin + 14), ...rest },
  );
}
const bucketRows = (question: Question, bucket: number) => {
  const rows = rowsOf({ ...question, granularity: 'SPRINT' }, bucket);
  return Array.from({ length: rows.length }, (_, index) => rows.row(index));
};
const three = [plain(1, 10, 20), plain(2, 20, 20), plain(3, 30, 40)];
const active = plain(4, 100, 100, { isClosed: false });

describe('sprints together', () => {
  it('have the velocity (10 + 20 + 30) / 3 = 20', () => {
    expect(headline('SPRINT_VELOCITY', three)).toMatchObject({
      numerator: 60,
      denominator: 3,
      value: 20,
    });
  });

  it('divide sums by sums: (10 + 20 + 30) / (20 + 20 + 40) = 0.75', () => {
    expect(headline('SPRINT_DELIVERED_TO_COMMITTED', three).value).toBe(60 / 80);
  });

  it('scatter by the sample deviation: sqrt((100 + 0 + 100) / 2) = 10', () => {
    const question = about('SPRINT_PREDICTABILITY', three, { granularity: 'QUARTER' });
    const { headline: whole, series } = measure(question);
    expect(whole).toMatchObject({ value: 10, sampleSize: 3 });
    // The first ends in June; of the 20 and 30 of July the deviation is sqrt((25 + 25) / 1).
    expect(series.map(({ value }) => value.value)).toEqual([null, Math.sqrt(50)]);
  });

  it('have reliability and variation beside it', () => {
    const year = ask(
      'SPRINT_PREDICTABILITY',
      '2024-07-01',
      '2024-09-30',
      { sprints: [plain(3, 10, 20), plain(4, 20, 20), plain(5, 30, 40)], rules: graced },
      { granularity: 'QUARTER' },
    );
    const [quarter] = measure(year).series;
    expect(quarter!.value.value).toBe(10);
    const byKey = new Map(quarter!.segments.map(({ key, value }) => [key, value.value]));
    // The mean of 1/2, 1 and 3/4 is 3/4: sqrt((1/16 + 1/16 + 0) / 2) = 1/4.
    expect(byKey.get('RELIABILITY')).toBeCloseTo(0.25, 12);
    expect(byKey.get('COEFFICIENT_OF_VARIATION')).toBe(10 / 20);
  });

  it('exclude from reliability a sprint that began with nothing', () => {
    const empty = sprint(9, [item(1, { points: 3, moves: [[3, true]], done: 5 })]);
    const { series } = measure(
      about('SPRINT_PREDICTABILITY', [...three, empty], { granularity: 'QUARTER' }),
    );
    const reliability = series.flatMap(({ segments }) =>
      segments.filter(({ key }) => key === 'RELIABILITY').map(({ value }) => value.sampleSize),
    );
    expect(reliability.reduce((sum, size) => sum + size, 0)).toBe(3);
  });

  it('have no creep against a commit of nothing', () => {
    const empty = sprint(9, [item(1, { points: 3, moves: [[3, true]], done: 5 })]);
    expect(headline('SPRINT_SCOPE_CREEP', [empty])).toMatchObject({ value: null, sampleSize: 1 });
  });

  it('are unknown of none', () => {
    for (const id of ['SPRINT_VELOCITY', 'SPRINT_SCOPE_CREEP', 'SPRINT_PREDICTABILITY'])
      expect(headline(id, [])).toMatchObject({ value: null, sampleSize: 0 });
  });
});

describe('a sprint', () => {
  it('that is not over is in no velocity or predictability, and in the ratios', () => {
    const all = [...three, active];
    expect(headline('SPRINT_VELOCITY', all)).toMatchObject({ value: 20, sampleSize: 3 });
    expect(headline('SPRINT_PREDICTABILITY', all)).toMatchObject({ value: 10, sampleSize: 3 });
    expect(explain(about('SPRINT_VELOCITY', all)).excluded).toEqual([
      { reason: 'NOT_FINISHED', count: 1 },
    ]);
    expect(headline('SPRINT_SCOPE_CREEP', all).sampleSize).toBe(4);
  });

  it('without an item that counts is excluded', () => {
    const { counted, excluded } = explain(about('SPRINT_SCOPE_CREEP', [...three, sprint(9, [])]));
    expect(counted).toBe(3);
    expect(excluded).toEqual([{ reason: 'NO_ITEMS', count: 1 }]);
  });

  it('belongs to the bucket of its end', () => {
    const { series } = measure(about('SPRINT_VELOCITY', three, { granularity: 'MONTH' }));
    expect(series.map(({ value }) => value.value)).toEqual([10, 25, null]);
  });
});

describe('by sprint', () => {
  const all = [...three, active];
  const bySprint = (id: string, sprints = all) =>
    measure(about(id, sprints, { granularity: 'SPRINT' }));

  it('buckets are the sprints, each from the end of the one before', () => {
    const { series, units } = bySprint('SPRINT_DELIVERED_TO_COMMITTED');
    expect(series.map(({ to }) => to - 1)).toEqual(all.map(({ endedAt }) => endedAt));
    expect(series.map(({ from }) => from)).toEqual([
      Date.parse('2024-06-01T00:00:00Z'),
      day(14) + 1,
      day(28) + 1,
      day(42) + 1,
    ]);
    expect(series.map(({ value }) => value.value)).toEqual([10 / 20, 20 / 20, 30 / 40, 1]);
    expect(series.every(({ partial }) => !partial)).toBe(true);
    expect(units).toBe(4);
  });

  it('one that does not count is a bucket without a value', () => {
    const { series, headline: whole } = bySprint('SPRINT_VELOCITY');
    expect(series.map(({ value }) => value.value)).toEqual([10, 20, 30, null]);
    expect(whole.value).toBe(20);
  });

  it('two that end together share a bucket', () => {
    const { series } = bySprint('SPRINT_VELOCITY', [plain(1, 10, 20), { ...three[0]!, number: 9 }]);
    expect(series.map(({ value }) => value.sampleSize)).toEqual([2]);
  });

  it('there is no bucket where no sprint ends', () => {
    expect(bySprint('SPRINT_VELOCITY', [])).toMatchObject({ series: [], units: 0 });
  });

  it('every row of any question is counted in one bucket, that of its instant', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { series, headline: whole } = measure({ ...question, granularity: 'SPRINT' });
        const counted = series.map(({ value }) => value.sampleSize);
        expect(counted.reduce((sum, size) => sum + size, 0)).toBe(whole.sampleSize);
        for (const { from, to } of series)
          for (const { at } of bucketRows(question, from))
            expect([from <= at, at]).toEqual([true, to - 1]);
      }),
      { numRuns: lawRuns(12, 100) },
    );
  });
});

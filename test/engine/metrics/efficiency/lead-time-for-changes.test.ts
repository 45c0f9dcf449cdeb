import { expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import { lenient } from '../../../arbitrary/questions.js';
import { ask, change, instant } from '../story.js';

const HOUR = 3_600_000;
const released = (number: number, first: string, at: string, rest = {}) =>
  change(number, first, {
    firstCommitAt: instant(first),
    release: 9,
    releasedAt: instant(at),
    ...rest,
  });
const three = [
  released(1, '2024-04-01T09:00Z', '2024-04-01T12:00Z'),
  released(2, '2024-04-01T10:00Z', '2024-04-03T10:00Z'),
  released(3, '2024-04-02T08:00Z', '2024-04-02T08:30Z'),
];

it('has mean 17.1667 h, median 3 h, p90 39 h and p95 43.5 h over 3 h, 48 h and half an hour', () => {
  const question = ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-07', { changes: three });
  const { headline, distribution } = measure(question);
  expect(headline).toMatchObject({ value: (51.5 * HOUR) / 3, sampleSize: 3 });
  expect(distribution!.median).toBe(3 * HOUR);
  expect(distribution!.p90).toBeCloseTo(39 * HOUR, 3);
  expect(distribution!.p95).toBeCloseTo(43.5 * HOUR, 3);
  expect(distribution).toMatchObject({ min: HOUR / 2, max: 48 * HOUR, sampleSize: 3 });
  expect(measure({ ...question, aggregation: 'MEDIAN' }).headline.milliseconds).toBe(3 * HOUR);
});

it('belongs to the bucket of the release, whenever the change was merged', () => {
  const changes = [released(1, '2024-03-04T00:00Z', '2024-04-09T00:00Z')];
  const { series } = measure(ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-14', { changes }));
  expect(series.map(({ value }) => value.sampleSize)).toEqual([0, 1]);
  expect(series[0]!.value.value).toBeNull();
});

it('excludes, with a reason, what is not released, of the baseline, in doubt or out of order', () => {
  const changes = [
    ...three,
    change(4, '2024-04-02T00:00Z'),
    change(5, '2024-04-02T00:00Z', { baseline: true }),
    released(6, '2024-04-02T00:00Z', '2024-04-03T00:00Z', { doubt: 'AUTHORED_IN_FUTURE' }),
    released(7, '2024-04-05T00:00Z', '2024-04-04T00:00Z'),
    released(8, '2024-04-02T00:00Z', '2024-04-03T00:00Z', {
      byBot: true,
      firstCommitUnknown: true,
    }),
  ];
  const explained = explain(ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-07', { changes }));
  expect(explained.counted).toBe(4);
  expect(explained.excluded).toEqual([
    { reason: 'NOT_RELEASED', count: 1 },
    { reason: 'BASELINE', count: 1 },
    { reason: 'OUT_OF_ORDER', count: 1 },
    { reason: 'AUTHORED_IN_FUTURE', count: 1 },
  ]);
  expect(explained.notes).toEqual([expect.stringMatching(/^1 of 4 changes were squashed/)]);
});

it('counts what is out of order as 0, and says so, where exceptions are allowed', () => {
  const changes = [released(7, '2024-04-05T00:00Z', '2024-04-04T00:00Z')];
  const question = ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-07', {
    changes,
    rules: lenient,
  });
  expect(measure(question).headline).toMatchObject({ value: 0, sampleSize: 1 });
  expect(explain(question).notes).toEqual([
    expect.stringMatching(/^1 of 1 have events out of order/),
  ]);
});

it('names every team that holds a row, and counts what the lower number sees', () => {
  const strict = ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-07', { changes: three });
  const late = ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-07', {
    changes: three.map((each) => ({ ...each, firstCommitAt: each.firstCommitAt - HOUR })),
  });
  const question = { ...strict, teams: [{ ...late.teams[0]!, team: 2 }, strict.teams[0]!] };
  expect(measure(question).headline).toEqual(measure(strict).headline);
  expect(measure(question).disagreements).toEqual([{ team: 1, other: 2, rows: 3 }]);
  expect(rowsOf(question).row(0).teams).toEqual([1, 2]);
});

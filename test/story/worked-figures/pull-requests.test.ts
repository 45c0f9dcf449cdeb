import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/engine/measure.js';
import { rowsOf } from '../../../src/engine/rows.js';
import type { Aggregation } from '../../../src/engine/summary/summary.js';
import { DAY_MILLISECONDS as DAY } from '../../../src/model/time.js';
import { ask, change, instant, pullRequest, roster } from '../../engine/metrics/story.js';

const HOUR = 3_600_000;
const week = ['2024-06-03', '2024-06-09'] as const;

describe('of A, merged 3 h after it was opened, B, 48 h, and C, half an hour,', () => {
  const pullRequests = [
    pullRequest(1, '2024-06-03T09:00Z', '2024-06-03T12:00Z'),
    pullRequest(2, '2024-06-03T10:00Z', '2024-06-05T10:00Z', { developer: 2 }),
    pullRequest(3, '2024-06-04T08:00Z', '2024-06-04T08:30Z', { developer: 2 }),
  ];
  const inputs = { pullRequests, roster: roster(1, 2, 3, 4) };
  const cycleTime = (aggregation: Aggregation) =>
    measure(ask('PR_CYCLE_TIME', ...week, inputs, { aggregation })).headline;

  it('the cycle time is (3 + 48 + 0.5) / 3 = 17.1667 h in the mean', () => {
    const { value, milliseconds, sampleSize } = cycleTime('MEAN');
    expect([value, milliseconds, sampleSize]).toEqual([(51.5 * HOUR) / 3, (51.5 * HOUR) / 3, 3]);
    expect((value! / HOUR).toFixed(4)).toBe('17.1667');
  });

  it('the cycle time is 3 h in the median, p90 3 + 0.8 x 45 = 39 h, p95 3 + 0.9 x 45 = 43.5 h', () => {
    // With three values the place of p90 is 0.9 x 2 = 1.8, that of p95 0.95 x 2 = 1.9, counted from 0.
    expect((['MEDIAN', 'P90', 'P95'] as const).map((by) => cycleTime(by).value)).toEqual([
      3 * HOUR,
      39 * HOUR,
      43.5 * HOUR,
    ]);
    expect(measure(ask('PR_CYCLE_TIME', ...week, inputs)).distribution).toMatchObject({
      median: 3 * HOUR,
      p90: 39 * HOUR,
      p95: 43.5 * HOUR,
      min: 0.5 * HOUR,
      max: 48 * HOUR,
      sampleSize: 3,
    });
  });

  it('the velocity of a roster of 4 is 3 / 4 = 0.75 a developer for that week', () => {
    const { headline, series, developers, units } = measure(
      ask('PR_VELOCITY_PER_DEVELOPER', ...week, inputs),
    );
    expect([developers, units]).toEqual([4, 1]);
    expect(headline).toMatchObject({ value: 0.75, numerator: 3, denominator: 4, sampleSize: 3 });
    expect(series.map(({ value }) => value.value)).toEqual([0.75]);
  });
});

it('a pull request of 9 lines is small, of 10 medium, of 100 medium, of 101 large', () => {
  const lines = [9, 10, 100, 101];
  const pullRequests = lines.map((additions, index) =>
    pullRequest(index + 1, '2024-06-03T09:00Z', '2024-06-04T09:00Z', { additions, deletions: 0 }),
  );
  const question = ask('PR_VELOCITY_PER_DEVELOPER', ...week, { pullRequests });
  const rows = rowsOf(question);
  const { parts } = question.metric;
  const sizes = lines.map((_, index) => {
    const row = rows.row(index);
    return ['small', 'medium', 'large'].filter((size) => row.parts[parts.indexOf(size)] === 1);
  });
  expect(sizes).toEqual([['small'], ['medium'], ['medium'], ['large']]);
  const { segments } = measure({ ...question, groupBy: 'PR_SIZE' }).series[0]!;
  expect(segments.map(({ key, value }) => [key, value.numerator])).toEqual([
    ['SMALL', 1],
    ['MEDIUM', 2],
    ['LARGE', 1],
    ['UNKNOWN', 0],
  ]);
});

describe('code rework', () => {
  const mergedAt = '2024-06-03T12:00:00Z';
  const about = (additions: number, deletions: number, daysAgo: number) => {
    const previousAt = instant(mergedAt) - daysAgo * DAY;
    const files = [{ path: 'a', additions, deletions, previousAt }];
    const question = ask('CODE_REWORK', ...week, { changes: [change(1, mergedAt, { files })] });
    const { parts } = rowsOf(question).row(0);
    const lines = question.metric.parts.map((name, index) => [name, parts[index]]);
    return { lines: Object.fromEntries(lines), headline: measure(question).headline };
  };

  it('of 30 added and 10 deleted lines of a file touched 12 days ago is min(30, 10) = 10 recent of 30: 33.33%', () => {
    const { lines, headline } = about(30, 10, 12);
    expect(lines).toEqual({
      ...{ rework: 10, recent: 10, legacy: 0, new: 30 - 10, removed: 0, total: 10 + 20 },
      ...{ added: 30, deleted: 10, unwritten: 0 },
    });
    expect(headline).toMatchObject({ value: 10 / 30, numerator: 10, denominator: 30 });
    expect((100 * headline.value!).toFixed(2)).toBe('33.33');
  });

  it('of 5 added and 25 deleted lines of a file touched 90 days ago is min(5, 25) = 5 legacy of 25: 20%', () => {
    const { lines, headline } = about(5, 25, 90);
    expect(lines).toEqual({
      ...{ rework: 5, recent: 0, legacy: 5, new: 0, removed: 25 - 5, total: 5 + 20 },
      ...{ added: 5, deleted: 25, unwritten: 0 },
    });
    expect(headline).toMatchObject({ value: 5 / 25, numerator: 5, denominator: 25 });
  });
});

import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import { DAY_MILLISECONDS } from '../../../../src/model/time.js';
import { rules } from '../../../arbitrary/questions.js';
import { ask, change, instant, pullRequest } from '../story.js';

const at = '2024-06-03T12:00:00Z';
const file = (additions: number, deletions: number, daysAgo: number | null) => ({
  path: 'a',
  additions,
  deletions,
  previousAt: daysAgo === null ? null : instant(at) - daysAgo * DAY_MILLISECONDS,
});
const about = (...changes: ReturnType<typeof change>[]) =>
  ask('CODE_REWORK', '2024-06-03', '2024-06-09', { changes });
const partsOf = (question: ReturnType<typeof about>) => {
  const { parts } = rowsOf(question).row(0);
  return Object.fromEntries(question.metric.parts.map((name, index) => [name, parts[index]]));
};

it('is recent up to the last day of the window, and legacy where nothing is known', () => {
  const recent = (daysAgo: number | null) =>
    partsOf(about(change(1, at, { files: [file(1, 1, daysAgo)] }))).recent;
  expect([30, 30.01, null].map(recent)).toEqual([1, 0, 0]);
});

it('divides the sum of all rework by the sum of all lines, and shows the rest beside it', () => {
  const question = about(
    change(1, at, { files: [file(30, 10, 12)] }),
    change(2, at, { files: [file(5, 25, 90)] }),
  );
  const { headline, series } = measure(question);
  expect(headline.value).toBe(15 / 55);
  const [bucket] = series;
  expect(bucket!.segments.map(({ key, value }) => [key, value.numerator])).toEqual([
    ['RECENT', 10],
    ['LEGACY', 5],
    ['NEW', 20],
    ['REMOVED', 20],
  ]);
});

it('excludes bots, changes in doubt, and changes without a line, and says why', () => {
  const files = [file(1, 1, 1)];
  const question = about(
    change(1, at, { files, byBot: true }),
    change(2, at, { files, doubt: 'AUTHORED_BEFORE_1980' }),
    change(3, at),
    change(4, at, { linesUnknown: true }),
    change(5, at, { files, linesUnknown: true }),
  );
  const explained = explain(question);
  expect(explained.counted).toBe(1);
  expect(explained.excluded.map(({ reason }) => reason)).toEqual([
    'BOT',
    'AUTHORED_BEFORE_1980',
    'LINES_UNKNOWN',
    'NO_LINES',
  ]);
});

it('excludes the paths that the profile names, and a change that has no other', () => {
  const codeRework = { recentWindowDays: 30, excludedPaths: ['**/*.lock', 'dist/**'] };
  const effective = { ...rules, productivity: { ...rules.productivity, codeRework } };
  const named = (path: string) => ({ ...file(4, 2, 1), path });
  const changes = [
    change(1, at, { files: [named('a.ts'), named('web/yarn.lock'), named('dist/a/b.js')] }),
    change(2, at, { files: [named('yarn.lock')] }),
  ];
  const question = ask('CODE_REWORK', '2024-06-03', '2024-06-09', { changes, rules: effective });
  expect(partsOf(question)).toMatchObject({ rework: 2, total: 4 });
  expect(explain(question).excluded).toEqual([{ reason: 'NO_LINES', count: 1 }]);
});

describe('a pull request', () => {
  const opened = '2024-06-03T09:00:00Z';
  const files = [file(30, 10, 12)];
  const withPullRequests = (...pullRequests: ReturnType<typeof pullRequest>[]) =>
    ask('CODE_REWORK', '2024-06-03', '2024-06-09', {
      changes: [change(1, at, { files: [file(5, 25, 90)] })],
      pullRequests,
    });

  it('counts by its own files where its change is not known: (5 + 10) / (25 + 30)', () => {
    const question = withPullRequests(pullRequest(2, opened, at, { files }));
    expect(measure(question).headline).toMatchObject({ numerator: 15, denominator: 55 });
  });

  it('is seen once, as the change that it became', () => {
    const question = withPullRequests(pullRequest(2, opened, at, { files, change: 1 }));
    expect(explain(question)).toMatchObject({ counted: 1, excluded: [] });
  });

  it('is excluded where a bot made it, it was not merged, or its lines are not known', () => {
    const question = withPullRequests(
      pullRequest(2, opened, at, { files, byBot: true }),
      pullRequest(3, opened, null, { files }),
      pullRequest(4, opened, at, { additions: null }),
      pullRequest(5, opened, at, { additions: 0, deletions: 0 }),
    );
    expect(explain(question).excluded.map(({ reason }) => reason)).toEqual([
      'BOT',
      'LINES_UNKNOWN',
      'NO_LINES',
      'NOT_MERGED',
    ]);
  });
});

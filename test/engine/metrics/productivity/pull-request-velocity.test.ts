import { describe, expect, it } from 'vitest';
import { breakdownByDeveloper } from '../../../../src/engine/breakdown.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rules } from '../../../arbitrary/questions.js';
import { ask, commit, pullRequest, roster } from '../story.js';

const id = 'PR_VELOCITY_PER_DEVELOPER';
const monday = '2024-06-03T09:00Z';
const tuesday = '2024-06-04T09:00Z';
const week = ['2024-06-03', '2024-06-09'] as const;
type Rest = Parameters<typeof pullRequest>[3];
const merged = (number: number, rest: Rest = {}) => pullRequest(number, monday, tuesday, rest);
const about = (pullRequests: ReturnType<typeof merged>[], rest = {}) =>
  ask(id, ...week, { pullRequests, roster: roster(1, 2, 3, 4) }, rest);
const segmentsOf = (question: ReturnType<typeof about>) =>
  measure(question).series[0]!.segments.map(({ key, value }) => [key, value.numerator]);

describe('pull request velocity', () => {
  it('is by developer what each of the roster merged: 1, 2, and twice nothing', () => {
    const question = about([
      pullRequest(1, '2024-06-03T09:00Z', '2024-06-03T12:00Z'),
      pullRequest(2, '2024-06-03T10:00Z', '2024-06-05T10:00Z', { developer: 2 }),
      pullRequest(3, '2024-06-04T08:00Z', '2024-06-04T08:30Z', { developer: 2 }),
    ]);
    expect(breakdownByDeveloper(question).map(({ measured }) => measured.headline.value)).toEqual([
      1, 2, 0, 0,
    ]);
  });

  it('of two weeks is per week: 3 / (4 developers x 2 weeks)', () => {
    const given = { pullRequests: [1, 2, 3].map((number) => merged(number)) };
    const question = ask(id, '2024-06-03', '2024-06-16', { ...given, roster: roster(1, 2, 3, 4) });
    const { headline, series } = measure(question);
    expect(headline.value).toBe(3 / 8);
    expect(series.map(({ value }) => value.value)).toEqual([3 / 4, 0]);
  });

  it('divides by who contributed anything where contributors are asked for', () => {
    const question = ask(
      id,
      '2024-06-03',
      '2024-06-16',
      { pullRequests: [merged(1), merged(2, { developer: 2 })], roster: roster(1, 2, 3, 4) },
      { denominator: 'CONTRIBUTING' },
    );
    const commits = [
      commit(11, tuesday, { developer: 2 }),
      commit(12, tuesday, { developer: 3 }),
      commit(13, tuesday, { developer: 9 }),
      commit(14, '2024-06-12T09:00Z', { developer: 4 }),
    ];
    const committed = ask('CODING_DAYS_PER_DEVELOPER', ...week, { commits }).teams[0]!.cells;
    const [own] = question.teams;
    const teams = [{ ...own!, activity: [...own!.cells, ...committed] }];
    const { headline, series } = measure({ ...question, teams });
    // The first week 1 and 2 merged and 3 committed, the second 4 alone; 9 is no member.
    expect(series.map(({ value }) => value.value)).toEqual([2 / 3, 0]);
    expect(headline).toMatchObject({ numerator: 2, denominator: 4 * 2 });
    const rows = breakdownByDeveloper({ ...question, teams });
    expect(rows.map(({ measured }) => measured.series.map(({ value }) => value.value))).toEqual([
      [1, null],
      [1, null],
      [0, null],
      [null, 0],
    ]);
    expect(measure(question).series.map(({ value }) => value.denominator)).toEqual([2, 0]);
  });

  it('excludes what is open, closed or of a bot', () => {
    const question = about([merged(1), pullRequest(2, monday, null), merged(3, { byBot: true })]);
    expect(explain(question)).toMatchObject({
      counted: 1,
      excluded: [
        { reason: 'BOT', count: 1 },
        { reason: 'NOT_MERGED', count: 1 },
      ],
    });
  });
});

describe('grouped by size', () => {
  it('is small below 10 lines, medium from 10 to 100 and large above, and unknown where nobody says', () => {
    const lines = [9, 10, 100, 101];
    const question = about([
      ...lines.map((additions, index) => merged(index + 1, { additions, deletions: 0 })),
      merged(5, { additions: 5, deletions: 5 }),
      merged(6, { additions: null }),
    ]);
    expect(segmentsOf(question)).toEqual([
      ['SMALL', 1],
      ['MEDIUM', 3],
      ['LARGE', 1],
      ['UNKNOWN', 1],
    ]);
    expect(measure(question).series[0]!.segments[1]!.value).toMatchObject({
      value: 3 / 4,
      sampleSize: 3,
    });
  });
});

describe('grouped by type of work', () => {
  it('is a bug before a feature, else other, and without an item a missing ticket', () => {
    const types = [['Story', 'Bug'], ['story'], ['Task'], ['Task', 'Story'], []];
    const question = about(
      types.map((itemTypes, index) => merged(index + 1, { itemTypes })),
      { groupBy: 'WORK_TYPE' },
    );
    expect(segmentsOf(question)).toEqual([
      ['FEATURE', 2],
      ['BUG', 1],
      ['OTHER', 1],
      ['MISSING_TICKET', 1],
    ]);
  });

  it('knows no other grouping', () => {
    expect(() => measure(about([], { groupBy: 'COLOR' }))).toThrow(/COLOR/);
  });
});

describe('of the branches that a team ships from', () => {
  const productivity = { ...rules.productivity, restrictToDestinationBranches: true };
  const branch = { property: 'branch', operator: 'STARTS_WITH', values: ['release/'] } as const;
  const pullRequests = [
    merged(1),
    merged(2, { targetBranch: 'release/2', toDefaultBranch: false }),
    merged(3, { targetBranch: 'topic', toDefaultBranch: false }),
  ];
  const counted = (destinationBranches: readonly (typeof branch)[]) =>
    explain(
      ask(id, ...week, {
        pullRequests,
        rules: { ...rules, productivity, settings: { ...rules.settings, destinationBranches } },
      }),
    );

  it('is the default branch where none is named', () => {
    expect(counted([])).toMatchObject({
      counted: 1,
      excluded: [{ reason: 'OTHER_BRANCH', count: 2 }],
    });
  });

  it('is not asked for by default: every branch counts', () => {
    expect(explain(about(pullRequests)).counted).toBe(3);
  });

  it('is what the team names, once the profile keeps to it', () => {
    expect(counted([branch])).toMatchObject({
      counted: 1,
      excluded: [{ reason: 'OTHER_BRANCH', count: 2 }],
    });
  });
});

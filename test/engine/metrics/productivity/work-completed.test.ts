import { describe, expect, it } from 'vitest';
import { breakdownByDeveloper, breakdownByTag } from '../../../../src/engine/breakdown.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { DAY_MILLISECONDS } from '../../../../src/model/time.js';
import { rules } from '../../../arbitrary/questions.js';
import { ask, instant, roster, workItem } from '../story.js';

const week = ['2024-06-03', '2024-06-09'] as const;
const created = '2024-06-03T09:00Z';
const done = '2024-06-05T09:00Z';
type Rest = NonNullable<Parameters<typeof workItem>[3]>;
const completed = (number: number, rest: Rest = {}) => workItem(number, created, done, rest);
const about = (workItems: ReturnType<typeof workItem>[], rest = {}, effective = rules) =>
  ask(
    'WORK_COMPLETED_PER_DEVELOPER',
    ...week,
    { workItems, roster: roster(1, 2), rules: effective },
    rest,
  );
const segmentsOf = (question: ReturnType<typeof about>) =>
  Object.fromEntries(
    measure(question).series[0]!.segments.map(({ key, value }) => [key, value.numerator]),
  );
const without = { ...rules.productivity, workCompleted: { countSubtasks: false } };

describe('work completed', () => {
  it('is 3 items by a roster of 2 in a week: 1.5', () => {
    const question = about([completed(1), completed(2), completed(3, { project: 70_002 })]);
    expect(measure(question).headline).toMatchObject({ numerator: 3, denominator: 2, value: 1.5 });
    expect(breakdownByTag(question, 'project').map(({ key }) => key)).toEqual([70_001, 70_002]);
  });

  it('excludes what is not done and what was given up, by status or resolution', () => {
    const question = about([
      completed(1),
      workItem(2, created, null),
      completed(3, { status: 'duplicate ' }),
      completed(4, { resolution: "Won't Fix" }),
      completed(5, { statusCategory: 'IN_PROGRESS', resolvedAt: null }),
      completed(6, { byBot: true }),
    ]);
    expect(explain(question)).toMatchObject({
      counted: 1,
      excluded: [
        { reason: 'BOT', count: 1 },
        { reason: 'NOT_COMPLETED', count: 2 },
        { reason: 'TERMINATED', count: 2 },
      ],
    });
  });

  it('counts sub-tasks unless the profile does not', () => {
    const items = [completed(1), completed(2, { isSubtask: true, above: completed(1) })];
    expect(explain(about(items)).counted).toBe(2);
    expect(explain(about(items, {}, { ...rules, productivity: without }))).toMatchObject({
      counted: 1,
      excluded: [{ reason: 'SUBTASK', count: 1 }],
    });
  });

  it('counts a sub-task for itself where the item above does not count', () => {
    const open = workItem(9, created, null);
    const givenUp = completed(9, { resolution: 'Duplicate' });
    const aboves = [
      open,
      givenUp,
      completed(9, { developer: null }),
      completed(9, { byBot: true }),
    ];
    const items = [...aboves, null].map((above, index) =>
      completed(index + 1, { isSubtask: true, above }),
    );
    expect(explain(about(items, {}, { ...rules, productivity: without })).counted).toBe(5);
  });

  it('is credited to who had the item when it was resolved, else to who had it last', () => {
    const had = (at: string, developer: number | null) => ({ at: instant(at), developer });
    const handedOn = [had(created, 1), had('2024-06-04T09:00Z', 2), had('2024-06-06T09:00Z', 1)];
    const rows = breakdownByDeveloper(
      about([
        completed(1, { assignees: handedOn }),
        completed(2, { assignees: [had(created, null)], developer: 1 }),
        completed(3, { developer: 1 }),
      ]),
    );
    expect(rows.map(({ key, measured }) => [key, measured.headline.numerator])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
});

describe('grouped', () => {
  it('by type of work it is features, bugs and the rest', () => {
    const types = ['Story', 'user story', 'Bug', 'Task'];
    const items = types.map((type, index) => completed(index + 1, { type }));
    expect(segmentsOf(about(items))).toEqual({ FEATURE: 2, BUG: 1, OTHER: 1 });
  });

  it('by complexity features go by points, bugs by priority, and all adds up', () => {
    const points = [1, 3, 4, 6, 7, 3.5, 0, null];
    const priorities = ['P0', 'highest', 'P2', 'Low', 'Odd', null];
    const items = [
      ...points.map((each) => ({ type: 'Story', points: each })),
      ...priorities.map((priority) => ({ type: 'Bug', priority })),
      { type: 'Task' },
    ].map((rest, index) => completed(index + 1, rest));
    const question = about(items, { groupBy: 'COMPLEXITY' });
    expect(segmentsOf(question)).toEqual({
      FEATURE_SIMPLE: 2,
      FEATURE_MEDIUM: 2,
      FEATURE_COMPLEX: 1,
      FEATURE_OTHER: 3,
      BUG_CRITICAL: 2,
      BUG_MAJOR: 1,
      BUG_MINOR: 1,
      BUG_OTHER: 2,
      OTHER: 1,
    });
    expect(measure(question).headline.numerator).toBe(2 + 2 + 1 + 3 + 2 + 1 + 1 + 2 + 1);
  });
});

describe('time to complete', () => {
  const long = (workItems: ReturnType<typeof workItem>[], effective = rules) =>
    ask('TIME_TO_COMPLETE', ...week, { workItems, rules: effective });
  const fromActive = {
    ...rules,
    productivity: { ...rules.productivity, timeToComplete: { basis: 'FIRST_ACTIVE' } },
  } as const;
  const became = (at: string, status: string) =>
    ({ at: instant(at), status, category: 'IN_PROGRESS' }) as const;

  it('runs from the creation to the last resolution: (2 + 4) / 2 = 3 days', () => {
    const items = [completed(1), workItem(2, created, '2024-06-07T09:00Z')];
    expect(measure(long(items)).headline.value).toBe(3 * DAY_MILLISECONDS);
  });

  it('runs from the first active status where the profile says so; without one it is excluded', () => {
    const statusHistory = [
      became('2024-06-03T10:00Z', 'Selected'),
      became('2024-06-04T09:00Z', 'in progress'),
      became('2024-06-04T19:00Z', 'In Progress'),
    ];
    const after = [became('2024-06-05T10:00Z', 'In Progress')];
    const items = [completed(1, { statusHistory }), completed(2, { statusHistory: after })];
    const question = long(items, fromActive);
    expect(measure(question).headline).toMatchObject({ value: DAY_MILLISECONDS, sampleSize: 1 });
    expect(explain(question).excluded).toEqual([{ reason: 'NO_EVENTS', count: 1 }]);
  });

  it('excludes what was done before it was created', () => {
    const odd = workItem(1, '2024-06-06T09:00Z', done);
    expect(explain(long([odd])).excluded).toEqual([{ reason: 'BAD_TIMESTAMPS', count: 1 }]);
  });
});

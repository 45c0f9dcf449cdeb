import { describe, expect, it } from 'vitest';
import { excludedRowsOf } from '../../../../src/engine/excluded-rows.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { MetricInputs } from '../../../../src/model/inputs/metric-input.js';
import type { Rules } from '../../../../src/model/team.js';
import { incident, rulesWith } from '../delivery-story.js';
import { ask, instant, workItem } from '../story.js';

const SECOND = 1000;
const created = '2024-04-01T10:00:00Z';
const after = (number: number, seconds: number) =>
  incident(number, created, { resolvedAt: instant(created) + seconds * SECOND });
const three = [after(1, 100), after(2, 300), after(3, 800)];
const inApril = (given: Partial<MetricInputs>, rules: Rules = rulesWith({})) =>
  ask('MEAN_TIME_TO_RESTORE', '2024-04-01', '2024-04-28', { ...given, rules });

it('ends when the incident was resolved, or closed, as the profile says', () => {
  const incidents = [
    incident(1, created, {
      resolvedAt: instant(created) + 100 * SECOND,
      closedAt: instant(created) + 900 * SECOND,
    }),
    incident(2, created, { closedAt: instant(created) + 500 * SECOND }),
  ];
  const value = (resolveOn: 'CLOSED' | 'RESOLVED' | 'CLOSED_AND_RESOLVED') =>
    measure(inApril({ incidents }, rulesWith({ meanTimeToRestore: { resolveOn } }))).headline.value;
  expect(value('RESOLVED')).toBe(100 * SECOND);
  expect(value('CLOSED')).toBe(((900 + 500) / 2) * SECOND);
  expect(value('CLOSED_AND_RESOLVED')).toBe(((100 + 500) / 2) * SECOND);
});

it('belongs to the bucket of the resolution, and excludes what is open or ends before it begins', () => {
  const incidents = [
    incident(1, created, { resolvedAt: instant('2024-04-09T10:00Z') }),
    incident(2, created),
    incident(3, created, { resolvedAt: instant(created) - SECOND }),
  ];
  const question = inApril({ incidents });
  expect(measure(question).series.map(({ value }) => value.sampleSize)).toEqual([0, 1, 0, 0]);
  expect(explain(question).excluded).toEqual([
    { reason: 'UNRESOLVED', count: 1 },
    { reason: 'BAD_TIMESTAMPS', count: 1 },
  ]);
});

it('takes from issue management the items that the team takes for incidents', () => {
  const [from, to] = ['2024-04-01T10:00Z', '2024-04-01T12:00Z'];
  const workItems = [
    workItem(1, from, to, { traits: { label: ['incident', 'web'] } }),
    workItem(2, from, to, { traits: { label: ['web'] } }),
    workItem(3, from, to, {
      resolution: 'Duplicate',
      traits: { label: ['incident'] },
    }),
  ];
  const base = rulesWith({ meanTimeToRestore: { source: 'ISSUE_MANAGEMENT' } });
  const filtered = {
    ...base,
    settings: {
      ...base.settings,
      issueManagement: {
        ...base.settings.issueManagement,
        incidents: [{ property: 'label', operator: 'EQUALS' as const, values: ['incident'] }],
      },
    },
  };
  const question = inApril({ workItems, incidents: three }, filtered);
  expect(measure(question).headline).toMatchObject({ value: 7_200_000, sampleSize: 1 });
  expect(explain(question).excluded).toEqual([{ reason: 'TERMINATED', count: 1 }]);
  expect(measure(inApril({ workItems }, base)).headline.sampleSize).toBe(0);
});

describe('of incidents created in the range alone', () => {
  const incidents = [
    incident(1, '2024-03-31T23:59:59Z', { resolvedAt: instant('2024-04-02T10:00Z') }),
    incident(2, '2024-04-01T00:00:00Z', { resolvedAt: instant('2024-04-10T00:00Z') }),
    incident(3, '2024-04-09T10:00:00Z', { resolvedAt: instant('2024-04-09T12:00Z') }),
  ];
  const created = rulesWith({ meanTimeToRestore: { includeIncidents: 'CREATED_IN_RANGE' } });
  const subjects = (question: Parameters<typeof rowsOf>[0]) =>
    [...rowsOf(question).subject].sort((left, right) => left - right);

  it('excludes who was created before the range begins, with the reason, where it would have counted', () => {
    const all = inApril({ incidents });
    const question = inApril({ incidents }, created);
    expect(subjects(all)).toEqual([1, 2, 3]);
    expect(subjects(question)).toEqual([2, 3]);
    expect(measure(question).headline).toMatchObject({
      value: ((9 * 24 + 2) * 3_600_000) / 2,
      sampleSize: 2,
    });
    expect(measure(question).series.map(({ value }) => value.sampleSize)).toEqual([0, 2, 0, 0]);
    expect(explain(question).excluded).toEqual([{ reason: 'CREATED_BEFORE_RANGE', count: 1 }]);
    expect(excludedRowsOf(question)).toMatchObject([
      { subject: 1, reason: 'CREATED_BEFORE_RANGE' },
    ]);
    expect(excludedRowsOf(question, measure(question).series[1]!.from)).toEqual([]);
    expect(explain(all).excluded).toEqual([]);
  });

  it('asks each range for its own beginning', () => {
    const secondWeek = ask('MEAN_TIME_TO_RESTORE', '2024-04-08', '2024-04-14', {
      incidents,
      rules: created,
    });
    expect(subjects(secondWeek)).toEqual([3]);
    expect(explain(secondWeek).excluded).toEqual([{ reason: 'CREATED_BEFORE_RANGE', count: 1 }]);
    const march = ask('MEAN_TIME_TO_RESTORE', '2024-03-01', '2024-04-02', {
      incidents,
      rules: created,
    });
    expect(subjects(march)).toEqual([1]);
    expect(explain(march).excluded).toEqual([]);
  });

  it('goes by the clock where durations go by working hours', () => {
    const calendar = {
      zone: 'UTC',
      days: [1, 2, 3, 4, 5],
      from: '09:00',
      to: '17:00',
      holidays: [],
    };
    const working = { ...created, efficiency: { ...created.efficiency, calendar } };
    const question = inApril({ incidents }, working);
    expect(subjects(question)).toEqual([2, 3]);
    expect(measure(question).headline.value).toBe(((7 * 8 + 2) * 3_600_000) / 2);
  });

  it('counts an incident where a team of the scope takes all', () => {
    const [strict, lenient] = [inApril({ incidents }, created), inApril({ incidents })];
    const teams = [strict.teams[0]!, { ...lenient.teams[0]!, team: 2 }];
    const question = { ...strict, teams };
    expect(subjects(question)).toEqual([1, 2, 3]);
    expect(explain(question).excluded).toEqual([]);
    const both = { ...strict, teams: [strict.teams[0]!, { ...strict.teams[0]!, team: 2 }] };
    expect(explain(both).excluded).toEqual([{ reason: 'CREATED_BEFORE_RANGE', count: 1 }]);
  });
});

import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { RunInput } from '../../../../src/model/inputs/delivery-input.js';
import { emptyTeamSettings } from '../../../../src/model/team.js';
import { blame, blameOfItem, rulesWith, run } from '../delivery-story.js';
import { ask, instant } from '../story.js';

const HOUR = 3_600_000;
const inApril = (runs: readonly RunInput[], rules = rulesWith({})) =>
  ask('FAILED_DEPLOYMENT_RECOVERY_TIME', '2024-04-01', '2024-04-28', { runs, rules });

it('lasts until the last incident that blames the deployment was resolved, else until the next success', () => {
  const runs = [
    run(1, '2024-04-01T10:00Z', {
      blamedBy: [
        blame(11, '2024-04-01T11:00Z', '2024-04-01T12:00Z'),
        blame(12, '2024-04-01T11:30Z', '2024-04-01T16:00Z'),
      ],
      nextSuccessAt: instant('2024-04-01T11:00Z'),
    }),
    run(2, '2024-04-02T10:00Z', {
      status: 'FAILURE',
      nextSuccessAt: instant('2024-04-02T12:00Z'),
    }),
    run(3, '2024-04-03T10:00Z'),
  ];
  const { headline } = measure(inApril(runs));
  expect(headline).toMatchObject({ value: (6 * HOUR + 2 * HOUR) / 2, sampleSize: 2 });
});

it('belongs to the bucket of the recovery', () => {
  const runs = [
    run(1, '2024-04-01T10:00Z', { mark: 'FAILED', nextSuccessAt: instant('2024-04-16T10:00Z') }),
  ];
  expect(measure(inApril(runs)).series.map(({ value }) => value.sampleSize)).toEqual([0, 0, 1, 0]);
});

it('excludes what has not recovered, and what recovered before it ended', () => {
  const runs = [
    run(1, '2024-04-01T10:00Z', { status: 'FAILURE' }),
    run(2, '2024-04-01T10:00Z', {
      blamedBy: [blame(11, '2024-04-01T11:00Z', null)],
      nextSuccessAt: instant('2024-04-02T10:00Z'),
    }),
    run(3, '2024-04-01T10:00Z', {
      blamedBy: [blame(12, '2024-04-01T08:00Z', '2024-04-01T09:00Z', { rule: 'EXPLICIT' })],
    }),
  ];
  const question = inApril(runs);
  expect(measure(question).headline).toMatchObject({ value: null, sampleSize: 0 });
  expect(explain(question).excluded).toEqual([
    { reason: 'NOT_RECOVERED', count: 2 },
    { reason: 'BAD_TIMESTAMPS', count: 1 },
  ]);
});

describe('an incident is over', () => {
  const closed = { closedAt: instant('2024-04-01T15:00Z') };
  const runs = [
    run(1, '2024-04-01T10:00Z', { blamedBy: [blame(11, '2024-04-01T11:00Z', null, closed)] }),
    run(2, '2024-04-02T10:00Z', {
      blamedBy: [blame(12, '2024-04-02T11:00Z', '2024-04-02T13:00Z', closed)],
    }),
  ];

  it.each([
    ['CLOSED_AND_RESOLVED', [5 * HOUR, 3 * HOUR]],
    ['CLOSED', [5 * HOUR]],
    ['RESOLVED', [3 * HOUR]],
  ] as const)('by the rule of the time to restore: %s', (resolveOn, hours) => {
    const rows = rowsOf(inApril(runs, rulesWith({ meanTimeToRestore: { resolveOn } })));
    expect(Array.from({ length: rows.length }, (_, index) => rows.row(index).value)).toEqual(hours);
  });
});

describe('of the incidents that blame', () => {
  const traits = { priority: ['none'] };
  const blamedBy = [
    blame(11, '2024-04-01T11:00Z', '2024-04-01T12:00Z'),
    blame(12, '2024-04-01T11:00Z', '2024-04-01T18:00Z', { traits }),
    blameOfItem(13, '2024-04-01T15:00Z'),
  ];
  const runs = [run(1, '2024-04-01T10:00Z', { blamedBy })];
  const settings = {
    issueManagement: {
      ...emptyTeamSettings.issueManagement,
      projects: [{ property: 'project', operator: 'EQUALS' as const, values: ['SHOP'] }],
      incidents: [{ property: 'type', operator: 'EQUALS' as const, values: ['Bug'] }],
    },
  };
  const hours = (efficiency: Parameters<typeof rulesWith>[0]) =>
    measure(inApril(runs, rulesWith(efficiency, settings))).headline.value! / HOUR;

  it('only those count that are the team’s, of the tool of the failure rate, else of the time to restore', () => {
    const byTickets = { source: 'ISSUE_MANAGEMENT' as const };
    const byPipelines = { source: 'CONTINUOUS_DEPLOYMENT' as const };
    expect(hours({})).toBe(2);
    expect(hours({ changeFailureRate: byTickets })).toBe(6);
    expect(hours({ changeFailureRate: byPipelines })).toBe(2);
    expect(hours({ changeFailureRate: byPipelines, meanTimeToRestore: byTickets })).toBe(6);
  });
});

import { expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { WorkItemInput } from '../../../../src/model/inputs/work-input.js';
import { fivePhasesPreset } from '../../../../src/model/profile/default-profile.js';
import type { Phase, PhaseEdge } from '../../../../src/model/profile/profile.js';
import { rulesWith } from '../delivery-story.js';
import { ask, instant, workItem } from '../story.js';

const HOUR = 3_600_000;
const source = 'ISSUE_MANAGEMENT' as const;
const entry = (status: string): PhaseEdge => ({ source, event: 'TICKET_STATUS', status });
const phase = (key: Phase['key'], start: PhaseEdge, end: PhaseEdge): Phase => ({
  ...{ key, enabled: true, start, end },
});
const phases = [
  phase('PLANNING', { source, event: 'TICKET_CREATED' }, entry('in development ')),
  phase('CODING', entry('In Development'), entry('In QA')),
  phase('REVIEW', entry('In QA'), entry('Blessed')),
];

const named = (at: string, status: string) => ({
  ...{ at: instant(at), status, category: 'IN_PROGRESS' as const },
});
const inApril = (statusHistory: WorkItemInput['statusHistory']) =>
  ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-28', {
    workItems: [workItem(1, '2024-04-01T07:00Z', '2024-04-02T08:00Z', { statusHistory })],
    rules: rulesWith({ leadTime: { ...fivePhasesPreset.leadTime, phases } }),
  });

it('begins and ends with the first entry to a status by its name, whatever its case', () => {
  const question = inApril([
    named('2024-04-01T08:00Z', 'IN DEVELOPMENT'),
    named('2024-04-01T11:00Z', 'In QA'),
    named('2024-04-01T12:00Z', 'In Development'),
    named('2024-04-01T15:00Z', 'In QA'),
  ]);
  const { segments } = measure(question).series[0]!;
  expect(segments.map(({ key, value }) => [key, value.value])).toEqual([
    ['PLANNING', HOUR],
    ['CODING', 3 * HOUR],
  ]);
  expect(measure(question).headline.value).toBe(4 * HOUR);
});

it('is out of order where a later phase was entered first, and unknown where no status was entered', () => {
  const excluded = (history: WorkItemInput['statusHistory']) => explain(inApril(history)).excluded;
  expect(
    excluded([named('2024-04-01T08:00Z', 'In QA'), named('2024-04-01T09:00Z', 'In Development')]),
  ).toEqual([{ reason: 'OUT_OF_ORDER', count: 1 }]);
  expect(excluded([named('2024-04-01T08:00Z', 'Elsewhere')])).toEqual([
    { reason: 'NO_EVENTS', count: 1 },
  ]);
});

import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { IncidentInput } from '../../../../src/model/inputs/delivery-input.js';
import type { MetricInputs } from '../../../../src/model/inputs/metric-input.js';
import type { FailureMethod, IncidentState } from '../../../../src/model/profile/profile.js';
import type { Rules } from '../../../../src/model/team.js';
import { blame, incident, rulesWith, run } from '../delivery-story.js';
import { ask, instant } from '../story.js';

const inApril = (given: Partial<MetricInputs>, rules: Rules) =>
  ask('CHANGE_FAILURE_RATE', '2024-04-01', '2024-04-28', { ...given, rules });
const dated = ({ updatedAt, resolvedAt, closedAt }: Partial<IncidentInput>) => ({
  ...{ updatedAt: updatedAt!, resolvedAt: resolvedAt ?? null, closedAt: closedAt ?? null },
});
describe('by the event of an incident that the profile names', () => {
  const states: readonly IncidentState[] = [
    ...(['CREATED', 'UPDATED', 'CLOSED', 'RESOLVED', 'CLOSED_AND_RESOLVED'] as const),
  ];
  const resolvedAt = instant('2024-04-08T10:00Z');
  const closedAt = instant('2024-04-15T10:00Z');
  const updatedAt = instant('2024-04-22T10:00Z');
  // Open, resolved, resolved and closed since, closed without that, and opened again.
  const incidents = [
    incident(11, '2024-04-01T10:00Z', { updatedAt }),
    incident(12, '2024-04-01T10:00Z', { status: 'Resolved', resolvedAt, updatedAt }),
    incident(13, '2024-04-01T10:00Z', { status: 'Closed', resolvedAt, closedAt, updatedAt }),
    incident(14, '2024-04-01T10:00Z', { status: 'Closed', closedAt, updatedAt }),
    incident(15, '2024-04-01T10:00Z', { status: 'In progress', resolvedAt, updatedAt }),
  ];
  const by = (method: FailureMethod, incidentState: IncidentState) =>
    rulesWith({
      deploymentFrequency: { source: 'CONTINUOUS_DEPLOYMENT' },
      changeFailureRate: { method, incidentState },
    });

  it('as a ratio, an incident counts when that came, over the deployments of then', () => {
    // One deployment in each of the four weeks.
    const runs = ['01', '08', '15', '22'].map((day, index) =>
      run(index + 1, `2024-04-${day}T12:00Z`),
    );
    const weeks = (state: IncidentState) =>
      measure(inApril({ runs, incidents }, by('RATIO', state))).series.map(
        ({ value }) => value.value,
      );
    expect(Object.fromEntries(states.map((state) => [state, weeks(state)]))).toEqual({
      CREATED: [5 / 1, 0, 0, 0],
      UPDATED: [0, 0, 0, 5 / 1],
      CLOSED: [0, 0, 2 / 1, 0],
      RESOLVED: [0, 3 / 1, 0, 0],
      // Resolved, else closed; what was opened again is neither.
      CLOSED_AND_RESOLVED: [0, 2 / 1, 1 / 1, 0],
    });
    const { excluded } = explain(inApril({ runs, incidents }, by('RATIO', 'CLOSED')));
    expect(excluded).toEqual([{ reason: 'OTHER_STATE', count: 3 }]);
  });

  it('linked, blames once that has come, in the bucket of the deployment all the same', () => {
    const runs = incidents.map(({ number, status, ...times }, index) =>
      run(index + 1, '2024-04-01T09:00Z', {
        blamedBy: [blame(number, '2024-04-01T10:00Z', null, { status, ...dated(times) })],
      }),
    );
    const first = (state: IncidentState) =>
      measure(inApril({ runs }, by('LINKED', state))).series[0]!.value;
    expect(Object.fromEntries(states.map((state) => [state, first(state).value]))).toEqual({
      ...{ CREATED: 5 / 5, UPDATED: 5 / 5, CLOSED: 2 / 5, RESOLVED: 3 / 5 },
      CLOSED_AND_RESOLVED: 3 / 5,
    });
  });

  it('linked, excludes those that it has not come to', () => {
    const question = inApril({ runs: [], incidents }, by('LINKED', 'RESOLVED'));
    expect(explain(question).excluded).toEqual([
      { reason: 'BLAMES_NOTHING', count: 3 },
      { reason: 'OTHER_STATE', count: 2 },
    ]);
  });
});

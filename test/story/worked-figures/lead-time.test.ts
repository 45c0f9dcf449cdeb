import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/engine/explain.js';
import { measure } from '../../../src/engine/measure.js';
import type { StatusCategory } from '../../../src/model/facts/work.js';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { Phase, WorkflowOrder } from '../../../src/model/profile/profile.js';
import { DAY_MILLISECONDS as DAY } from '../../../src/model/time.js';
import { rulesWith } from '../../engine/metrics/delivery-story.js';
import { ask, change, instant, pullRequest, workItem } from '../../engine/metrics/story.js';
import { levelOf } from './rated.js';

const MINUTE = 60_000;
const quarter = ['2024-04-01', '2024-06-30'] as const;
const start = instant('2024-04-01T00:00:00Z');
const dateOf = (at: number) => new Date(at).toISOString();

describe('lead time for changes', () => {
  it('of 15 and 16.06 days, (15 + 16.06) / 2 = 15.53 days, is medium', () => {
    const took = (number: number, hundredths: number) =>
      change(number, dateOf(start + DAY), {
        firstCommitAt: start,
        release: 90,
        releasedAt: start + (hundredths * DAY) / 100,
      });
    const changes = [took(1, 1500), took(2, 1606)];
    const question = ask('LEAD_TIME_FOR_CHANGES', ...quarter, { changes });
    // 7 days are no longer high, 30 days no longer medium.
    expect(measure(question).headline).toMatchObject({
      value: (1553 * DAY) / 100,
      sampleSize: 2,
    });
    expect(levelOf(question)).toBe('MEDIUM');
  });

  it('of exactly one day is high, and of a moment less elite', () => {
    const took = (milliseconds: number) =>
      levelOf(
        ask('LEAD_TIME_FOR_CHANGES', ...quarter, {
          changes: [change(1, dateOf(start), { release: 90, releasedAt: start + milliseconds })],
        }),
      );
    expect([took(DAY - 1), took(DAY)]).toEqual(['ELITE', 'HIGH']);
  });
});

describe('a build phase from the last merge at 10:00 to the first build, done at 09:40', () => {
  const { leadTime } = fivePhasesPreset;
  const phases: Phase[] = leadTime.phases.flatMap((phase): Phase[] => {
    if (phase.key === 'DEPLOYMENT') return [];
    if (phase.key !== 'BUILD') return [phase];
    return [{ ...phase, end: { ...phase.end, event: 'FIRST_CI_EXECUTION' } }];
  });
  const entered = (at: string, status: StatusCategory) => ({
    ...{ at: instant(at), status, category: status },
  });
  const item = workItem(1, '2024-04-01T06:00Z', '2024-04-01T12:00Z', {
    statusHistory: [
      entered('2024-04-01T07:00Z', 'TODO'),
      entered('2024-04-01T08:00Z', 'IN_PROGRESS'),
      entered('2024-04-01T12:00Z', 'DONE'),
    ],
    commitsAt: [instant('2024-04-01T08:30Z')],
    pullRequests: [
      pullRequest(2, '2024-04-01T08:40Z', '2024-04-01T09:00Z'),
      pullRequest(3, '2024-04-01T09:10Z', '2024-04-01T10:00Z'),
    ],
    buildsAt: [instant('2024-04-01T11:00Z'), instant('2024-04-01T09:40Z')],
  });
  const by = (workflowOrder: WorkflowOrder) =>
    ask('LEAD_TIME_FOR_CHANGES', ...quarter, {
      workItems: [item],
      rules: rulesWith({ leadTime: { ...leadTime, phases, workflowOrder } }),
    });

  it('took -20 min: the item is out of order where the order is enforced', () => {
    expect(measure(by('ENFORCE')).headline).toMatchObject({ value: null, sampleSize: 0 });
    expect(explain(by('ENFORCE')).excluded).toEqual([{ reason: 'OUT_OF_ORDER', count: 1 }]);
  });

  it('took -20 min, shown as 0 where exceptions are allowed: 60 + 30 + 90 + 0 = 180 min', () => {
    const { headline, series } = measure(by('ALLOW_EXCEPTIONS'));
    expect(headline).toMatchObject({ value: 180 * MINUTE, sampleSize: 1 });
    expect(series[0]!.segments.map(({ key, value }) => [key, value.value])).toEqual([
      ['PLANNING', 60 * MINUTE],
      ['CODING', 30 * MINUTE],
      ['REVIEW', 90 * MINUTE],
      ['BUILD', 0],
    ]);
    expect(explain(by('ALLOW_EXCEPTIONS')).notes).toContainEqual(
      expect.stringMatching(/^1 of 1 have events out of order/),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { metrics } from '../../../../src/engine/metrics/index.js';
import type { StatusCategory } from '../../../../src/model/facts/work.js';
import type { MetricInputs } from '../../../../src/model/inputs/metric-input.js';
import type { WorkItemInput } from '../../../../src/model/inputs/work-input.js';
import {
  fivePhasesPreset,
  pullRequestPhasesPreset,
} from '../../../../src/model/profile/default-profile.js';
import type {
  EfficiencyConfig,
  Phase,
  WorkflowOrder,
} from '../../../../src/model/profile/profile.js';
import { anyEfficiency, pullRequestPhases } from '../../../arbitrary/efficiency.js';
import { anyInputs } from '../../../arbitrary/inputs.js';
import { rules } from '../../../arbitrary/questions.js';
import { rulesWith } from '../delivery-story.js';
import { ask, instant, pullRequest, workItem } from '../story.js';

const HOUR = 3_600_000;
const five = (rest: Partial<EfficiencyConfig['leadTime']> = {}) =>
  rulesWith({ leadTime: { ...fivePhasesPreset.leadTime, ...rest } });
const inApril = (inputs: Partial<MetricInputs>, effective = five()) =>
  ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-28', { ...inputs, rules: effective });
const entered = (at: string, category: StatusCategory) => ({
  at: instant(at),
  status: category,
  category,
});

/** To do 08:00, in progress 09:00, first commit 11:00, merged 14:00, built 15:00, deployed 20:00, done the day after. */
const whole = (number: number, rest: Partial<WorkItemInput> = {}) =>
  workItem(number, '2024-04-01T07:00Z', '2024-04-02T08:00Z', {
    statusHistory: [
      entered('2024-04-01T08:00Z', 'TODO'),
      entered('2024-04-01T09:00Z', 'IN_PROGRESS'),
      entered('2024-04-01T10:00Z', 'TODO'),
      entered('2024-04-01T12:00Z', 'IN_PROGRESS'),
      entered('2024-04-02T08:00Z', 'DONE'),
    ],
    commitsAt: [instant('2024-04-01T12:00Z'), instant('2024-04-01T11:00Z')],
    pullRequests: [
      pullRequest(101, '2024-04-01T12:30Z', '2024-04-01T13:00Z'),
      pullRequest(102, '2024-04-01T12:30Z', '2024-04-01T14:00Z'),
    ],
    buildsAt: [instant('2024-04-01T14:30Z'), instant('2024-04-01T15:00Z')],
    deploymentsAt: [instant('2024-04-01T18:00Z'), instant('2024-04-01T20:00Z')],
    deployedAt: instant('2024-04-01T20:00Z'),
    ...rest,
  });
/** Neither built nor deployed: 1 + 2 + 3 hours. */
const merged = (number: number, rest: Partial<WorkItemInput> = {}) =>
  whole(number, { buildsAt: [], deploymentsAt: [], deployedAt: null, ...rest });

const segmentsOf = (question: ReturnType<typeof inApril>) =>
  measure(question).series[0]!.segments.map(({ key, value }) => [
    key,
    value.value,
    value.sampleSize,
  ]);

describe('of work items', () => {
  it('is the sum of its phases: 1 + 2 + 3 + 1 + 5 = 12 h', () => {
    const question = inApril({ workItems: [whole(1)] });
    expect(measure(question).headline).toMatchObject({ value: 12 * HOUR, sampleSize: 1 });
    expect(segmentsOf(question)).toEqual([
      ['PLANNING', HOUR, 1],
      ['CODING', 2 * HOUR, 1],
      ['REVIEW', 3 * HOUR, 1],
      ['BUILD', HOUR, 1],
      ['DEPLOYMENT', 5 * HOUR, 1],
    ]);
  });

  it('divides phases as a mean by all items, so that they add up: 12 h and 6 h make 1 + 2 + 3 + 1/2 + 5/2 = 9 h', () => {
    const question = inApril({ workItems: [whole(1), merged(2)] });
    expect(measure(question).headline.value).toBe(9 * HOUR);
    expect(segmentsOf(question)).toEqual([
      ['PLANNING', HOUR, 2],
      ['CODING', 2 * HOUR, 2],
      ['REVIEW', 3 * HOUR, 2],
      ['BUILD', HOUR / 2, 1],
      ['DEPLOYMENT', 2.5 * HOUR, 1],
    ]);
    expect(explain(question).notes).toEqual([
      'BUILD: 1 of 2 went through it, in PT1H on average.',
      'DEPLOYMENT: 1 of 2 went through it, in PT5H on average.',
      '2 of 2 work items have a pull request.',
    ]);
  });

  it('takes a percentile of a phase over the items that went through it', () => {
    const question = inApril({ workItems: [whole(1), merged(2)] });
    const segments = segmentsOf({ ...question, aggregation: 'MEDIAN' });
    expect(segments[3]).toEqual(['BUILD', HOUR, 1]);
  });

  it('belongs to the completion, or to the last deployment where only deployed work counts', () => {
    const deploymentsAt = [instant('2024-04-09T20:00Z')];
    const late = whole(1, { deploymentsAt, deployedAt: deploymentsAt[0]! });
    const inputs = { workItems: [late, merged(2)] };
    const sizes = (question: ReturnType<typeof inApril>) =>
      measure(question).series.map(({ value }) => value.sampleSize);
    expect(sizes(inApril(inputs))).toEqual([2, 0, 0, 0]);
    const deployed = inApril(inputs, five({ workScope: 'ONLY_DEPLOYED_WORK' }));
    expect(sizes(deployed)).toEqual([0, 1, 0, 0]);
    expect(explain(deployed).excluded).toEqual([{ reason: 'NOT_DEPLOYED', count: 1 }]);
  });

  it('excludes what is not completed, was given up, or has no phase', () => {
    const workItems = [
      whole(1, { statusCategory: 'IN_PROGRESS', status: 'In Progress', resolvedAt: null }),
      whole(2, { resolution: 'Duplicate' }),
      workItem(3, '2024-04-01T07:00Z', '2024-04-02T08:00Z'),
    ];
    expect(explain(inApril({ workItems })).excluded).toEqual([
      { reason: 'NOT_COMPLETED', count: 1 },
      { reason: 'TERMINATED', count: 1 },
      { reason: 'NO_EVENTS', count: 1 },
    ]);
  });

  it('begins coding with no commit that is older than the item', () => {
    const workItems = [
      whole(1, {
        pullRequests: [
          pullRequest(101, '2024-04-01T12:30Z', '2024-04-01T14:00Z', {
            firstCommitAt: instant('2024-03-01T00:00Z'),
            lastCommitAt: instant('2024-04-01T10:30Z'),
          }),
        ],
      }),
    ];
    expect(segmentsOf(inApril({ workItems })).slice(1, 3)).toEqual([
      ['CODING', 1.5 * HOUR, 1],
      ['REVIEW', 3.5 * HOUR, 1],
    ]);
  });

  it('codes until the first pull request where the preset says so: 3.5 h, and 1.5 h of review', () => {
    const { phases } = pullRequestPhasesPreset.leadTime;
    const segments = segmentsOf(inApril({ workItems: [whole(1)] }, five({ phases })));
    expect(segments.map(([, value]) => Number(value) / HOUR)).toEqual([1, 3.5, 1.5, 1, 5]);
  });

  it('excludes phases that are switched off', () => {
    const phases = fivePhasesPreset.leadTime.phases.map((phase) => ({
      ...phase,
      enabled: phase.key === 'PLANNING' || phase.key === 'REVIEW',
    }));
    const question = inApril({ workItems: [whole(1)] }, five({ phases }));
    expect(segmentsOf(question).map(([key]) => key)).toEqual(['PLANNING', 'REVIEW']);
    expect(measure(question).headline.value).toBe(4 * HOUR);
  });

  it('counts working hours where the profile has a calendar', () => {
    const base = five();
    const hours = { from: '09:00', to: '17:00' };
    const calendar = { zone: 'UTC', days: [1, 2, 3, 4, 5], ...hours, holidays: [] };
    const effective = { ...base, efficiency: { ...base.efficiency, calendar } };
    expect(segmentsOf(inApril({ workItems: [whole(1)] }, effective))).toEqual([
      ['PLANNING', 0, 1],
      ['CODING', 2 * HOUR, 1],
      ['REVIEW', 3 * HOUR, 1],
      ['BUILD', HOUR, 1],
      ['DEPLOYMENT', 2 * HOUR, 1],
    ]);
  });
});

describe('of merged pull requests', () => {
  const code = (rest: Partial<EfficiencyConfig['leadTime']> = {}) =>
    rulesWith({
      leadTime: { phases: pullRequestPhases, workScope: 'ALL_COMPLETED_WORK', ...rest },
    });
  const delivered = (number: number, rest = {}) =>
    pullRequest(number, '2024-04-01T10:00Z', '2024-04-01T14:00Z', {
      firstCommitAt: instant('2024-04-01T08:00Z'),
      builtAt: [instant('2024-04-01T14:00Z')],
      deployedAt: instant('2024-04-09T14:00Z'),
      ...rest,
    });

  it('is 2 h of coding, 4 h of review and 192 h until the deployment, in whose bucket it lies', () => {
    const question = inApril({ pullRequests: [delivered(1)] }, code());
    const { headline, series } = measure(question);
    expect(headline.value).toBe((2 + 4 + 0 + 192) * HOUR);
    expect(series.map(({ value }) => value.sampleSize)).toEqual([0, 1, 0, 0]);
  });

  it('counts what is not deployed at its merge, and not at all where only deployed work counts', () => {
    const pullRequests = [
      delivered(1, { deployedAt: null }),
      delivered(2, { deployedAt: null, baseline: true }),
      delivered(3, { toDefaultBranch: false }),
    ];
    expect(measure(inApril({ pullRequests }, code())).series[0]!.value).toMatchObject({
      value: 6 * HOUR,
      sampleSize: 2,
    });
    const deployed = inApril({ pullRequests }, code({ workScope: 'ONLY_DEPLOYED_WORK' }));
    expect(explain(deployed).excluded).toEqual([
      { reason: 'BASELINE', count: 1 },
      { reason: 'NOT_DEPLOYED', count: 1 },
      { reason: 'OTHER_BRANCH', count: 1 },
    ]);
  });

  it('that were built 20 minutes before they were merged are out of order; as an exception the phase is 0', () => {
    const phases: Phase[] = pullRequestPhases.filter(({ key }) => key === 'BUILD');
    const pullRequests = [
      pullRequest(1, '2024-04-01T09:00Z', '2024-04-01T10:00Z', {
        builtAt: [instant('2024-04-01T09:40Z'), instant('2024-04-01T11:00Z')],
      }),
    ];
    const by = (workflowOrder: WorkflowOrder) =>
      inApril({ pullRequests }, code({ phases, workflowOrder }));
    expect(measure(by('ENFORCE')).headline).toMatchObject({ value: null, sampleSize: 0 });
    expect(explain(by('ENFORCE')).excluded).toEqual([{ reason: 'OUT_OF_ORDER', count: 1 }]);
    expect(measure(by('ALLOW_EXCEPTIONS')).headline).toMatchObject({ value: 0, sampleSize: 1 });
    expect(explain(by('ALLOW_EXCEPTIONS')).notes).toEqual([
      expect.stringMatching(/^1 of 1 have events out of order/),
    ]);
  });
});

it('is the sum of its phases in every row, under any profile', () => {
  const metric = metrics.find(({ id }) => id === 'LEAD_TIME_FOR_CHANGES')!;
  const at = (name: string) => metric.parts.indexOf(name);
  const pairs = metric.summary.parts.filter((name) => !name.startsWith('with'));
  fc.assert(
    fc.property(anyInputs, anyEfficiency, (inputs, efficiency) => {
      for (const row of metric.observe(inputs, { ...rules, efficiency })) {
        if ('reason' in row) continue;
        const durations = pairs.map((name) => row.parts[at(name)]!);
        expect(durations.reduce((sum, duration) => sum + duration, 0)).toBe(row.value);
        expect(Math.min(...durations)).toBeGreaterThanOrEqual(0);
        const present = metric.parts.filter(
          (name, index) => name.startsWith('with') && row.parts[index] === 1,
        );
        expect(present.length).toBeGreaterThan(0);
      }
    }),
  );
});

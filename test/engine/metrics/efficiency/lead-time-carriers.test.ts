import { expect, it } from 'vitest';
import { breakdownByTag } from '../../../../src/engine/breakdown.js';
import { excludedRowsOf } from '../../../../src/engine/excluded-rows.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { MetricInputs } from '../../../../src/model/inputs/metric-input.js';
import { fivePhasesPreset } from '../../../../src/model/profile/default-profile.js';
import type { Phase } from '../../../../src/model/profile/profile.js';
import type { Rules } from '../../../../src/model/team.js';
import { pullRequestPhases } from '../../../arbitrary/efficiency.js';
import { rules } from '../../../arbitrary/questions.js';
import { rulesWith } from '../delivery-story.js';
import { ask, change, instant, pullRequest, workItem } from '../story.js';

const HOUR = 3_600_000;
const [basket, search] = [
  { service: 501, pipeline: 601 },
  { service: 502, pipeline: 601 },
];
const onlyDeployed = { workScope: 'ONLY_DEPLOYED_WORK' } as const;
const byPullRequests = rulesWith({ leadTime: { phases: pullRequestPhases, ...onlyDeployed } });
const byItems = rulesWith({ leadTime: { ...fivePhasesPreset.leadTime, ...onlyDeployed } });

const inApril = (given: Partial<MetricInputs>, effective: Rules) =>
  ask('LEAD_TIME_FOR_CHANGES', '2024-04-01', '2024-04-28', { ...given, rules: effective });

/** First commit 08:00, merged 09:00 and deployed at that instant. */
const deployed = (number: number, at: string, carriedBy: typeof basket) =>
  pullRequest(number, '2024-04-01T08:30Z', '2024-04-01T09:00Z', {
    firstCommitAt: instant('2024-04-01T08:00Z'),
    deployment: 900 + number,
    deployedAt: instant(at),
    firstDeploymentRule: 'COMMIT_GRAPH',
    carriedBy,
  });
const three = [
  deployed(1, '2024-04-01T10:00Z', basket),
  deployed(2, '2024-04-01T12:00Z', basket),
  deployed(3, '2024-04-01T20:00Z', search),
];

it('of pull requests belongs to the service that carried them: 1 h and 3 h after the merge, and 11 h', () => {
  const question = inApril({ pullRequests: three }, byPullRequests);
  const rows = breakdownByTag(question, 'service').map(({ key, measured: { headline } }) => [
    key,
    headline.sampleSize,
  ]);
  expect(rows).toEqual([
    [501, 2],
    [502, 1],
  ]);
  const of = (value: number) => measure({ ...question, tag: { name: 'service', value } }).headline;
  const all = measure(question).headline;
  expect(of(501).milliseconds! * 2 + of(502).milliseconds!).toBe(all.milliseconds! * 3);
  expect(of(502).milliseconds! - of(501).milliseconds!).toBe((11 - (1 + 3) / 2) * HOUR);
  expect(breakdownByTag(question, 'pipeline').map(({ key }) => key)).toEqual([601]);
});

it('of what the first deployment of a stream carried is excluded, as that service’s', () => {
  const baseline = pullRequest(4, '2024-04-01T08:00Z', '2024-04-01T09:00Z', {
    baseline: true,
    carriedBy: search,
  });
  const waiting = pullRequest(5, '2024-04-01T08:00Z', '2024-04-01T09:00Z');
  const question = inApril({ pullRequests: [...three, baseline, waiting] }, byPullRequests);
  const left = (value: number) =>
    excludedRowsOf({ ...question, tag: { name: 'service', value } }).map(({ subject, reason }) => [
      subject,
      reason,
    ]);
  expect(left(502)).toEqual([[4, 'BASELINE']]);
  expect(left(501)).toEqual([]);
  expect(left(-1)).toEqual([[5, 'NOT_DEPLOYED']]);
});

it('of a work item belongs to the service that carried it last', () => {
  const done = (number: number, carriedBy: typeof basket) =>
    workItem(number, '2024-04-01T07:00Z', '2024-04-02T08:00Z', {
      commitsAt: [instant('2024-04-01T08:00Z')],
      pullRequests: [three[0]!],
      deploymentsAt: [instant('2024-04-01T10:00Z')],
      deployedAt: instant('2024-04-01T10:00Z'),
      carriedBy,
    });
  const question = inApril({ workItems: [done(11, basket), done(12, search)] }, byItems);
  const subjects = (value: number) => {
    const rows = rowsOf({ ...question, tag: { name: 'service', value } });
    return Array.from({ length: rows.length }, (_, index) => rows.row(index).subject);
  };
  expect([501, 502, -1].map(subjects)).toEqual([[11], [12], []]);
  expect(breakdownByTag(question, 'project').map(({ key }) => key)).toEqual([70_001]);
});

it('of changes counts where no pull request is known: 6 h from the commit to the deployment, in the bucket of that', () => {
  const direct = (number: number, deployedAt: string | null, rest = {}) =>
    change(number, '2024-04-01T09:00Z', {
      firstCommitAt: instant('2024-04-01T08:00Z'),
      deployedAt: deployedAt === null ? null : instant(deployedAt),
      carriedBy: deployedAt === null ? null : search,
      ...rest,
    });
  const phases: readonly Phase[] = [
    {
      ...{ key: 'DEPLOYMENT', enabled: true },
      start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_COMMIT_CREATED' },
      end: { source: 'CONTINUOUS_DEPLOYMENT', event: 'LAST_CD_EXECUTION' },
    },
  ];
  const changes = [
    direct(11, '2024-04-01T14:00Z'),
    direct(12, '2024-04-01T14:00Z', { isReviewed: true }),
    direct(13, null, { inFirstDeployment: true, carriedBy: search }),
    direct(14, null),
    direct(15, '2024-04-01T14:00Z', { doubt: 'AUTHORED_IN_FUTURE' }),
  ];
  const question = inApril({ changes }, rulesWith({ leadTime: { phases, ...onlyDeployed } }));
  expect(measure(question).headline).toMatchObject({ milliseconds: 6 * HOUR, sampleSize: 1 });
  expect(breakdownByTag(question, 'service').map(({ key }) => key)).toEqual([502]);
  expect(excludedRowsOf(question).map(({ subject, reason }) => [subject, reason])).toEqual([
    [13, 'BASELINE'],
    [14, 'NOT_DEPLOYED'],
    [15, 'AUTHORED_IN_FUTURE'],
  ]);
});

it('of what a release alone ships belongs to no service', () => {
  const changes = [
    change(1, '2024-04-01T09:00Z', { release: 9, releasedAt: instant('2024-04-01T12:00Z') }),
  ];
  const question = inApril({ changes }, rules);
  expect(breakdownByTag(question, 'service').map(({ key }) => key)).toEqual([null]);
  expect(question.metric.tagged(rules)).toEqual(['repository']);
});

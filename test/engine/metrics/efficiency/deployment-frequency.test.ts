import { describe, expect, it } from 'vitest';
import { breakdownByTag } from '../../../../src/engine/breakdown.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { Question } from '../../../../src/engine/question.js';
import type { PullRequestInput } from '../../../../src/model/inputs/code-input.js';
import type { RunInput } from '../../../../src/model/inputs/delivery-input.js';
import type { MetricInputs } from '../../../../src/model/inputs/metric-input.js';
import type {
  DeploymentSource,
  EfficiencyConfig,
  EndState,
} from '../../../../src/model/profile/profile.js';
import type { Rules, TeamSettings } from '../../../../src/model/team.js';
import { DAY_MILLISECONDS } from '../../../../src/model/time.js';
import { allRows, total } from '../../asked-rows.js';
import { changeRequest, rulesWith, run, version } from '../delivery-story.js';
import { ask, instant, pullRequest, release } from '../story.js';

const start = instant('2024-04-01T00:00:00Z');
const releases = Array.from({ length: 24 }, (_, index) =>
  release(index + 1, start + index * 3 * DAY_MILLISECONDS),
);

it('of nothing is 0', () => {
  const { headline, series } = measure(ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-14', {}));
  expect(headline).toMatchObject({ value: 0, rate: 0, sampleSize: 0 });
  expect(series.map(({ value }) => value.value)).toEqual([0, 0]);
});

it('rates a bucket that the window cuts by the part of the unit it holds', () => {
  const question = ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-15', { releases });
  const last = measure(question).series.at(-1)!;
  expect(last.partial).toBe(true);
  expect(last.value).toMatchObject({ value: 0, rate: 0 });
  const first = measure(ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-01', { releases }));
  expect(first.series[0]!.value).toMatchObject({ value: 1, rate: 7 });
});

const source = (
  name: DeploymentSource,
  rest: Partial<EfficiencyConfig['deploymentFrequency']> = {},
  settings: Partial<TeamSettings> = {},
) => rulesWith({ deploymentFrequency: { source: name, ...rest } }, settings);
const inApril = (given: Partial<MetricInputs>, effective: Rules) =>
  ask('DEPLOYMENT_FREQUENCY', '2024-04-01', '2024-04-28', { ...given, rules: effective });

const merged = (number: number, rest: Partial<PullRequestInput> = {}) =>
  pullRequest(number, '2024-04-02T10:00Z', '2024-04-02T10:00Z', rest);

it('counts of what there is only the source that the profile names', () => {
  const given = {
    releases: releases.slice(0, 1),
    runs: [11, 12].map((number) => run(number, '2024-04-02T10:00Z')),
    versions: [21, 22, 23].map((number) => version(number, '2024-04-02T00:00Z')),
    pullRequests: [31, 32, 33, 34].map((number) => merged(number)),
    changeRequests: [41, 42, 43, 44, 45].map((number) =>
      changeRequest(number, 'Closed', { closedAt: instant('2024-04-02T10:00Z') }),
    ),
  };
  const counted = (name: DeploymentSource) => measure(inApril(given, source(name))).headline.value;
  expect(counted('SOURCE_CODE_RELEASES')).toBe(1);
  expect(counted('CONTINUOUS_DEPLOYMENT')).toBe(2);
  expect(counted('ISSUE_MANAGEMENT_RELEASES')).toBe(3);
  expect(counted('PULL_REQUEST_MERGES')).toBe(4);
  expect(counted('CHANGE_REQUESTS')).toBe(5);
});

it('of runs counts successful production deployments, and says why others are none', () => {
  const runs = [
    run(1, '2024-04-02T10:00Z'),
    run(2, '2024-04-02T10:00Z', { status: 'FAILURE' }),
    run(3, '2024-04-02T10:00Z', { status: 'SKIPPED' }),
    run(4, '2024-04-02T10:00Z', { kinds: ['CI'] }),
    run(5, '2024-04-02T10:00Z', { environmentType: 'PRE_PRODUCTION' }),
  ];
  const question = inApril({ runs }, source('CONTINUOUS_DEPLOYMENT'));
  expect(measure(question).headline).toMatchObject({ value: 1, sampleSize: 1 });
  expect(explain(question).excluded).toEqual([
    { reason: 'NOT_PRODUCTION', count: 1 },
    { reason: 'NOT_SUCCESSFUL', count: 1 },
    { reason: 'NOT_FINISHED', count: 1 },
    { reason: 'NOT_A_DEPLOYMENT', count: 1 },
  ]);
});

it('of runs takes the start or the end, as the profile says', () => {
  const runs = [run(1, '2024-04-08T00:05Z')];
  const buckets = (eventTime: 'STARTED' | 'COMPLETED') =>
    measure(inApril({ runs }, source('CONTINUOUS_DEPLOYMENT', { eventTime }))).series.map(
      ({ value }) => value.value,
    );
  expect(buckets('STARTED')).toEqual([1, 0, 0, 0]);
  expect(buckets('COMPLETED')).toEqual([0, 1, 0, 0]);
});

it('of pull requests counts those merged into a destination branch, by their labels', () => {
  const pullRequests = [
    merged(1),
    merged(2, { labels: ['Deploy'] }),
    merged(3, { labels: ['deploy', 'chore'] }),
    pullRequest(4, '2024-04-02T10:00Z', null),
    merged(5, { targetBranch: 'release/1', toDefaultBranch: false }),
  ];
  const labelled = (property: string, operator: 'EQUALS' | 'STARTS_WITH', value: string) => [
    { property, operator, values: [value] },
  ];
  const question = inApril(
    { pullRequests },
    source(
      'PULL_REQUEST_MERGES',
      {},
      {
        excludedChanges: labelled('label', 'EQUALS', 'chore'),
        deployingChanges: labelled('label', 'EQUALS', 'deploy'),
      },
    ),
  );
  expect(measure(question).headline.value).toBe(1);
  expect(explain(question).excluded).toEqual([
    { reason: 'NOT_MERGED', count: 1 },
    { reason: 'NOT_A_DEPLOYMENT', count: 1 },
    { reason: 'EXCLUDED_BY_LABEL', count: 1 },
    { reason: 'OTHER_BRANCH', count: 1 },
  ]);
  const release1 = source(
    'PULL_REQUEST_MERGES',
    {},
    { destinationBranches: labelled('branch', 'STARTS_WITH', 'release/') },
  );
  expect(measure(inApril({ pullRequests }, release1)).headline.value).toBe(1);
});

it('of change requests counts those in the state that the profile names, at its instant', () => {
  const changeRequests = [
    changeRequest(1, 'Closed', {
      resolvedAt: instant('2024-04-08T10:00Z'),
      closedAt: instant('2024-04-15T10:00Z'),
    }),
    changeRequest(2, 'Resolved', { resolvedAt: instant('2024-04-08T10:00Z') }),
    changeRequest(3, 'Canceled', { closedAt: instant('2024-04-15T10:00Z') }),
  ];
  const buckets = (state: EndState) =>
    measure(
      inApril({ changeRequests }, source('CHANGE_REQUESTS', { changeRequests: state })),
    ).series.map(({ value }) => value.value);
  expect(buckets('CLOSED')).toEqual([0, 0, 1, 0]);
  expect(buckets('RESOLVED')).toEqual([0, 1, 0, 0]);
  expect(buckets('CLOSED_AND_RESOLVED')).toEqual([0, 2, 0, 0]);
  expect(buckets('UPDATED')).toEqual([3, 0, 0, 0]);
});

describe('of runs of several services', () => {
  const [basket, checkout, search] = [501, 502, 503];
  const shipping = (number: number, ...services: number[]) =>
    run(number, '2024-04-02T10:00Z', { service: services[0] ?? null, services });
  const runs = [
    shipping(1, basket, checkout, search),
    shipping(2, checkout, search),
    shipping(3, search),
    shipping(4),
  ];
  const asked = (perService: boolean, given: readonly RunInput[] = runs) =>
    inApril({ runs: given }, source('CONTINUOUS_DEPLOYMENT', { perService }));
  const byService = (question: Question) =>
    breakdownByTag(question, 'service').map(({ key, measured }) => [key, measured.headline.value]);
  // Each service counts the runs that name it; one names none.
  const each = [
    [null, 1],
    [basket, 1],
    [checkout, 2],
    [search, 3],
  ];

  it('counts each once, while by service it counts in each, which it says', () => {
    const question = asked(false);
    expect(measure(question).headline).toMatchObject({ value: 4, sampleSize: 4 });
    expect(byService(question)).toEqual(each);
    expect(explain(question).notes).toEqual([
      expect.stringMatching(/^Some of these deployments are of several services/),
    ]);
    expect(explain(asked(false, runs.slice(2))).notes).toEqual([]);
  });

  it('counts each for each of its services where the profile says so: 3 + 2 + 1 + 1 = 7', () => {
    const question = asked(true);
    expect(measure(question).headline).toMatchObject({ value: 3 + 2 + 1 + 1, sampleSize: 7 });
    expect(byService(question)).toEqual(each);
    expect(explain(question).notes).toEqual([]);
    const rows = allRows(question);
    expect(rows.map(({ subject }) => subject)).toEqual([1, 1, 1, 2, 2, 3, 4]);
    expect(total(rows.map(({ value }) => value))).toBe(7);
  });

  it('counts once at the parent what two teams share, as each of its services', () => {
    for (const [perService, expected] of [
      [false, 4],
      [true, 7],
    ] as const) {
      // One team holds the first three, the other the last three.
      const [left, right] = [runs.slice(0, 3), runs.slice(1)].map((given, index) => ({
        ...asked(perService, given).teams[0]!,
        team: index + 1,
      }));
      const parent = { ...asked(perService), teams: [left!, right!] };
      expect(measure(parent).headline.value).toBe(expected);
      expect(byService(parent)).toEqual(each);
      expect(measure({ ...parent, tag: { name: 'service', value: checkout } }).headline.value).toBe(
        2,
      );
    }
  });
});

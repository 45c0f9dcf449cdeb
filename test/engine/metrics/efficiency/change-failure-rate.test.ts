import { describe, expect, it } from 'vitest';
import { breakdownByTag } from '../../../../src/engine/breakdown.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { FilterCondition } from '../../../../src/model/filter.js';
import type { RunInput } from '../../../../src/model/inputs/delivery-input.js';
import type { MetricInputs } from '../../../../src/model/inputs/metric-input.js';
import { emptyTeamSettings, type Rules } from '../../../../src/model/team.js';
import { blame, blameOfItem, incident, rulesWith, run } from '../delivery-story.js';
import { ask, instant, release } from '../story.js';

const inApril = (given: Partial<MetricInputs>, rules: Rules) =>
  ask('CHANGE_FAILURE_RATE', '2024-04-01', '2024-04-28', { ...given, rules });

describe('by pipelines', () => {
  const byPipeline = rulesWith({ changeFailureRate: { source: 'CONTINUOUS_DEPLOYMENT' } });

  it('counts a roll back, and what was marked as failed, as failures', () => {
    const runs = [
      run(1, '2024-04-01T10:00Z', { rollback: true }),
      run(2, '2024-04-01T11:00Z', { mark: 'FAILED' }),
      run(3, '2024-04-01T12:00Z', { mark: 'NOT_A_DEPLOYMENT' }),
      run(4, '2024-04-01T13:00Z'),
    ];
    const question = inApril({ runs }, byPipeline);
    expect(measure(question).headline).toMatchObject({ numerator: 2, denominator: 3 });
    expect(explain(question).excluded).toEqual([{ reason: 'NOT_A_DEPLOYMENT', count: 1 }]);
  });

  it('knows nothing without deployments', () => {
    expect(measure(inApril({}, byPipeline)).headline).toMatchObject({ value: null, sampleSize: 0 });
  });
});

describe('by incidents', () => {
  const linked = rulesWith({});
  const ratio = rulesWith({
    deploymentFrequency: { source: 'CONTINUOUS_DEPLOYMENT' },
    changeFailureRate: { method: 'RATIO' },
  });
  const first = [
    blame(11, '2024-04-02T10:00Z', null),
    blame(12, '2024-04-02T11:00Z', '2024-04-02T12:00Z'),
  ];
  const third = [blame(13, '2024-04-16T10:00Z', null, { rule: 'REPOSITORY' })];
  const runs = [
    run(1, '2024-04-01T10:00Z', { blamedBy: first }),
    run(2, '2024-04-08T10:00Z'),
    run(3, '2024-04-15T10:00Z', { blamedBy: third }),
  ];
  const incidents = [11, 12, 13, 14].map((number) => incident(number, '2024-04-16T10:00Z'));

  it('linked, is 2 of 3 deployments where two incidents blame the first and one the third', () => {
    const { headline, series } = measure(inApril({ runs }, linked));
    expect(headline).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3 });
    expect(series.map(({ value }) => value.value)).toEqual([1, 0, 1, null]);
    const rows = rowsOf(inApril({ runs }, linked));
    expect([0, 1, 2].map((index) => rows.row(index).parts)).toEqual([
      [1, 2, 1, 1],
      [0, 0, 1, 1],
      [1, 1, 1, 1],
    ]);
  });

  it('as a ratio, is 4 incidents over 3 deployments = 4 / 3, and says that it exceeds 1', () => {
    const question = inApril({ runs, incidents }, ratio);
    expect(measure(question).headline).toMatchObject({ value: 4 / 3, sampleSize: 7 });
    expect(explain(question).notes).toEqual([expect.stringMatching(/^4 incidents over 3/)]);
    expect(explain(inApril({ runs, incidents: [] }, ratio)).notes).toEqual([]);
  });

  it('as a ratio, divides by the deployments of the source that deployment frequency names', () => {
    const releases = [release(21, instant('2024-04-01T10:00Z'))];
    const question = inApril(
      { runs, releases, incidents: incidents.slice(0, 1) },
      rulesWith({ changeFailureRate: { method: 'RATIO' } }),
    );
    expect(measure(question).headline).toMatchObject({ value: 1, numerator: 1, denominator: 1 });
  });

  it('linked, blames a deployment up to the seventh day after its end, or whenever the tool itself does', () => {
    const blamed = (createdAt: string, rule: 'SERVICE' | 'EXPLICIT') =>
      measure(
        inApril(
          {
            runs: [
              run(1, '2024-04-01T10:00Z', { blamedBy: [blame(11, createdAt, null, { rule })] }),
            ],
          },
          linked,
        ),
      ).headline.numerator;
    expect(blamed('2024-04-08T10:00:00.000Z', 'SERVICE')).toBe(1);
    expect(blamed('2024-04-08T10:00:00.001Z', 'SERVICE')).toBe(0);
    expect(blamed('2024-05-30T10:00Z', 'EXPLICIT')).toBe(1);
  });

  it('linked, lists incidents that blame nothing, or blame too late', () => {
    const endedAt = instant('2024-04-01T10:00Z');
    const question = inApril(
      {
        runs,
        incidents: [
          incident(11, '2024-04-02T10:00Z', { blames: { run: 1, endedAt, rule: 'SERVICE' } }),
          incident(14, '2024-04-16T10:00Z', { blames: { run: 1, endedAt, rule: 'SERVICE' } }),
          incident(15, '2024-04-16T10:00Z'),
        ],
      },
      linked,
    );
    expect(explain(question).excluded).toEqual([{ reason: 'BLAMES_NOTHING', count: 2 }]);
    expect(measure(question).headline.value).toBe(2 / 3);
  });

  it('linked, counts a failed deployment only where it is blamed or marked', () => {
    const failed = [
      run(4, '2024-04-01T10:00Z', { status: 'FAILURE' }),
      run(5, '2024-04-01T10:00Z', { status: 'FAILURE', blamedBy: first }),
      run(6, '2024-04-01T10:00Z', { mark: 'FAILED' }),
      run(7, '2024-04-01T10:00Z'),
    ];
    const question = inApril({ runs: failed }, linked);
    expect(measure(question).headline).toMatchObject({ numerator: 2, denominator: 3 });
    expect(explain(question).excluded).toEqual([{ reason: 'NOT_SUCCESSFUL', count: 1 }]);
  });
});

describe('by linked items', () => {
  const is = (property: string, value: string) => ({
    ...{ property, operator: 'EQUALS' as const, values: [value] },
  });
  const byItems = rulesWith(
    { changeFailureRate: { source: 'ISSUE_MANAGEMENT' } },
    {
      issueManagement: {
        ...emptyTeamSettings.issueManagement,
        ...{ projects: [is('project', 'SHOP')], incidents: [is('type', 'Bug')] },
      },
    },
  );
  const at = '2024-04-02T10:00Z';
  const failed = (blamedBy: RunInput['blamedBy'], rules: Rules = byItems) =>
    measure(inApril({ runs: [run(1, '2024-04-01T10:00Z', { blamedBy })] }, rules)).headline
      .numerator;

  it('a deployment failed that an item of the team blames, which its filter takes for an incident', () => {
    expect(failed([blameOfItem(11, at)])).toBe(1);
    expect(failed([blameOfItem(11, '2024-04-09T10:00Z')])).toBe(0);
    expect(failed([blameOfItem(11, at, { statusCategory: 'TODO', resolvedAt: null })])).toBe(1);
    expect(failed([blameOfItem(11, at, { status: 'Duplicate' })])).toBe(0);
    expect(failed([blameOfItem(11, at, { resolution: "Won't Fix" })])).toBe(0);
    expect(failed([blameOfItem(11, at, { traits: { project: ['SHOP'], type: ['Task'] } })])).toBe(
      0,
    );
    expect(failed([blameOfItem(11, at, { traits: { project: ['PAY'], type: ['Bug'] } })])).toBe(0);
  });

  it('incidents of the incident tool count for nothing, as items do where those are the source', () => {
    expect(failed([blame(11, at, null)])).toBe(0);
    expect(failed([blameOfItem(11, at)], rulesWith({}, byItems.settings))).toBe(0);
  });

  it('none counts that the filter of the team does not take; an empty one takes none', () => {
    const incidents = (...conditions: FilterCondition[]) => ({
      ...emptyTeamSettings,
      incidentManagement: {
        ...emptyTeamSettings.incidentManagement,
        incidents: { op: 'AND' as const, conditions },
      },
    });
    const blamedBy = [blame(11, at, null, { traits: { priority: ['P4'] } })];
    expect(failed(blamedBy, rulesWith({}, incidents(is('priority', 'P4'))))).toBe(1);
    expect(failed(blamedBy, rulesWith({}, incidents(is('priority', 'P1'))))).toBe(0);
    expect(failed(blamedBy, rulesWith({}, incidents()))).toBe(0);
  });
});

describe('of runs of several services', () => {
  const [basket, search] = [501, 502];
  const both = { service: basket, services: [basket, search] };
  const runs = [
    run(1, '2024-04-02T10:00Z', { ...both, status: 'FAILURE' }),
    run(2, '2024-04-02T10:00Z', { service: search, services: [search] }),
  ];
  const rates = (question: ReturnType<typeof inApril>) =>
    breakdownByTag(question, 'service').map(({ key, measured }) => [key, measured.headline.value]);

  it('by pipelines, one that failed failed as each of its services, and once in all', () => {
    const rules = rulesWith({ changeFailureRate: { source: 'CONTINUOUS_DEPLOYMENT' } });
    const question = inApril({ runs }, rules);
    expect(measure(question).headline).toMatchObject({ numerator: 1, denominator: 2 });
    expect(rates(question)).toEqual([
      [basket, 1 / 1],
      [search, 1 / 2],
    ]);
    expect(explain(question).notes).toEqual([expect.stringMatching(/several services/)]);
  });

  it('as a ratio, deployments count as deployment frequency counts them', () => {
    const incidents = [incident(11, '2024-04-03T10:00Z', { service: search })];
    const ratio = (perService: boolean) =>
      inApril(
        { incidents, runs: runs.map((one) => ({ ...one, status: 'SUCCESS' as const })) },
        rulesWith({
          deploymentFrequency: { source: 'CONTINUOUS_DEPLOYMENT', perService },
          changeFailureRate: { method: 'RATIO' },
        }),
      );
    expect(measure(ratio(false)).headline.value).toBe(1 / 2);
    expect(measure(ratio(true)).headline.value).toBe(1 / 3);
    expect(rates(ratio(true))).toEqual([
      [basket, 0 / 1],
      [search, 1 / 2],
    ]);
  });
});

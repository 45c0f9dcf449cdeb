import { beforeAll, describe, expect, test } from 'vitest';
import type { InsightRecord, RecordQuery } from '../../../src/insights/answer/record.js';
import type { FilterCondition } from '../../../src/model/filter.js';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { databaseKinds } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';
import { inDelivery, march } from '../imported-delivery.js';

const HOUR = 3_600_000;
const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});

describe.each(databaseKinds)('the columns of records, on %s', (kind) => {
  let story: Story;
  let statements = 0;
  const page = async (metric: string, query: Partial<RecordQuery> = {}) => {
    const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
    const [insight] = await story.ask({ metrics: [metric], range });
    statements = 0;
    const whole = { first: 20, orderBy: 'AT_ASCENDING', includeExcluded: true } as const;
    const { records } = await insight!.records({ ...whole, ...query });
    return records.map(({ record }) => record);
  };
  const follow = async (config: EfficiencyConfig) => {
    const { profiles, trees } = story.app.directory;
    const { number } = await profiles.create(story.viewer, 'EFFICIENCY', {
      ...{ name: `Profile ${Math.random()}`, description: null, config },
    });
    const [tree] = await trees.list(story.viewer, null);
    await trees.update(story.viewer, tree!.number, { efficiencyProfile: number });
    await story.settle();
  };
  const named = (records: readonly InsightRecord[], name: string) =>
    records.find(
      ({ detail, title }) => detail.key === name || detail.number === name || title === name,
    )!;

  beforeAll(async () => {
    const onStatement = () => statements++;
    story = await openStory(kind, { database: { onStatement } });
    await story.activate(
      'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\nBob,bob@example.com,boss@example.com\n',
    );
    const lines = inDelivery.toReversed();
    const ingested = await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines });
    expect(ingested).toMatchObject({ refusedCount: 0 });
    await story.save('Organisation', {
      repositories: [is('repository', 'shop')],
      issueManagement: {
        ...emptyTeamSettings.issueManagement,
        projects: [is('project', 'SHOP')],
      },
      pipelines: {
        ...emptyTeamSettings.pipelines,
        scope: [is('service', 'checkout')],
        failure: { op: 'OR', conditions: [is('status', 'Broken')] },
      },
      incidentManagement: {
        incidents: { op: 'AND', conditions: [is('priority', 'P1')] },
        changeRequests: { op: 'AND', conditions: [is('group', 'Board')] },
      },
    });
    await follow(fivePhasesPreset);
  }, 120_000);

  test('a pull request says who reviewed it, when it was answered, and what carried it', async () => {
    const records = await page('COMMENTS_PER_PR');
    const { columns } = named(records, 'SHOP-2 part 1');
    expect(columns).toMatchObject({
      reviewers: [
        { at: march(2, 10), developer: { label: expect.stringMatching(/^Developer \d$/) } },
      ],
      ...{ firstReviewAt: march(2, 10), approvedAt: march(2, 11), cycleTime: 27 * HOUR },
      deployment: { key: 'd2', kind: 'run' },
      ...{ deployedAt: march(3, 10), rideRule: 'TIME_ON_BRANCH', reverts: null, files: null },
    });
    expect(named(records, 'SHOP-2 part 2').columns.reverts).toMatchObject({
      key: '1',
      title: 'SHOP-2 part 1',
    });
  });

  test('a cycle time is the same under every metric', async () => {
    const cycles = await page('PR_CYCLE_TIME');
    for (const { value, columns } of cycles) expect(columns.cycleTime).toBe(value);
  });

  test('rework is listed file by file, and the rows add up', async () => {
    const records = await page('CODE_REWORK');
    const files = records.map(({ title, columns }) => [title, columns.files]);
    expect(Object.fromEntries(files)).toEqual({
      'SHOP-2 part 1': [
        { path: 'a.ts', additions: 5, deletions: 2, previousAt: null, class: 'LEGACY' },
      ],
      'SHOP-2 part 2': [
        { path: 'b.ts', additions: 3, deletions: 0, previousAt: null, class: 'NEW' },
      ],
    });
  });

  test('a work item shows its phases, and they add up to its lead time', async () => {
    const { value, columns, parts, detail } = named(await page('LEAD_TIME_FOR_CHANGES'), 'SHOP-2');
    const phases = columns.phases!;
    expect(phases.length).toBe(5);
    expect(phases.reduce((sum, { milliseconds }) => sum + (milliseconds ?? 0), 0)).toBe(value);
    for (const { startedAt, endedAt, milliseconds, rating } of phases) {
      expect(milliseconds === null).toBe(startedAt === null || endedAt === null);
      expect(rating === null).toBe(milliseconds === null);
    }
    expect(parts).toContainEqual({ name: 'withPullRequest', value: 1, isFlag: true });
    expect(detail.labels).toEqual(['basket']);
    expect(columns).toMatchObject({
      ...{ workType: 'FEATURE', category: null, epic: { key: 'SHOP-1' }, deployedAt: march(5, 10) },
      ...{ pullRequestCount: 2, commitCount: 2, buildCount: 0, deploymentCount: 2 },
      effort: 1,
    });
  });

  test('a deployment says whether it failed and why, and an incident what it blames', async () => {
    const records = await page('CHANGE_FAILURE_RATE');
    expect(named(records, 'd2')).toMatchObject({
      value: 1,
      detail: { project: 'web', artifacts: [{ name: 'shop', qualifier: '2' }] },
      columns: {
        ...{ isFailure: true, failureRule: 'INCIDENT', ranFor: HOUR },
        incidents: [{ key: 'I1', rule: 'SERVICE' }],
        triggeredBy: { label: expect.stringMatching(/^Developer/) },
      },
    });
    expect(named(records, 'd3').columns).toMatchObject({ isFailure: false, repairKind: 'REVERT' });
    expect(named(records, 'd4').columns).toMatchObject({ isFailure: true, failureRule: 'FILTER' });
    const [incident] = await page('MEAN_TIME_TO_RESTORE');
    expect(incident).toMatchObject({
      detail: { severity: 'High', group: 'On call', labels: ['customer'] },
      columns: { timeToRestore: 2 * HOUR, blames: { key: 'd2', rule: 'SERVICE' } },
    });
  });

  test('a bucket by sprint is called like its sprint, and its record names it', async () => {
    const [insight] = await story.ask({
      ...{ metrics: ['SPRINT_SCOPE_CREEP'], granularity: 'SPRINT' },
      scope: { path: 'Organisation/Boss' },
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    const { label, subject, from } = insight!.series[0]!;
    const query = { first: 5, orderBy: 'AT_ASCENDING', includeExcluded: true } as const;
    const { records } = await insight!.records({ ...query, bucket: from });
    expect(label).toBe('Sprint 1');
    expect(records.map(({ record }) => record.subject)).toEqual([subject]);
    expect(records[0]?.record.columns).toEqual({
      ...{ committed: 3, creep: 0, delivered: 3, deliveredCommitted: 3, deliveredCreep: 0 },
      removed: 0,
    });
    const [monthly] = await story.ask({
      ...{ metrics: ['SPRINT_SCOPE_CREEP'], granularity: 'MONTH' },
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    expect(monthly!.series[0]).toMatchObject({ label: null, subject: null });
  });

  test('an explanation names the filters and the effective options', async () => {
    const [insight] = await story.ask({
      metrics: ['CHANGE_FAILURE_RATE'],
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    expect(insight!.explanation.rules[0]).toMatchObject({
      filters: ['service is "checkout"', 'failed where status is "Broken"', 'priority is "P1"'],
      options: [
        'failures are reported by linked incidents',
        'incidents are those of the incident tool',
        'an incident blames what its tool names, else the last deployment at most 7 days before it',
        'a run counts when it ended',
      ],
    });
  });

  test('nobody without the right to names reads one', async () => {
    const [insight] = await story.app.insights.answer(
      { ...story.viewer, reveals: false },
      {
        ...{ scope: { path: 'Organisation' }, metrics: ['COMMENTS_PER_PR'], granularity: 'MONTH' },
        range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
        ...{ aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
      },
    );
    const query = { first: 5, orderBy: 'AT_ASCENDING', includeExcluded: true } as const;
    const { records } = await insight!.records(query);
    expect(records[0]?.record.columns.reviewers?.[0]?.developer?.developer).toBeNull();
    expect(JSON.stringify(records)).not.toMatch(/example\.com|"(Ada|Bob)"/);
  });

  test('a page of one row and a page of all take the same number of statements', async () => {
    for (const metric of ['PR_CYCLE_TIME', 'DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES']) {
      const many = await page(metric, { orderBy: 'VALUE_DESCENDING' });
      const all = statements;
      expect(all).toBeGreaterThan(2);
      const one = await page(metric, { first: 1, orderBy: 'VALUE_DESCENDING' });
      expect([metric, one.length, statements]).toEqual([metric, 1, all]);
      expect(many.length).toBeGreaterThan(1);
    }
  });

  test('a phase has a level by bounds of its own where the profile has some, else by those of lead time', async () => {
    const review = async () => {
      const { columns } = named(await page('LEAD_TIME_FOR_CHANGES'), 'SHOP-2');
      const { milliseconds, rating } = columns.phases!.find(({ key }) => key === 'REVIEW')!;
      return [milliseconds, rating?.level, rating?.label, rating?.isOverridden];
    };
    // More than a day and less than seven.
    expect(await review()).toEqual([75 * HOUR, 'HIGH', 'High', false]);
    const bounds = [
      { level: 'ELITE', bound: 10 * HOUR, inclusive: false },
      { level: 'HIGH', bound: 20 * HOUR, inclusive: false },
      { level: 'MEDIUM', bound: 75 * HOUR, inclusive: true },
    ] as const;
    const own = { metric: 'LEAD_TIME_FOR_CHANGES', phase: 'REVIEW', bounds } as const;
    await follow({
      ...fivePhasesPreset,
      maturity: { ...fivePhasesPreset.maturity, overrides: [own] },
    });
    expect(await review()).toEqual([75 * HOUR, 'MEDIUM', 'Medium', true]);
  });

  test('a change request shows what the tool says of it, and whose it is', async () => {
    const { deploymentFrequency } = fivePhasesPreset;
    await follow({
      ...fivePhasesPreset,
      deploymentFrequency: { ...deploymentFrequency, source: 'CHANGE_REQUESTS' },
    });
    expect(await page('DEPLOYMENT_FREQUENCY')).toMatchObject([
      {
        ...{ kind: 'changeRequest', title: 'Ship', at: march(3, 12), excluded: null },
        developer: { label: expect.stringMatching(/^Developer/) },
        detail: {
          ...{ key: 'C1', status: 'Closed', priority: 'P1', group: 'Board', service: 'checkout' },
          ...{ severity: null, urgency: null, createdAt: march(2, 8), closedAt: march(3, 12) },
          ...{ resolvedAt: null, updatedAt: expect.any(Number) },
        },
      },
    ]);
  });
});

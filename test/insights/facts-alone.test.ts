import { beforeAll, describe, expect, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Insight } from '../../src/insights/answer/answer.js';
import { type Recomputed, type RecomputedRow, recomputed } from '../engine/recomputed.js';
import { databaseKinds } from '../storage/databases.js';
import { openImportedCompany } from '../story/imported-company.js';
import type { Story } from '../story/open-story.js';

describe.each(databaseKinds)('an account fed with facts and a CSV alone, on %s', (kind) => {
  let story: Story;
  let insights: Map<string, Insight>;

  beforeAll(async () => {
    story = await openImportedCompany(kind);
    const { app, viewer } = story;
    const answers = await app.insights.answer(viewer, {
      scope: { path: 'Organisation' },
      metrics: metrics.map(({ id }) => id),
      range: { dates: { from: '2026-02-01', to: '2026-03-31' } },
      ...{ granularity: 'MONTH', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
    });
    insights = new Map(answers.map((insight) => [insight.metric.id, insight]));
  }, 120_000);

  test('answers every metric', () => {
    const silent = [...insights].filter(([, { headline }]) => headline.sampleSize === 0);
    expect(
      silent.map(([id, { explanation }]) => [id, explanation.excluded, explanation.notes]),
    ).toEqual([]);
    expect(insights.size).toBe(20);
  });

  test('by figures that can be worked out by hand', () => {
    const value = (id: string) => insights.get(id)!.headline.value;
    // Deployments that succeeded in production: 1, 3 and 4 March; one failed.
    expect(value('DEPLOYMENT_FREQUENCY')).toBe(3);
    // One of them, of 3 March, is blamed for INC-5.
    expect(value('CHANGE_FAILURE_RATE')).toBe(1 / 3);
    // 4 March ships the revert of what 3 March is blamed for.
    expect(value('DEPLOYMENT_REWORK_RATE')).toBe(1 / 3);
    // INC-5: 09:50 to 11:00.
    expect(value('MEAN_TIME_TO_RESTORE')).toBe(70 * 60_000);
    // First commit 09:00, merged 15:00.
    expect(value('PR_CYCLE_TIME')).toBe(6 * 3_600_000);
    // Opened 10:00, first comment 11:00; a comment and a review with a text.
    expect(value('TIME_TO_FIRST_COMMENT')).toBe(3_600_000);
    expect(value('COMMENTS_PER_PR')).toBe(2);
    // min(30, 10) of max(30, 10) lines.
    expect(value('CODE_REWORK')).toBeCloseTo(10 / 30, 12);
    // Both items are labelled checkout.
    expect(value('BUSINESS_ALIGNMENT')).toBe(1);
    // Three points in each of two sprints.
    expect(value('SPRINT_VELOCITY')).toBe(3);
    expect(value('SPRINT_PREDICTABILITY')).toBe(0);
  });

  test('says of each category, by rank, what share it has and how that stands to its goal', async () => {
    const { segments, series, goalScore, breakdown } = insights.get('BUSINESS_ALIGNMENT')!;
    const reported = [
      ['1', 'Checkout', 1, 2, 'FULL', 'ACCEPTABLE', 0.5],
      // The goal of the team, and not that of the profile, which 0 would keep.
      ['2', 'Payments', 0, 0, 'FULL', 'POOR', 0.3],
      ['0', 'Uncategorised', 0, 0, 'FULL', null, undefined],
    ];
    const shown = (rows: typeof segments | Awaited<ReturnType<typeof breakdown>>) =>
      rows.map(({ key, label, value, goal, goalStatus }) => [
        ...[key, label, value.value, value.sampleSize, value.dataStatus.replace('PARTIAL', 'FULL')],
        ...[goalStatus, goal?.idealMin],
      ]);
    expect(shown(segments)).toEqual(reported);
    expect(goalScore).toBe((0.5 + 0) / 2);
    const rows = await breakdown('CATEGORY');
    expect(shown(rows)).toEqual(reported);
    expect(rows.map((row) => row.series.map(({ value }) => value.value))).toEqual([
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
    expect(series.map((bucket) => bucket.goalScore)).toEqual([0.25, 0.25]);
    const [team] = await breakdown('CHILD');
    expect([team?.goalScore, team?.segments.length]).toEqual([0.25, 3]);
    const people = await breakdown('DEVELOPER');
    expect(people.map((row) => row.goalScore)).toEqual(people.map(() => null));
  });

  test('and lists the rows that, with what each explains, give it again to the last digit', async () => {
    for (const [id, insight] of insights) {
      const page = await insight.records({
        first: 100,
        orderBy: 'AT_ASCENDING',
        includeExcluded: false,
      });
      const records = page.records.map(({ record }) => record);
      expect([id, page.totalCount]).toEqual([id, insight.headline.sampleSize]);
      expect([id, records.filter(({ title }) => title === null)]).toEqual([id, []]);
      const rows = records.map(
        ({ developer, at, value, parts }): RecomputedRow => ({
          ...{ developer: developer?.id ?? null, at, value: value! },
          parts: Object.fromEntries(parts.map((part) => [part.name, part.value])),
        }),
      );
      const { value, numerator, denominator, rate } = insight.headline;
      const reported: Recomputed = { value, numerator, denominator, rate };
      const aggregation = insight.aggregation ?? 'MEAN';
      const again = recomputed(id, rows, { ...insight.explanation, aggregation });
      expect([id, again]).toEqual([id, reported]);
    }
  });
});

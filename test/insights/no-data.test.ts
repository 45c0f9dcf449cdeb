import { beforeAll, describe, expect, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Insight } from '../../src/insights/answer/answer.js';
import { exportCsv } from '../../src/insights/exports/export-csv.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { type ImportedStory, item, merged, openImportedStory } from '../story/imported-story.js';

const at = (day: string) => `${day}T12:00:00Z`;
const run = (id: string, day: string) => ({
  ...{ kind: 'PIPELINE_RUN', id, updatedAt: at(day), pipeline: 'deploy', kinds: ['CD'] },
  ...{ status: 'SUCCESS', environmentType: 'PRODUCTION', services: ['shop'], endedAt: at(day) },
});
const commit = (sha: string, day: string) => ({
  ...{ kind: 'COMMIT', repository: 'shop', sha, message: 'Basket', authoredAt: at(day) },
  ...{ updatedAt: at(day), author: { id: '42', email: 'ada@example.com' } },
});
const pipelines = {
  ...emptyTeamSettings.pipelines,
  scope: [{ property: 'service', operator: 'EQUALS', values: ['shop'] }],
} as const;

/** Metrics whose value of nothing is 0 where it is known that there was nothing. */
const counting = [
  'DEPLOYMENT_FREQUENCY',
  'CODING_DAYS_PER_DEVELOPER',
  'PR_VELOCITY_PER_DEVELOPER',
  'WORK_COMPLETED_PER_DEVELOPER',
];
const dates = (from: string, to: string) => ({ dates: { from, to } });
const valuesOf = ({ series }: Insight) => series.map(({ value }) => value.value);

describe.each(databaseKinds)('on %s', (kind) => {
  let story: ImportedStory;
  const ask = (range: object, ids = counting) =>
    story.ask({ metrics: ids, range: range as never, granularity: 'WEEK' });

  beforeAll(async () => {
    story = await openImportedStory(kind, { pipelines });
    const days = ['2026-03-03', '2026-03-04', '2026-03-25'];
    await story.report(
      ...days.map((day, index) => run(`r${index}`, day)),
      ...days.map((day, index) => commit(`${index}`.repeat(40), day)),
      ...days.map((day, index) => merged(index + 1, at(day))),
      ...days.map((day, index) => item(`${index}`, at(day), at(day))),
    );
    const { profiles, trees } = story.app.directory;
    const input = { name: 'Delivery', description: null, config: fivePhasesPreset };
    const { number } = await profiles.create(story.viewer, 'EFFICIENCY', input);
    const [tree] = await trees.list(story.viewer, null);
    await trees.update(story.viewer, tree!.number, { efficiencyProfile: number });
    await story.settle();
  }, 120_000);

  test('a window before all data has no value, and nothing changed or improved since', async () => {
    for (const { metric, headline, previous, change } of await ask(
      dates('2026-03-02', '2026-03-08'),
    )) {
      expect([metric.id, headline.value]).not.toEqual([metric.id, null]);
      expect([metric.id, previous, change]).toEqual([
        metric.id,
        {
          ...{ value: null, milliseconds: null, rate: null, numerator: null, denominator: null },
          numeratorUnit: null,
          ...{ sampleSize: 0, dataStatus: 'NO_DATA' },
        },
        null,
      ]);
    }
  });

  test('a range that lies wholly before the first fact or in the future has no value and no rating', async () => {
    for (const range of [dates('2025-12-01', '2025-12-28'), dates('2199-01-07', '2199-02-03')])
      for (const insight of await ask(range)) {
        const { metric, headline, rating, change, trend, series } = insight;
        const found = [headline.value, rating, change, trend, ...valuesOf(insight)];
        expect([metric.id, found]).toEqual([
          metric.id,
          [null, null, null, null, ...series.map(() => null)],
        ]);
      }
  });

  test('weeks before the first fact are no points of a trend, a week without any between facts is a zero', async () => {
    for (const insight of await ask(dates('2026-02-09', '2026-03-29'))) {
      const [first, second, third, ...known] = valuesOf(insight);
      expect([insight.metric.id, first, second, third]).toEqual([
        insight.metric.id,
        null,
        null,
        null,
      ]);
      expect([insight.metric.id, known.map((value) => value === null)]).toEqual([
        insight.metric.id,
        [false, false, false, false],
      ]);
      expect(known.slice(1, 3)).toEqual([0, 0]);
      expect([insight.metric.id, insight.trend?.direction]).toEqual([
        insight.metric.id,
        'REGRESSING',
      ]);
    }
  });

  test('buckets before the first fact are not rated', async () => {
    const [insight] = await ask(dates('2026-02-09', '2026-03-29'), ['DEPLOYMENT_FREQUENCY']);
    expect(insight!.rating).not.toBe(null);
    expect(insight!.series.slice(0, 3).map(({ rating }) => rating)).toEqual([null, null, null]);
  });

  test('a window in which nothing was observed is compared with none', async () => {
    for (const { metric, headline, change } of await ask(dates('2026-03-09', '2026-03-15')))
      expect([metric.id, headline.value, headline.dataStatus, change]).toEqual([
        ...[metric.id, 0, 'NO_DATA', null],
      ]);
  });

  test('rows and exports of a window before all data have no zero', async () => {
    const insights = await ask(dates('2025-12-01', '2025-12-28'));
    for (const insight of insights)
      for (const by of ['CHILD', 'DEVELOPER'] as const)
        for (const row of await insight.breakdown(by))
          expect([
            row.label,
            row.value.value,
            ...valuesOf({ ...insight, series: row.series }),
          ]).toEqual([row.label, null, ...row.series.map(() => null)]);
    const csv = await exportCsv(insights, metrics, 'CHILD', false);
    expect(csv.split('\n').find((line) => line.startsWith('All'))).toBe(
      `All${',,0'.repeat(insights.length)}`,
    );
  });

  test('a segment of nothing is null before the first fact and 0 within a week that has others', async () => {
    const [insight] = await ask(dates('2026-02-09', '2026-03-08'), ['PR_VELOCITY_PER_DEVELOPER']);
    const found = insight!.series.map(({ segments }) =>
      segments.map(({ value }) => value.value === null),
    );
    expect(found.slice(0, 3).flat()).not.toContain(false);
    expect(found[3]!.length).toBeGreaterThan(1);
    expect(found[3]).not.toContain(true);
  });
});

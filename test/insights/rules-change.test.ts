import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Insight, InsightQuery } from '../../src/insights/answer/answer.js';
import type { InsightUpdate } from '../../src/insights/answer/update.js';
import type { ProfileConfigOf, ProfileKind } from '../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { openImportedCompany, shopSettings } from '../story/imported-company.js';
import type { Story } from '../story/open-story.js';

const query: InsightQuery = {
  scope: { path: 'Organisation' },
  metrics: metrics.map(({ id }) => id),
  range: { dates: { from: '2026-02-01', to: '2026-03-31' } },
  ...{ granularity: 'MONTH', aggregation: 'MEAN', timeZone: null, membership: 'CURRENT' },
};
const numbersOf = ({ metric, headline, series, segments, explanation }: Insight) => ({
  ...{ metric: metric.id, headline, segments, counted: explanation.counted },
  series: series.map(({ value, segments: parts }) => [value, parts]),
});
const differing = (before: readonly Insight[], after: readonly Insight[]) =>
  before
    .filter((insight, index) => {
      const [left, right] = [numbersOf(insight), numbersOf(after[index]!)];
      return JSON.stringify(left) !== JSON.stringify(right);
    })
    .map(({ metric }) => metric.id);

async function changeProfile<Kind extends ProfileKind>(
  { app, viewer }: Story,
  kind: Kind,
  change: (config: ProfileConfigOf[Kind]) => ProfileConfigOf[Kind],
): Promise<void> {
  const { profiles, trees } = app.directory;
  const [tree] = await trees.list(viewer, null);
  const number = {
    EFFICIENCY: tree!.efficiencyProfile,
    PRODUCTIVITY: tree!.productivityProfile,
    BUSINESS_ALIGNMENT: tree!.businessAlignmentProfile!,
  }[kind];
  const profile = (await profiles.list(viewer, kind)).find((one) => one.number === number)!;
  const { name, description } = profile;
  const config = change(profile.config as ProfileConfigOf[Kind]);
  const input = { name, description, config };
  await profiles.update(viewer, { kind, number, input, expectedVersion: null });
}

/** Changes of rules, each with metrics whose numbers it moves. */
const changes: readonly [string, (story: Story) => Promise<void>, readonly string[]][] = [
  [
    'the statuses of what was given up',
    (story) =>
      story.save('Organisation', {
        ...shopSettings,
        issueManagement: { ...shopSettings.issueManagement!, terminatedStatuses: ['Done'] },
      }),
    ['WORK_COMPLETED_PER_DEVELOPER', 'TIME_TO_COMPLETE', 'SPRINT_VELOCITY'],
  ],
  [
    'the pipelines and incidents of the team',
    (story) =>
      story.save('Organisation', {
        ...shopSettings,
        pipelines: {
          ...emptyTeamSettings.pipelines,
          scope: [{ property: 'service', operator: 'EQUALS', values: ['other'] }],
        },
        incidentManagement: {
          ...shopSettings.incidentManagement!,
          incidents: {
            op: 'AND',
            conditions: [{ property: 'service', operator: 'EQUALS', values: ['other'] }],
          },
        },
      }),
    ['DEPLOYMENT_FREQUENCY', 'MEAN_TIME_TO_RESTORE', 'CHANGE_FAILURE_RATE'],
  ],
  [
    'the same settings as in the beginning',
    (story) => story.save('Organisation', shopSettings),
    [],
  ],
  [
    'the efficiency profile',
    (story) =>
      changeProfile(story, 'EFFICIENCY', (config) => ({
        ...config,
        deploymentFrequency: { ...config.deploymentFrequency, source: 'PULL_REQUEST_MERGES' },
        sprints: { ...config.sprints, computationMode: 'WORK_ITEM_COUNT' },
      })),
    ['DEPLOYMENT_FREQUENCY', 'SPRINT_VELOCITY'],
  ],
  [
    'the productivity profile',
    (story) =>
      changeProfile(story, 'PRODUCTIVITY', (config) => ({
        ...config,
        prSize: { small: 1, medium: 2 },
        prCycleTime: { startEvent: 'PR_OPENED' },
      })),
    ['PR_CYCLE_TIME'],
  ],
  [
    'the business alignment profile',
    (story) =>
      changeProfile(story, 'BUSINESS_ALIGNMENT', (config) => ({
        ...config,
        categories: config.categories.filter(({ name }) => name !== 'Checkout'),
      })),
    ['BUSINESS_ALIGNMENT'],
  ],
];

describe.each(databaseKinds)('after a change of rules, on %s,', (kind) => {
  let story: Story;
  beforeAll(async () => {
    story = await openImportedCompany(kind);
  }, 240_000);

  test.each(changes)(
    '%s: the old numbers stand, and say so, until all of the new are there; then they are pushed',
    async (_what, change, moved) => {
      const { app, viewer } = story;
      const abort = new AbortController();
      onTestFinished(() => abort.abort());
      const updates: InsightUpdate[] = [];
      const follow = async () => {
        for await (const update of app.insights.watch(viewer, query, null, abort.signal))
          if (update.reason !== 'CURRENT') updates.push(update);
      };
      follow().catch(() => undefined);
      const before = await app.insights.answer(viewer, query);
      expect(before.map(({ recalculating }) => recalculating)).toEqual(before.map(() => false));
      await change(story);
      const meanwhile = await app.insights.answer(viewer, query);
      expect(meanwhile.map(numbersOf)).toEqual(before.map(numbersOf));
      expect(meanwhile.map(({ recalculating }) => recalculating)).toEqual(before.map(() => true));
      await story.settle();
      const after = await app.insights.answer(viewer, query);
      expect(after.map(({ recalculating }) => recalculating)).toEqual(before.map(() => false));
      const different = differing(before, after);
      expect(different).toEqual(expect.arrayContaining([...moved]));
      const reported = () => updates.map(({ insight }) => insight.metric.id);
      await expect.poll(reported, { timeout: 15_000 }).toEqual(expect.arrayContaining(different));
      for (const { insight, reason } of updates) {
        expect(reason).toBe('RULES');
        const now = after.find(({ metric }) => metric.id === insight.metric.id)!;
        expect(numbersOf(insight)).toEqual(numbersOf(now));
      }
    },
    60_000,
  );
});

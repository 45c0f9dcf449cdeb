import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FilterCondition } from '../../src/model/filter.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import type { EfficiencyConfig, Phase } from '../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { git, writeHistory } from '../story/fast-import.js';
import { anyRepository, newDirectory, openStory, type Story } from '../story/open-story.js';

const HOUR = 3_600_000;
const at = (day: number, hour: number) => Date.UTC(2026, 2, day, hour);
const march = (day: number, hour: number) => new Date(at(day, hour)).toISOString();
const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});

/** Five commits, all straight to main, none by a pull request. */
const messages = [
  'Begin',
  'SHOP-1 basket',
  'Add search',
  'Revert "Add search"',
  'SHOP-1 basket again',
];
const commits = messages.map((message, index) => ({
  ...{ mark: index + 1, branch: 'main', message, author: 'Ada <ada@example.com>' },
  ...{ seconds: at(index + 2, 9) / 1000, parents: index === 0 ? [] : [index] },
  files: { 'a.txt': `${index}\n` },
}));

const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: march(1, 0), ...fact });
/** Runs of a tool that knows hashes and no repository. */
const run = (kind: 'CI' | 'CD', day: number, sha: string) =>
  line('PIPELINE_RUN', `${kind}-${day}`, {
    ...{ pipeline: kind === 'CD' ? 'deploy' : 'build', kinds: [kind], status: 'SUCCESS' },
    ...{ commits: [sha], startedAt: march(day, 18), endedAt: march(day, kind === 'CD' ? 21 : 19) },
    ...(kind === 'CD' ? { services: ['shop'], environmentType: 'PRODUCTION' } : {}),
  });
const item = line('WORK_ITEM', '10001', {
  ...{ key: 'SHOP-1', project: 'SHOP', type: 'Story', title: 'Basket', status: 'Done' },
  ...{ statusCategory: 'DONE', createdAt: march(2, 12), resolvedAt: march(7, 12) },
  statusHistory: [
    { at: march(2, 12), status: 'To Do', category: 'TODO' },
    { at: march(2, 15), status: 'In Progress', category: 'IN_PROGRESS' },
    { at: march(7, 12), status: 'Done', category: 'DONE' },
  ],
});
/** The incident of the deployment of 4 March; the next deployment reverts that one. */
const incident = line('INCIDENT', 'INC-1', {
  ...{ key: 'INC-1', title: 'Search is empty', status: 'Closed', priority: 'P1' },
  ...{ createdAt: march(4, 22), resolvedAt: march(6, 22), causedBy: ['CD-4'] },
});
const reported = (hashes: readonly string[]) => [
  item,
  incident,
  ...[2, 3, 4, 6].flatMap((day) => [
    run('CI', day, hashes[day - 2]!),
    run('CD', day, hashes[day - 2]!),
  ]),
];

const phases: readonly Phase[] = [
  {
    ...{ key: 'BUILD', enabled: true },
    start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_COMMIT_CREATED' },
    end: { source: 'CONTINUOUS_INTEGRATION', event: 'LAST_CI_EXECUTION' },
  },
  {
    ...{ key: 'DEPLOYMENT', enabled: true },
    start: { source: 'CONTINUOUS_INTEGRATION', event: 'LAST_CI_EXECUTION' },
    end: { source: 'CONTINUOUS_DEPLOYMENT', event: 'LAST_CD_EXECUTION' },
  },
];
const onlyDeployed = { workScope: 'ONLY_DEPLOYED_WORK' } as const;

describe.each(databaseKinds)(
  'a plain history with deployments reported beside it, on %s',
  (kind) => {
    let story: Story;
    let hashes: readonly string[] = [];
    const ingest = async (lines: readonly string[]) =>
      expect(
        await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines }),
      ).toMatchObject({ refusedCount: 0 });
    const follow = async (leadTime: EfficiencyConfig['leadTime']) => {
      const { profiles, trees } = story.app.directory;
      const { number } = await profiles.create(story.viewer, 'EFFICIENCY', {
        ...{ name: `Profile ${Math.random()}`, description: null },
        config: { ...fivePhasesPreset, leadTime },
      });
      const [tree] = await trees.list(story.viewer, null);
      await trees.update(story.viewer, tree!.number, { efficiencyProfile: number });
    };
    const figureOf = async (metric: string) => {
      await story.settle();
      const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
      const [insight] = await story.ask({ metrics: [metric], range });
      return insight!.headline.value;
    };
    const leadTime = async () => {
      await story.settle();
      const [insight] = await story.ask({
        metrics: ['LEAD_TIME_FOR_CHANGES'],
        range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
      });
      const { records } = await insight!.records({
        ...{ first: 100, orderBy: 'AT_ASCENDING', includeExcluded: true },
      });
      return records.map(({ record: { title, at: when, value, excluded } }) => [
        title,
        new Date(when).toISOString(),
        excluded ?? value! / HOUR,
      ]);
    };

    beforeAll(async () => {
      const directory = join(newDirectory(), 'shop');
      writeHistory(directory, { commits });
      hashes = git(directory, ['rev-list', '--reverse', 'main']).split('\n');
      story = await openStory(kind);
      await story.activate(
        'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
      );
      // Half of it is reported before the history, half after.
      await ingest(reported(hashes).filter((_, index) => index % 2 === 0));
      await story.settle();
      await story.connect(directory);
      await ingest(reported(hashes));
      await story.save('Organisation', {
        repositories: anyRepository,
        issueManagement: {
          ...emptyTeamSettings.issueManagement,
          projects: [is('project', 'SHOP')],
        },
        incidentManagement: {
          ...emptyTeamSettings.incidentManagement,
          incidents: { op: 'AND', conditions: [is('priority', 'P1')] },
        },
        pipelines: { ...emptyTeamSettings.pipelines, scope: [is('service', 'shop')] },
      });
    }, 120_000);

    test('has a lead time of changes, from each commit to the deployment that first contains it', async () => {
      await follow({ ...fivePhasesPreset.leadTime, ...onlyDeployed, phases });
      expect(await leadTime()).toEqual([
        ['Begin', march(2, 9), 'BASELINE'],
        ['SHOP-1 basket', march(3, 21), 12],
        ['Add search', march(4, 21), 12],
        // Not built itself: only the end of the deployment is known.
        ['Revert "Add search"', march(6, 21), 'NO_EVENTS'],
        ['SHOP-1 basket again', march(6, 21), 12],
      ]);
    });

    test('and knows that a deployment repairs which carries a revert that was pushed', async () => {
      expect(await figureOf('CHANGE_FAILURE_RATE')).toBe(1 / 4);
      expect(await figureOf('DEPLOYMENT_REWORK_RATE')).toBe(1 / 4);
    });

    test('and of work items, by the commits written for them', async () => {
      await follow({ ...fivePhasesPreset.leadTime, ...onlyDeployed });
      // Planning, coding to the first commit; three days to the last push, which is its merge; its build, its deployment.
      expect(await leadTime()).toEqual([['Basket', march(6, 21), 3 + 18 + 72 + 10 + 2]]);
    });
  },
);

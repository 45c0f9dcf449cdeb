import { beforeAll, describe, expect, test } from 'vitest';
import type { FilterCondition } from '../../src/model/filter.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';

const march = (day: number, hour: number) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: march(1, 0), ...fact });
const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});

/** Each repository has a baseline on the first and is deployed daily from then on. */
const deployment = (repository: string, day: number) =>
  line('PIPELINE_RUN', `${repository}-${day}`, {
    ...{ repository, pipeline: `ship ${repository}`, kinds: ['CD'], status: 'SUCCESS' },
    ...{ services: [repository], environmentType: 'PRODUCTION', branch: 'main' },
    ...{ startedAt: march(day, 20), endedAt: march(day, 21) },
  });
/** A pull request merged at noon; its first deployment is that of the same evening. */
const merged = (repository: string, number: number, day: number, fact: object = {}) =>
  line('PULL_REQUEST', `${repository}!${number}`, {
    ...{ repository, number, title: 'SHOP-1 basket', author: { id: '42' }, sourceBranch: 'topic' },
    ...{ targetBranch: 'main', state: 'MERGED', openedAt: march(day, 9), mergedAt: march(day, 12) },
    ...fact,
  });
const item = (key: string) =>
  line('WORK_ITEM', key, {
    ...{ key, project: 'SHOP', type: 'Story', title: key, status: 'Done', statusCategory: 'DONE' },
    ...{ createdAt: march(1, 9), resolvedAt: march(8, 9) },
    statusHistory: [
      { at: march(1, 10), status: 'To Do', category: 'TODO' },
      { at: march(1, 12), status: 'In Progress', category: 'IN_PROGRESS' },
    ],
  });
const reported = [
  ...['basket', 'search'].flatMap((name) => [
    line('REPOSITORY', name, { name, defaultBranch: 'main' }),
    ...[1, 2, 3, 4, 5, 6].map((day) => deployment(name, day)),
  ]),
  ...[item('SHOP-1'), item('SHOP-2')],
  merged('basket', 1, 3),
  // Another team's, later; one that is excluded by label; one into a branch that nobody ships from.
  merged('search', 2, 4),
  merged('basket', 3, 5, { labels: ['chore'] }),
  merged('basket', 4, 6, { targetBranch: 'topic' }),
  merged('search', 5, 4, { title: 'SHOP-2 search' }),
];

describe.each(databaseKinds)('of work items with pull requests of several teams, on %s', (kind) => {
  let story: Story;
  const rows = async () => {
    await story.settle();
    const [insight] = await story.ask({
      metrics: ['LEAD_TIME_FOR_CHANGES'],
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    const { records } = await insight!.records({
      ...{ first: 100, orderBy: 'AT_ASCENDING', includeExcluded: true },
    });
    const services = await insight!.breakdown('SERVICE');
    return [
      records.map(({ record: { title, at, excluded } }) => [
        ...[title, new Date(at).toISOString(), excluded],
      ]),
      services.map(({ label }) => label),
    ];
  };
  const save = (...repositories: string[]) =>
    story.save('Organisation', {
      repositories: [is('repository', ...repositories)],
      excludedChanges: [is('label', 'chore')],
      issueManagement: { ...emptyTeamSettings.issueManagement, projects: [is('project', 'SHOP')] },
    });

  beforeAll(async () => {
    story = await openStory(kind);
    await story.activate(
      'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
    );
    const { app, viewer } = story;
    expect(await app.ingestion.ingest(viewer, { source: 'Ours', lines: reported })).toMatchObject({
      refusedCount: 0,
    });
    const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
      ...{ name: 'Delivery', description: null },
      config: {
        ...fivePhasesPreset,
        leadTime: { ...fivePhasesPreset.leadTime, workScope: 'ONLY_DEPLOYED_WORK' },
      },
    });
    const [tree] = await app.directory.trees.list(viewer, null);
    await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  }, 120_000);

  test('the team’s own alone say when an item was deployed, and by what', async () => {
    await save('basket');
    expect(await rows()).toEqual([
      [
        ['SHOP-1', march(3, 21), null],
        ['SHOP-2', march(8, 9), 'NOT_DEPLOYED'],
      ],
      ['basket'],
    ]);
  });

  test('and others once their repository is the team’s', async () => {
    await save('basket', 'search');
    expect(await rows()).toEqual([
      [
        ['SHOP-1', march(4, 21), null],
        ['SHOP-2', march(4, 21), null],
      ],
      ['search'],
    ]);
  });
});

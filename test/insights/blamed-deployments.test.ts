import { beforeAll, describe, expect, test } from 'vitest';
import { fivePhasesPreset } from '../../src/model/default-profile.js';
import type { DeploymentMark } from '../../src/model/delivery-anchor.js';
import type { FilterCondition } from '../../src/model/filter.js';
import type { EfficiencyConfig } from '../../src/model/profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';

const HOUR = 3_600_000;
const march = (day: number, hour: number) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: march(1, 0), ...fact });

const run = (id: string, day: number, fact: object = {}) =>
  line('PIPELINE_RUN', id, {
    ...{ pipeline: 'deploy', kinds: ['CD'], repository: 'shop', branch: 'main', status: 'SUCCESS' },
    ...{ startedAt: march(day, 9), endedAt: march(day, 10), services: ['checkout'] },
    ...{ environment: 'live', environmentType: 'PRODUCTION', ...fact },
  });
const merged = (number: number, at: string, title: string) =>
  line('PULL_REQUEST', `shop!${number}`, {
    ...{ repository: 'shop', number, title, author: { id: '42' }, sourceBranch: `topic-${number}` },
    ...{ targetBranch: 'main', state: 'MERGED', openedAt: march(1, 9), mergedAt: at },
  });
const item = (id: string, createdAt: string, fact: object) =>
  line('WORK_ITEM', id, {
    ...{ key: id, project: 'SHOP', type: 'Bug', title: id, status: 'Open', statusCategory: 'TODO' },
    ...{ createdAt, ...fact },
  });
const incident = (id: string, createdAt: string, fact: object) =>
  line('INCIDENT', id, { key: id, title: id, status: 'Closed', createdAt, ...fact });

const told = [
  line('REPOSITORY', 'shop', { name: 'shop', defaultBranch: 'main' }),
  ...[run('d1', 2), run('d2', 3), run('d3', 4)],
  // It says that it succeeded, and not when.
  run('d4', 5, { endedAt: null }),
  // To an environment that only a team's scope may take for production.
  ...[run('e1', 10), run('e2', 11)].map((each) =>
    each.replace('"live"', '"blue"').replace('"PRODUCTION"', 'null'),
  ),
  merged(1, march(2, 20), 'Add basket'),
  merged(2, march(3, 20), 'Revert "Add basket"'),
  merged(3, march(10, 12), 'Add search'),
  // Not the team's; and one that was closed, never resolved.
  incident('I1', march(2, 12), { service: 'checkout', priority: 'P4', resolvedAt: march(2, 13) }),
  incident('I2', march(3, 12), { service: 'checkout', priority: 'P1', closedAt: march(3, 14) }),
  item('SHOP-1', march(2, 11), { components: ['Checkout '] }),
  item('SHOP-2', march(4, 12), { linkedPullRequests: ['shop!2'] }),
  item('SHOP-3', march(4, 13), {}),
  item('SHOP-4', march(3, 11), { components: ['checkout'], type: 'Task' }),
];

const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});
const config: EfficiencyConfig = {
  ...fivePhasesPreset,
  leadTime: {
    ...fivePhasesPreset.leadTime,
    workScope: 'ONLY_DEPLOYED_WORK',
    phases: [
      {
        ...{ key: 'DEPLOYMENT', enabled: true },
        start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_PR_MERGED' },
        end: { source: 'CONTINUOUS_DEPLOYMENT', event: 'LAST_CD_EXECUTION' },
      },
    ],
  },
};
const metrics = [
  ...['CHANGE_FAILURE_RATE', 'DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES'],
  ...['DEPLOYMENT_REWORK_RATE', 'FAILED_DEPLOYMENT_RECOVERY_TIME'],
] as const;

describe.each(databaseKinds)('deployments and what blames them, on %s', (kind) => {
  let story: Story;
  let tellings = 0;
  const figures = async () => {
    await story.settle();
    const answers = await story.ask({
      metrics,
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    return new Map(answers.map((insight) => [insight.metric.id, insight]));
  };
  const values = async (): Promise<(number | null)[]> => {
    const found = await figures();
    return metrics.map((id) => {
      const { value, milliseconds } = found.get(id)!.headline;
      return milliseconds === null ? value : milliseconds / HOUR;
    });
  };
  const save = (...environments: FilterCondition[]) =>
    story.save('Organisation', {
      repositories: [is('repository', 'shop')],
      issueManagement: {
        ...emptyTeamSettings.issueManagement,
        ...{ projects: [is('project', 'SHOP')], incidents: [is('type', 'Bug')] },
      },
      pipelines: {
        ...emptyTeamSettings.pipelines,
        scope: [is('service', 'checkout'), ...environments],
      },
      incidentManagement: {
        ...emptyTeamSettings.incidentManagement,
        incidents: { op: 'AND', conditions: [is('priority', 'P1')] },
      },
    });
  const follow = async (name: string, failure: Partial<EfficiencyConfig['changeFailureRate']>) => {
    const { profiles, trees } = story.app.directory;
    const { number } = await profiles.create(story.viewer, 'EFFICIENCY', {
      ...{ name, description: null },
      config: { ...config, changeFailureRate: { ...config.changeFailureRate, ...failure } },
    });
    const [tree] = await trees.list(story.viewer, null);
    await trees.update(story.viewer, tree!.number, { efficiencyProfile: number });
  };
  const mark = async (id: string, said: DeploymentMark | null) => {
    const { account } = story.viewer;
    const [found] = await story.app.database.read(account, (session) =>
      session.query<{ number: number }>(
        'select number::float8 as number from pipeline_run where account_id = $1 and id like $2',
        [account, `%${id}`],
      ),
    );
    await story.app.ingestion.mark(story.viewer, found!.number, said);
  };

  beforeAll(async () => {
    story = await openStory(kind);
    await story.activate(
      'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
    );
    const lines = told.toReversed();
    expect(await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines })).toMatchObject(
      {
        refusedCount: 0,
      },
    );
    await save();
    await follow('By incidents', {});
  }, 120_000);

  test('by incidents of the team: I2 blames d2, which ended four hours before I2 was closed', async () => {
    // d1 to d3 succeeded; shop!1 took 14 hours to d2, shop!2 to d3, which takes shop!1 back.
    expect(await values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
    const { explanation } = (await figures()).get('DEPLOYMENT_FREQUENCY')!;
    expect(explanation.excluded).toEqual(
      expect.arrayContaining([
        { reason: 'NOT_FINISHED', count: 1 },
        { reason: 'NOT_PRODUCTION', count: 2 },
      ]),
    );
  });

  test('by items: SHOP-1 blames d1 by its component, SHOP-2 d3 by its pull request, SHOP-3 nothing', async () => {
    await follow('By items', { source: 'ISSUE_MANAGEMENT' });
    const found = (await figures()).get('CHANGE_FAILURE_RATE')!;
    expect(found.headline).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3 });
    expect(found.explanation.excluded).toContainEqual({ reason: 'BLAMES_NOTHING', count: 1 });
    await follow('By incidents again', {});
    expect(await values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });

  test('what is marked as failed carries nothing, yet had shipped what is taken back', async () => {
    await mark('d2', 'FAILED');
    // shop!1 rides in d3: 38 hours. Of d1 and d3 one repairs; of three d2 is still the one that failed, for I2.
    expect(await values()).toEqual([1 / 3, 2, (38 + 14) / 2, 1 / 2, 4]);
  });

  test('what is marked as no deployment counts nowhere: I2 blames d1, and nothing is repaired', async () => {
    await mark('d2', 'NOT_A_DEPLOYMENT');
    expect(await values()).toEqual([1 / 2, 2, (38 + 14) / 2, 0, 28]);
    await mark('d2', null);
    expect(await values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });

  test('what is told anew of an incident or an item is followed by whatever it blames', async () => {
    const tell = async (...lines: string[]) => {
      const later = lines.map((each) => each.replace(march(1, 0), march(20, tellings)));
      tellings += 1;
      await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines: later });
    };
    const i2 = told.find((each) => each.includes('"I2"'))!;
    await tell(i2.replace('"P1"', '"P4"'));
    expect(await values()).toEqual([0, 3, 14, 0, null]);
    await tell(i2);
    await follow('By items once more', { source: 'ISSUE_MANAGEMENT' });
    // SHOP-1 blames d1, in which nothing rides that was taken back; both are still open.
    expect(await values()).toEqual([2 / 3, 3, 14, 0, null]);
    const one = told.find((each) => each.includes('"SHOP-1"'))!;
    await tell(one.replace('"Checkout "', '"search"'));
    expect(await values()).toEqual([1 / 3, 3, 14, 0, null]);
    const two = told.find((each) => each.includes('"SHOP-2"'))!;
    await tell(one, two.replace('"Open"', '"Duplicate"'));
    expect(await values()).toEqual([1 / 3, 3, 14, 0, null]);
    await tell(two);
    await follow('By incidents in the end', {});
    expect(await values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });

  test('an environment is production while a team’s scope names it', async () => {
    await save(is('environment', 'live', 'blue'));
    // e1 and e2 too; shop!3 took 22 hours to e2.
    expect(await values()).toEqual([1 / 5, 5, (14 + 14 + 22) / 3, 1 / 5, 4]);
    await save();
    expect(await values()).toEqual([1 / 3, 3, 14, 1 / 3, 4]);
  });
});

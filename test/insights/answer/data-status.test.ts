import { beforeAll, describe, expect, test } from 'vitest';
import { metrics } from '../../../src/engine/metrics/index.js';
import type { Insight } from '../../../src/insights/answer/answer.js';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../../src/model/team.js';
import { DAY_MILLISECONDS } from '../../../src/model/time.js';
import { databaseKinds } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';

const noon = (day: string) => `${day}T12:00:00Z`;
const line = (fact: object): string => JSON.stringify({ updatedAt: noon('2026-03-09'), ...fact });
const run = (id: string, day: string, more: object = {}): string =>
  line({
    ...{ kind: 'PIPELINE_RUN', id, pipeline: 'deploy', kinds: ['CD'], status: 'SUCCESS' },
    ...{ environmentType: 'PRODUCTION', services: ['shop'], endedAt: noon(day), ...more },
  });
const pullRequest = (number: number, day: string): string =>
  line({
    ...{ kind: 'PULL_REQUEST', id: `shop!${number}`, repository: 'shop', number, title: 'Basket' },
    ...{ author: { id: '42', email: 'ada@x.io' }, sourceBranch: 'topic', targetBranch: 'main' },
    ...{ state: 'MERGED', openedAt: noon(day), mergedAt: noon(day), closedAt: noon(day) },
  });
const commit = (sha: string, day: string): string =>
  line({
    ...{ kind: 'COMMIT', repository: 'shop', sha, message: 'Basket', authoredAt: noon(day) },
    author: { id: '42', email: 'ada@x.io' },
  });
const item = (id: string, day: string, more: object = {}): string =>
  line({
    ...{ kind: 'WORK_ITEM', id, key: id, project: 'SHOP', type: 'Bug', title: id, status: 'Done' },
    ...{ statusCategory: 'DONE', createdAt: noon(day), resolvedAt: noon('2026-03-05'), ...more },
    assignee: { id: '42', email: 'ada@x.io' },
  });
const incident = (id: string, day: string): string =>
  line({
    ...{ kind: 'INCIDENT', id, key: id, title: id, status: 'Resolved', service: 'shop' },
    ...{ createdAt: noon(day), resolvedAt: noon(day) },
  });
const equals = (property: string, ...values: string[]) =>
  ({ property, operator: 'EQUALS', values }) as const;

const pipelines = { ...emptyTeamSettings.pipelines, scope: [equals('service', 'shop')] };
const issueManagement = {
  ...emptyTeamSettings.issueManagement,
  projects: [equals('project', 'SHOP')],
};
const incidentManagement = {
  ...emptyTeamSettings.incidentManagement,
  incidents: { op: 'AND', conditions: [equals('service', 'shop')] },
} as const;

/** From Monday, 2 March, to Sunday, 8 March, asked on Tuesday, 10 March. */
const week = { dates: { from: '2026-03-02', to: '2026-03-08' } };
const tuesday = Date.UTC(2026, 2, 10, 9);

describe.each(databaseKinds)('on %s', (kind) => {
  let story: Story;
  let now = tuesday;
  const report = async (source: string, ...lines: string[]) => {
    const reported = await story.app.ingestion.ingest(story.viewer, { source, lines });
    expect(reported.refused).toEqual([]);
    await story.settle();
  };
  const ask = async (metric: string, range: object = week): Promise<Insight> => {
    const [insight] = await story.ask({ metrics: [metric], range, granularity: 'WEEK' });
    return insight!;
  };
  const statuses = async (...ids: string[]) => {
    const answers = await story.ask({ metrics: ids, range: week, granularity: 'WEEK' });
    return answers.map(({ dataStatus }) => dataStatus);
  };
  const doctorOn = async (metric: string) => {
    const found = await story.app.insights.doctor(story.viewer, null);
    const { dataStatus, reason, remedy } = found.find((one) => one.metric === metric)!;
    return `${dataStatus}: ${reason} ${remedy}`;
  };
  const save = async (settings: Partial<TeamSettings>, path = 'Organisation') => {
    await story.save(path, settings);
    await story.settle();
  };
  const deliver = async (config: EfficiencyConfig) => {
    const { profiles, trees } = story.app.directory;
    const input = { name: `Delivery ${Math.random()}`, description: null, config };
    const { number } = await profiles.create(story.viewer, 'EFFICIENCY', input);
    const [tree] = await trees.list(story.viewer, null);
    await trees.update(story.viewer, tree!.number, { efficiencyProfile: number });
    await story.settle();
  };
  beforeAll(async () => {
    story = await openStory(kind, { clock: () => now });
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
  }, 120_000);

  test('nothing reported is no zero: no metric has a value, a change or a rating', async () => {
    await story.settle();
    const ids = metrics.map(({ id }) => id);
    for (const insight of await story.ask({ metrics: ids, range: week, granularity: 'WEEK' })) {
      const { metric, dataStatus, headline, previous, change, rating, series } = insight;
      expect([metric.id, dataStatus, rating, change]).toEqual([
        ...[metric.id, 'NOT_CONFIGURED', null, null],
      ]);
      for (const { value, rate } of [headline, previous, ...series.map((one) => one.value)])
        expect([metric.id, value, rate]).toEqual([metric.id, null, null]);
    }
  });

  test('deployments without an incident tool have no change failure rate', async () => {
    await report('CD', run('1', '2026-02-02'), run('2', '2026-03-03'));
    await deliver(fivePhasesPreset);
    await save({ pipelines });
    const frequency = await ask('DEPLOYMENT_FREQUENCY');
    expect([frequency.headline.value, frequency.dataStatus]).toEqual([1, 'FULL']);
    const failures = await ask('CHANGE_FAILURE_RATE');
    expect(failures.headline).toMatchObject({ value: null, dataStatus: 'NOT_CONFIGURED' });
    expect(failures.rating).toBe(null);
    expect(await doctorOn('CHANGE_FAILURE_RATE')).toBe(
      'NOT_CONFIGURED: No incident is known. Connect an integration that reports it, or send facts.',
    );
    await report('Alarms', incident('OLD', '2026-02-02'));
    expect(await doctorOn('CHANGE_FAILURE_RATE')).toMatch(
      /No incident is saved for the team\. Save its incident management settings/,
    );
    await save({ pipelines, incidentManagement });
    const known = await ask('CHANGE_FAILURE_RATE');
    expect(known.headline).toMatchObject({ value: 0, dataStatus: 'FULL' });
    expect(known.rating?.level).toBe('ELITE');
  });

  test('where nothing but failures was deployed the frequency is 0 and low; where nothing ran, unrated', async () => {
    await report('CD', run('3', '2026-02-10', { status: 'FAILURE' }));
    const failed = await ask('DEPLOYMENT_FREQUENCY', {
      dates: { from: '2026-02-09', to: '2026-02-15' },
    });
    expect([failed.headline.value, failed.dataStatus]).toEqual([0, 'NO_DATA']);
    expect(failed.rating?.level).toBe('LOW');
    const idle = await ask('DEPLOYMENT_FREQUENCY', {
      dates: { from: '2026-02-16', to: '2026-02-22' },
    });
    expect([idle.headline.value, idle.rating]).toEqual([0, null]);
  });

  test('work items are incidents only once a filter says which', async () => {
    await report('Jira', item('SHOP-1', '2026-02-02'), item('SHOP-2', '2026-03-04'));
    const { changeFailureRate, meanTimeToRestore } = fivePhasesPreset;
    await deliver({
      ...fivePhasesPreset,
      changeFailureRate: { ...changeFailureRate, source: 'ISSUE_MANAGEMENT' },
      meanTimeToRestore: { ...meanTimeToRestore, source: 'ISSUE_MANAGEMENT' },
    });
    await save({ pipelines, issueManagement });
    expect(await statuses('MEAN_TIME_TO_RESTORE', 'CHANGE_FAILURE_RATE')).toEqual([
      'NOT_CONFIGURED',
      'NOT_CONFIGURED',
    ]);
    expect(await doctorOn('MEAN_TIME_TO_RESTORE')).toMatch(
      /^NOT_CONFIGURED: No filter says which work items are incidents\. Save `incidents`/,
    );
    const incidents = [equals('type', 'Bug')];
    await save({ pipelines, issueManagement: { ...issueManagement, incidents } });
    expect((await ask('MEAN_TIME_TO_RESTORE')).headline.sampleSize).toBe(2);
  });

  test('effort is aligned with nothing where no profile has categories', async () => {
    expect((await ask('BUSINESS_ALIGNMENT')).headline).toMatchObject({
      ...{ value: null, dataStatus: 'NOT_CONFIGURED', sampleSize: 2 },
    });
    expect(await doctorOn('BUSINESS_ALIGNMENT')).toMatch(/Create a business alignment profile/);
  });

  test('what lies in a repository that nobody reported is known all the same', async () => {
    await report('Reviews', pullRequest(1, '2026-02-02'), pullRequest(2, '2026-03-03'));
    const velocity = await ask('PR_VELOCITY_PER_DEVELOPER');
    expect([velocity.headline.value, velocity.dataStatus]).toEqual([1, 'FULL']);
    const [row] = await velocity.breakdown('REPOSITORY');
    expect(row?.label).toBe('shop');
    expect(await statuses('CODING_DAYS_PER_DEVELOPER')).toEqual(['NOT_CONFIGURED']);
    await report('Reviews', commit('a1b2c3d4e1', '2026-02-02'), commit('a1b2c3d4e2', '2026-03-03'));
    const before = { dates: { from: '2026-02-01', to: '2026-03-08' } };
    expect(await statuses('CODING_DAYS_PER_DEVELOPER', 'CODE_REWORK')).toEqual(['FULL', 'NO_DATA']);
    expect((await ask('CODING_DAYS_PER_DEVELOPER', before)).dataStatus).toBe('PARTIAL');
    await report('Reviews', line({ kind: 'REPOSITORY', id: 'empty', name: 'empty' }));
    expect(await statuses('CODING_DAYS_PER_DEVELOPER', 'PR_VELOCITY_PER_DEVELOPER')).toEqual([
      'FULL',
      'FULL',
    ]);
  });

  test('a source that fell silent is not hidden by one that did not', async () => {
    const running = { last: { count: 2, unit: 'WEEK' } };
    const status = async (metric: string) => (await ask(metric, running)).dataStatus;
    expect(await status('WORK_COMPLETED_PER_DEVELOPER')).toBe('FULL');
    now = tuesday + 1.5 * DAY_MILLISECONDS;
    await report('CD', run('4', '2026-03-11'));
    expect(await status('DEPLOYMENT_FREQUENCY')).toBe('FULL');
    expect(await status('WORK_COMPLETED_PER_DEVELOPER')).toBe('PARTIAL');
    expect(await status('PR_VELOCITY_PER_DEVELOPER')).toBe('PARTIAL');
    // The week that was over before the last report is as complete as it was.
    expect(await statuses('WORK_COMPLETED_PER_DEVELOPER')).toEqual(['FULL']);
    // A fact that is reported again still holds.
    await report('Jira', item('SHOP-1', '2026-02-02'));
    expect(await status('WORK_COMPLETED_PER_DEVELOPER')).toBe('FULL');
  });
});

describe.each(databaseKinds)('of a manager of two teams on %s', (kind) => {
  test('the number is that of the team that says what is its own', async () => {
    const story = await openStory(kind, { clock: () => tuesday });
    await story.activate(
      'Name,Email,Manager Email\nEve,eve@x.io,\nBo,bo@x.io,eve@x.io\nAl,al@x.io,bo@x.io\nCy,cy@x.io,eve@x.io\nDi,di@x.io,cy@x.io\n',
    );
    const lines = [
      ...['1', '2'].map((id) => run(id, '2026-03-03')),
      ...[run('0', '2026-02-02'), incident('OLD', '2026-02-02')],
      run('3', '2026-03-03', { services: ['till'] }),
    ];
    await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines });
    const { profiles, trees } = story.app.directory;
    const config = fivePhasesPreset;
    const delivery = await profiles.create(story.viewer, 'EFFICIENCY', {
      ...{ name: 'Delivery', description: null, config },
    });
    const [tree] = await trees.list(story.viewer, null);
    await trees.update(story.viewer, tree!.number, { efficiencyProfile: delivery.number });
    const nodes = await trees.nodes(story.viewer);
    const [bo, cy] = ['Bo', 'Cy'].map(
      (name) => nodes.find((node) => node.isTeam && node.name === name)!.path,
    );
    await story.save(bo!, { pipelines, incidentManagement });
    const scope = [equals('service', 'till')];
    await story.save(cy!, { pipelines: { ...pipelines, scope } });
    await story.settle();
    const [failures] = await story.ask({
      ...{ metrics: ['CHANGE_FAILURE_RATE'], range: week, granularity: 'WEEK' },
      scope: { path: 'Organisation/Eve' },
    });
    // The run of Cy's team is in no rate, since nobody says which incidents are the team's.
    expect(failures!.headline).toMatchObject({ value: 0, sampleSize: 2, dataStatus: 'FULL' });
    expect(failures!.explanation.notes[0]).toMatch(/^1 of 2 teams are not in the number\. No inc/);
    const rows = await failures!.breakdown('CHILD');
    expect(
      rows.map(({ label, value, rating }) => [label, value.dataStatus, rating?.level]),
    ).toEqual([
      ['Bo', 'FULL', 'ELITE'],
      ['Cy', 'NOT_CONFIGURED', undefined],
    ]);
  }, 120_000);
});

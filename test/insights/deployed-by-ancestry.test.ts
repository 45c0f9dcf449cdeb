import { beforeAll, describe, expect, test } from 'vitest';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory, type Story } from '../story/open-story.js';
import { ingest, inMarch, measureDelivery } from '../story/two-services.js';

const at = (day: number, hour = 8) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const sha = (name: string) => Buffer.from(name).toString('hex').padEnd(40, '0');
const ada = { id: 'ada', email: 'ada@x.io' };
const placed = { updatedAt: at(1), repository: 'shop' };

const commit = (name: string, day: number, ...parents: string[]) => ({
  ...{ ...placed, kind: 'COMMIT', sha: sha(name), message: name, author: ada },
  ...{ authoredAt: at(day), ...(parents.length > 0 ? { parents: parents.map(sha) } : {}) },
});
const merged = (number: number, commitName: string, day: number) => ({
  ...{ ...placed, kind: 'PULL_REQUEST', id: `shop!${number}`, number, title: `p${number}` },
  ...{ author: ada, sourceBranch: `topic-${number}`, targetBranch: 'main', state: 'MERGED' },
  ...{ openedAt: at(day), mergedAt: at(day), closedAt: at(day), mergeSha: sha(commitName) },
  commits: [{ sha: sha(commitName), authoredAt: at(day) }],
});
const run = (id: string, day: number, rest: object = {}) => ({
  ...{ ...placed, kind: 'PIPELINE_RUN', id, pipeline: 'deploy', kinds: ['CD'], status: 'SUCCESS' },
  ...{ environment: 'prod', startedAt: at(day, 9), endedAt: at(day, 10), ...rest },
});

const byPipeline = {
  ...emptyTeamSettings.pipelines,
  scope: [{ property: 'pipeline', operator: 'CONTAINS' as const, values: ['deploy'] }],
};

async function open(kind: (typeof databaseKinds)[number]): Promise<Story> {
  const story = await openStory(kind);
  await story.activate('Name,Email,Manager Email\nBoss,boss@x.io,\nAda,ada@x.io,boss@x.io\n');
  await story.save('Organisation', {
    repositories: [{ property: 'repository', operator: 'EQUALS', values: ['shop'] }],
    pipelines: byPipeline,
  });
  // Deployments elsewhere: a profile measures deployments where some are known.
  await ingest(story, [run('elsewhere', 1, { environment: 'test', repository: 'other' })]);
  await measureDelivery(story);
  return story;
}

async function recordsOf(story: Story, metric: string) {
  const scope = { path: 'Organisation' };
  const [insight] = await story.app.insights.answer(story.viewer, inMarch(scope, [metric]));
  const { records } = await insight!.records({
    ...{ first: 50, orderBy: 'AT_ASCENDING', includeExcluded: true },
  });
  return records.map(({ record }) => record);
}

describe.each(databaseKinds)('where the graph of commits is imported, on %s', (kind) => {
  let story: Story;
  const leadTimes = async () => {
    const records = await recordsOf(story, 'LEAD_TIME_FOR_CHANGES');
    return records.map(({ title, at: when, excluded }) => [
      title,
      excluded ?? new Date(when).toISOString(),
    ]);
  };

  beforeAll(async () => {
    story = await open(kind);
    // root <- m1 <- m2 <- m3 (main), m1 <- r1 (release branch); all was merged before anything was deployed.
    await ingest(story, [
      { kind: 'REPOSITORY', id: 'shop', updatedAt: at(1), name: 'shop', defaultBranch: 'main' },
      ...[commit('root', 1), commit('m1', 2, 'root'), commit('m2', 3, 'm1'), commit('m3', 4, 'm2')],
      ...[merged(1, 'm1', 2), merged(2, 'm2', 3), merged(3, 'm3', 4)],
      run('of root', 5, { commits: [sha('root')] }),
      run('of r1', 6, { commits: [sha('r1')], branch: 'release/1' }),
      run('of m3', 7, { commits: [sha('m3')], branch: 'main' }),
    ]);
    await story.settle();
  }, 120_000);

  test('a deployment of a release branch carries its ancestors and nothing that was merged elsewhere', async () => {
    // A commit that comes late connects what was known before.
    await ingest(story, [commit('r1', 4, 'm1')]);
    await story.settle();
    expect(await leadTimes()).toEqual([
      ['p1', at(6, 10)],
      ['p2', at(7, 10)],
      ['p3', at(7, 10)],
    ]);
  });

  test('what is corrected moves', async () => {
    await ingest(story, [{ ...commit('r1', 4, 'm2'), updatedAt: at(8) }]);
    await story.settle();
    expect(await leadTimes()).toEqual([
      ['p1', at(6, 10)],
      ['p2', at(6, 10)],
      ['p3', at(7, 10)],
    ]);
  });
});

describe.each(databaseKinds)('nested runs, on %s', (kind) => {
  let story: Story;
  const deployments = async () => {
    await story.settle();
    const records = await recordsOf(story, 'DEPLOYMENT_FREQUENCY');
    return records
      .filter(({ excluded }) => excluded !== 'NOT_PRODUCTION')
      .map(({ detail, excluded, at: when }) => [
        `${detail.pipeline}`,
        excluded ?? new Date(when).toISOString(),
      ])
      .sort();
  };

  beforeAll(async () => {
    story = await open(kind);
  }, 120_000);

  test('count by the innermost that deploys: its own status, end and environment', async () => {
    const pipeline = { pipeline: 'deploy pipeline', kinds: ['CI', 'CD'] };
    await ingest(story, [
      // Green, though its deploy job failed.
      run('green', 3, pipeline),
      run('green job', 3, { pipeline: 'deploy job 1', parent: 'green', status: 'FAILURE' }),
      // Red and late, since a linter failed after the deploy job had succeeded.
      run('red', 4, { ...pipeline, status: 'FAILURE', endedAt: at(4, 15) }),
      run('red job', 4, { pipeline: 'deploy job 2', parent: 'red' }),
      // A matrix: each region by its own end.
      run('regions', 5, { ...pipeline, endedAt: at(5, 20) }),
      run('eu', 5, { pipeline: 'deploy eu', environment: 'prod-eu', parent: 'regions' }),
      run('us', 5, {
        ...{ pipeline: 'deploy us', environment: 'prod-us', parent: 'regions' },
        endedAt: at(5, 18),
      }),
      // None of its children deploys.
      run('alone', 6, pipeline),
      run('lint', 6, { pipeline: 'lint', kinds: ['CI'], environment: null, parent: 'alone' }),
    ]);
    expect(await deployments()).toEqual([
      ['deploy eu', at(5, 10)],
      ['deploy job 1', 'NOT_SUCCESSFUL'],
      ['deploy job 2', at(4, 10)],
      ['deploy pipeline', at(6, 10)],
      ['deploy pipeline', 'DEPLOYED_BELOW'],
      ['deploy pipeline', 'DEPLOYED_BELOW'],
      ['deploy pipeline', 'DEPLOYED_BELOW'],
      ['deploy us', at(5, 18)],
    ]);
  });

  test('a job without environment is one where the scope of the team names its pipeline', async () => {
    const others = await deployments();
    await ingest(story, [
      run('above', 9, { pipeline: 'deploy all' }),
      run('below', 9, { pipeline: 'ship', environment: null, parent: 'above', endedAt: at(9, 12) }),
    ]);
    const added = async () =>
      (await deployments()).filter((row) => !others.some((other) => `${other}` === `${row}`));
    expect(await added()).toEqual([['deploy all', at(9, 10)]]);
    await story.save('Organisation', {
      repositories: [{ property: 'repository', operator: 'EQUALS', values: ['shop'] }],
      pipelines: {
        ...byPipeline,
        scope: [{ property: 'pipeline', operator: 'CONTAINS', values: ['deploy', 'ship'] }],
      },
    });
    expect(await added()).toEqual([
      ['deploy all', 'DEPLOYED_BELOW'],
      ['ship', at(9, 12)],
    ]);
  });
});

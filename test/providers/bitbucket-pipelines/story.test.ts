import { expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { bitbucketPipelines } from '../../../src/providers/bitbucket-pipelines/index.js';
import { openStory, type Story } from '../../story/open-story.js';
import { ada, commit, march, pull, worldOf } from '../bitbucket/made-world.js';
import { playing } from '../bitbucket/support.js';
import { merge } from '../play/bitbucket/mutations.js';
import type { Deployment, Pipeline, Pull } from '../play/bitbucket/types.js';

const HOUR = 3_600_000;

/** A pull request that was merged at that hour. */
function mergedPull(id: number, day: number, hour: number): Pull {
  const made = pull(id, ada, march(day, 1), { commits: [commit(ada, march(day, 0), `${id}`)] });
  merge(made, march(day, hour));
  return made;
}

/** A pipeline of the merge, from 9 to 10. */
const pipelineOf = ({ id, mergeCommit }: Pull, day: number, outcome: string): Pipeline => ({
  ...{ uuid: `run-${id}`, number: id, createdAt: march(day, 9), completedAt: march(day, 10) },
  ...{ state: 'COMPLETED', outcome, branch: 'main', hash: mergeCommit?.hash ?? '' },
  ...{ creator: ada, selector: { type: 'branches', pattern: 'main' } },
});

const deployed = (
  { uuid, number, hash, createdAt, completedAt }: Pipeline,
  type: Deployment['type'],
  status: string,
): Deployment => ({
  ...{ uuid: `deployment-${number}-${type}`, pipeline: uuid, number, hash, type, status },
  ...{ environment: type.toLowerCase(), state: 'COMPLETED' },
  ...{ startedAt: createdAt, completedAt },
});

/** Lead time is that of pull requests, from the merge to the deployment. */
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

const is = (property: string, value: string) => ({
  ...{ property, operator: 'EQUALS' as const, values: [value] },
});

/** Takes the runs of the repository; the types of environments say what is production. */
async function follow(story: Story): Promise<void> {
  const pipelines = { ...emptyTeamSettings.pipelines, scope: [is('project', 'harbour/shop')] };
  const repositories = [is('repository', 'harbour/shop')];
  await story.save('Organisation', { repositories, pipelines });
  const { profiles, trees } = story.app.directory;
  const given = { name: 'Pull requests', description: null, config };
  const { number } = await profiles.create(story.viewer, 'EFFICIENCY', given);
  const [tree] = await trees.list(story.viewer, null);
  await trees.update(story.viewer, tree!.number, { efficiencyProfile: number });
}

it('pull requests of Bitbucket are deployed by its pipelines: frequency and lead time', async () => {
  const pulls = [mergedPull(1, 2, 8), mergedPull(2, 4, 7), mergedPull(3, 10, 8)] as const;
  const runs = [
    pipelineOf(pulls[0], 2, 'SUCCESSFUL'),
    pipelineOf(pulls[1], 4, 'SUCCESSFUL'),
    pipelineOf(pulls[2], 10, 'FAILED'),
  ] as const;
  const world = worldOf([...pulls]);
  const [shop] = world.repositories;
  shop!.pipelines = [...runs];
  shop!.deployments = [
    ...runs.map((run) => deployed(run, 'Staging', 'SUCCESSFUL')),
    deployed(runs[0], 'Production', 'SUCCESSFUL'),
    deployed(runs[1], 'Production', 'SUCCESSFUL'),
    deployed(runs[2], 'Production', 'FAILED'),
  ];
  const server = await playing({ world });
  const story = await openStory('EMBEDDED', {
    ...{ providers: [bitbucket, bitbucketPipelines], allowedPrivateHosts: ['127.0.0.1'] },
  });
  const people = [
    'Name,Email,Manager Email',
    'Boss,boss@example.com,',
    `${ada.name},${ada.email},boss@example.com`,
  ];
  await story.activate(`${people.join('\n')}\n`);
  for (const provider of [bitbucket.id, bitbucketPipelines.id]) {
    const settings = { ...server.settings, since: '2026-01-01' };
    const given = { provider, name: null, settings };
    const { number } = await story.app.ingestion.connect(story.viewer, given);
    await story.sync(number);
  }
  await follow(story);
  await story.settle();
  const [frequency, leadTime] = await story.ask({
    metrics: ['DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES'],
    range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
  });
  // Two succeeded in production, on the 2nd and the 4th. The third failed, those to staging are none, and no pipeline counts beside its deployment.
  expect(frequency?.headline).toMatchObject({ value: 2 });
  // The second was merged at 7 and deployed at 10: 3 hours. The first deployment of all says nothing of how long its changes waited, and the third failed.
  expect(leadTime?.headline).toMatchObject({ sampleSize: 1, value: 3 * HOUR });
}, 120_000);

import { describe, expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { gitlabCi } from '../../../src/providers/gitlab-ci/index.js';
import { is } from '../../story/delivery-story.js';
import { openStory, type Story } from '../../story/open-story.js';
import { developersFile, may, storyWorld } from '../gitlab/company.js';
import { HOUR } from '../gitlab/made.js';
import { playing } from '../gitlab/support.js';
import { addDeployment, addEnvironment, addJob, addPipeline } from '../play/gitlab/pipelines.js';
import type { PlayGitlab } from '../play/gitlab/server.js';

const MINUTE = 60_000;

/** The shop with its deployments: to staging, and to what its customers see. */
function deployedWorld() {
  const { world, shop, first, second } = storyWorld();
  const [ada] = world.users;
  const live = addEnvironment(world, shop, { name: 'live', tier: 'production' });
  const staging = addEnvironment(world, shop, { name: 'staging', tier: 'staging' });
  const deploy = (sha: unknown, endedAt: number, to = live, status = 'success') => {
    const startedAt = endedAt - 5 * MINUTE;
    const at = endedAt - 30 * MINUTE;
    const pipeline = addPipeline(world, shop, { at, by: ada!, sha: String(sha) });
    pipeline.fields.updated_at = new Date(endedAt).toISOString();
    pipeline.fields.status = status;
    addJob(world, pipeline, { name: 'unit', stage: 'test', startedAt: at, endedAt: startedAt });
    const job = addJob(world, pipeline, {
      name: 'deploy',
      stage: 'deploy',
      startedAt,
      endedAt,
      status,
    });
    addDeployment(world, shop, { pipeline, job, environment: to });
  };
  deploy('b'.repeat(40), may(2, 12));
  deploy(first.fields.merge_commit_sha, may(5, 16), staging);
  deploy(first.fields.merge_commit_sha, may(5, 17));
  deploy(second.fields.merge_commit_sha, may(6, 15), live, 'failed');
  deploy(second.fields.merge_commit_sha, may(6, 18));
  return world;
}

/** Both providers are connected with one token. */
async function connectBoth({ app, viewer, sync }: Story, server: PlayGitlab): Promise<void> {
  const settings = { ...server.settings, groups: 'harbour', since: '2026-04-01' };
  for (const provider of [gitlab, gitlabCi]) {
    const given = { provider: provider.id, name: null, settings };
    const { number } = await app.ingestion.connect(viewer, given);
    await sync(number);
  }
}

/** Lead time is that from the merge to production. */
async function follow({ app, viewer }: Story): Promise<void> {
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Merge to production', description: null },
    config: {
      ...fivePhasesPreset,
      leadTime: {
        ...{ workScope: 'ONLY_DEPLOYED_WORK', workflowOrder: 'ENFORCE' },
        phases: [
          {
            ...{ key: 'DEPLOYMENT', enabled: true },
            start: { source: 'SOURCE_CODE_MANAGEMENT', event: 'FIRST_PR_MERGED' },
            end: { source: 'CONTINUOUS_DEPLOYMENT', event: 'LAST_CD_EXECUTION' },
          },
        ],
      },
    },
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
}

describe('a merge request at GitLab and its deployment', () => {
  it('come to the figures that are worked out by hand', async () => {
    const server = await playing({ world: deployedWorld(), below: '/gitlab' });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [gitlab, gitlabCi], allowedPrivateHosts: ['127.0.0.1'] },
    });
    await connectBoth(story, server);
    await story.activate(developersFile);
    await follow(story);
    await story.save('Organisation', {
      repositories: [is('repository', 'harbour/shop')],
      pipelines: { ...emptyTeamSettings.pipelines, scope: [is('project', 'harbour/shop')] },
    });
    await story.settle();
    const answers = await story.ask({
      metrics: ['DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES'],
      ...{ range: { dates: { from: '2026-05-04', to: '2026-05-10' } }, granularity: 'WEEK' },
    });
    const of = new Map(answers.map(({ metric, headline }) => [metric.id as string, headline]));
    // The five deployments but one before the week, one to staging and one that failed: 5 - 3 = 2.
    expect(of.get('DEPLOYMENT_FREQUENCY')).toMatchObject({ value: 2 });
    // Merged 5 May 15:00, live 17:00, 2 h; merged 6 May 14:00, the failed one aside live 18:00, 4 h. (2 + 4) / 2 = 3.
    expect(of.get('LEAD_TIME_FOR_CHANGES')).toMatchObject({ sampleSize: 2 });
    expect(of.get('LEAD_TIME_FOR_CHANGES')!.milliseconds! / HOUR).toBe(3);
  });
});

import { describe, expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { custom } from '../../../src/providers/custom/index.js';
import { jenkins } from '../../../src/providers/jenkins/index.js';
import { is } from '../../story/delivery-story.js';
import { openStory, type Story } from '../../story/open-story.js';
import { addBuild, checkedOut, pushedTo, shaOf, stagesFrom } from '../play/jenkins/generator.js';
import type { Item, World } from '../play/jenkins/types.js';
import { newItem, playing, worldOf } from './support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const march = (day: number, hour: number): number => Date.UTC(2026, 2, day, hour);
const REMOTE = 'git@github.com:acme/shop.git';

type Deploys = readonly [staging: string, production: string];

/** A build of a branch of ten minutes: build, then staging, then production. */
function addBranchBuild(
  world: World,
  job: Item,
  at: number,
  result: string,
  [staging, production]: Deploys,
): void {
  const branch = decodeURIComponent(job.name);
  const sha = shaOf(`${branch} ${at}`);
  addBuild(world, job, {
    ...{ timestamp: at, duration: 10 * MINUTE, result },
    actions: [
      pushedTo(branch),
      {},
      checkedOut('https://github.com/acme/pipeline-library.git', 'main', shaOf('library')),
      checkedOut(REMOTE, branch, sha),
    ],
    changes: [{ commitId: sha, timestamp: at - HOUR }],
    stages: stagesFrom(at, [
      ['build', 6 * MINUTE, 'SUCCESS'],
      ['Deploy to staging', 2 * MINUTE, staging],
      ['Deploy to production', 2 * MINUTE, production],
    ]),
  });
}

/** Five builds of main and two of a branch whose deploy stages were skipped, which Jenkins shows as a success. */
function shopWorld(): { readonly world: World; readonly main: Item } {
  const main = newItem('PIPELINE', 'main');
  const feature = newItem('PIPELINE', 'feature%2Fbasket');
  const world = worldOf([
    newItem('FOLDER', 'acme', [newItem('MULTIBRANCH', 'shop', [feature, main])]),
  ]);
  const add = (...[job, day, result, deploys]: [Item, number, string, Deploys]) =>
    addBranchBuild(world, job, march(day, 9), result, deploys);
  add(feature, 2, 'SUCCESS', ['SUCCESS', 'SUCCESS']);
  add(main, 3, 'SUCCESS', ['SUCCESS', 'SUCCESS']);
  add(main, 4, 'SUCCESS', ['SUCCESS', 'FAILED']);
  add(main, 5, 'SUCCESS', ['SUCCESS', 'SUCCESS']);
  add(feature, 6, 'FAILURE', ['NOT_EXECUTED', 'NOT_EXECUTED']);
  add(main, 9, 'FAILURE', ['FAILED', 'NOT_EXECUTED']);
  add(main, 10, 'ABORTED', ['SUCCESS', 'ABORTED']);
  return { world, main };
}

/** Merged two hours before the build that deployed it. */
const pullRequest = (number: number, day: number) =>
  JSON.stringify({
    ...{ kind: 'PULL_REQUEST', id: `shop!${number}`, repository: 'shop', number },
    ...{ title: `Change ${number}`, author: { id: '42' }, sourceBranch: `topic-${number}` },
    ...{ targetBranch: 'main', state: 'MERGED', mergeSha: shaOf(`main ${march(day, 9)}`) },
    openedAt: new Date(march(day, 1)).toISOString(),
    mergedAt: new Date(march(day, 7)).toISOString(),
    updatedAt: new Date(march(day, 7)).toISOString(),
  });
const repository = JSON.stringify({
  ...{ kind: 'REPOSITORY', id: 'shop', name: 'acme/shop', defaultBranch: 'main' },
  ...{ url: 'https://github.com/acme/shop', updatedAt: '2026-01-01T00:00:00Z' },
});

const config: EfficiencyConfig = {
  ...fivePhasesPreset,
  changeFailureRate: { ...fivePhasesPreset.changeFailureRate, source: 'CONTINUOUS_DEPLOYMENT' },
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

async function addTeam({ app, viewer, activate, save }: Story): Promise<void> {
  await activate(
    'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
  );
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Delivery', description: null },
    config,
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await save('Organisation', {
    repositories: [is('repository', 'acme/shop')],
    pipelines: { ...emptyTeamSettings.pipelines, scope: [is('project', 'acme')] },
  });
}

const metrics = ['DEPLOYMENT_FREQUENCY', 'CHANGE_FAILURE_RATE', 'LEAD_TIME_FOR_CHANGES'] as const;
async function figures({ settle, ask }: Story) {
  await settle();
  const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
  const answers = await ask({ metrics, range });
  return new Map(answers.map(({ metric, headline }) => [metric.id, headline]));
}

describe('a multibranch job of Jenkins', () => {
  it('counts a failed deploy stage under a green build as a failed deployment', async () => {
    const { world, main } = shopWorld();
    const server = await playing({ world, prefix: '/jenkins' });
    const story = await openStory('EMBEDDED', {
      ...{ providers: [jenkins, custom], allowedPrivateHosts: ['127.0.0.1'] },
    });
    const { app, viewer } = story;
    const { number } = await app.ingestion.connect(viewer, {
      ...{ provider: jenkins.id, name: null },
      settings: { ...server.settings, since: '2026-01-01' },
    });
    await story.sync(number);
    const lines = [repository, pullRequest(1, 3), pullRequest(2, 4), pullRequest(3, 5)];
    const tally = await app.ingestion.ingest(viewer, { source: 'GitHub', lines });
    expect(tally.refusedCount).toBe(0);
    await addTeam(story);
    const found = await figures(story);
    // Production was reached on the 3rd and the 5th: two deployments. Staging and the branch are none.
    expect(found.get('DEPLOYMENT_FREQUENCY')).toMatchObject({ value: 2 });
    // One more failed, on the 4th, under a build that was a success: 1 / (1 + 2). The aborted one, and
    // the one that was not executed, are in neither.
    expect(found.get('CHANGE_FAILURE_RATE')).toMatchObject({
      ...{ numerator: 1, denominator: 3, value: 1 / 3 },
    });
    // From the merge at 7:00 to the end of the stage at 9:10 on the 5th: 2 h 10 min = 130 min. The change
    // of the 4th came with the 5th: 1 day more, 1,570 min. The very first deployment, on the 3rd, dates nothing.
    expect(found.get('LEAD_TIME_FOR_CHANGES')).toMatchObject({
      ...{ milliseconds: ((130 + 1_570) / 2) * MINUTE, sampleSize: 2 },
    });

    addBranchBuild(world, main, march(11, 9), 'SUCCESS', ['SUCCESS', 'SUCCESS']);
    await story.sync(number);
    const later = await figures(story);
    expect(later.get('DEPLOYMENT_FREQUENCY')).toMatchObject({ value: 3 });
    expect(later.get('CHANGE_FAILURE_RATE')).toMatchObject({ value: 1 / 4 });
  });
});

import { expect, it } from 'vitest';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { azurePipelines } from '../../../src/providers/azure-pipelines/index.js';
import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import { anyRepository, openStory, type Story } from '../../story/open-story.js';
import { emptyWorld, people, textThread, voteThread } from '../play/azure/generator.js';
import { makeBuild, type Pipelines } from '../play/azure/pipelines.js';
import {
  type AzureWorld,
  type Commit,
  HOUR,
  type Identity,
  MINUTE,
  type PullRequest,
  type Repository,
  shaOf,
} from '../play/azure/world.js';
import { useAzure } from '../play/use-azure.js';

/** An instant of March 2026. */
const march = (day: number, hour: number): number => Date.UTC(2026, 2, day, hour);
const [ada, ben] = people as [Identity, Identity];

type Pull = Pick<PullRequest, 'id' | 'author' | 'createdAt' | 'threads'> & {
  readonly repository: Repository;
  readonly closedAt: number;
  readonly committedAt: number;
};

function pullRequest({ committedAt, ...pull }: Pull): PullRequest {
  const { id, author, createdAt } = pull;
  const commit: Commit = { sha: shaOf(`c ${id}`), author, at: committedAt, message: `Step ${id}` };
  return {
    ...pull,
    ...{ title: `Change ${id}`, description: '', source: `refs/heads/work-${id}` },
    ...{ target: 'refs/heads/main', status: 'completed', isDraft: false, strategy: 'squash' },
    ...{ labels: [], reviewers: [], files: [{ path: `/src/${id}.ts`, changeType: 'edit' }] },
    iterations: [{ id: 1, at: createdAt, reason: 'create', commits: [commit] }],
  };
}

/** Returns the commit that Azure makes of a pull request on the target branch. */
const mergeOf = (id: number): string => shaOf(`merge ${id}`);

/** Two pull requests: one is open for 24 hours, one for 6. */
function addPullRequests(world: AzureWorld, repository: Repository): void {
  world.pullRequests.push(
    pullRequest({
      ...{ id: 1, repository, author: ada },
      ...{ committedAt: march(2, 9), createdAt: march(2, 9), closedAt: march(3, 9) },
      threads: [
        textThread(1, march(2, 10), ben, 'What if it is empty?'),
        textThread(2, march(2, 11), ada, 'Then it stays empty.'),
        textThread(3, march(2, 12), ben, 'Good.'),
        voteThread(4, march(2, 13), ben, 10),
      ],
    }),
    pullRequest({
      ...{ id: 2, repository, author: ben },
      ...{ committedAt: march(4, 9), createdAt: march(4, 9), closedAt: march(4, 15) },
      threads: [textThread(5, march(4, 12), ada, 'Why?'), voteThread(6, march(4, 13), ada, 5)],
    }),
  );
}

/** A run that deploys at an hour to the environment, well or not. */
function addRun(
  pipelines: Pipelines,
  repository: Repository,
  given: {
    readonly id: number;
    readonly sha: string;
    readonly at: number;
    readonly result: string;
  },
): void {
  const { id, sha, at, result } = given;
  const [environment] = pipelines.environments;
  const definition = { id: 1, project: repository.project, name: 'shop', path: '\\' };
  const times = { queuedAt: at - 20 * MINUTE, startedAt: at - 10 * MINUTE, finishedAt: at };
  const build = makeBuild({ ...{ id, definition, repository, sha, result }, ...times });
  const ended = { state: 'completed', result, attempt: 1, finishedAt: at } as const;
  build.stages.push({ identifier: 'Deploy', startedAt: times.startedAt, ...ended });
  pipelines.builds.push(build);
  pipelines.records.push({
    ...{ id, environment: environment!, build, stage: 'Deploy', attempt: 1, result },
    ...{ startedAt: times.startedAt, finishedAt: at },
  });
}

/** The first change goes out well, the second fails and goes out an hour later; a classic release takes it to the other stage. */
function addDeliveries({ pipelines }: AzureWorld, repository: Repository): void {
  const { project } = repository;
  pipelines.environments.push({ id: 1, project, name: 'shop-prod' });
  const failed = { id: 2, sha: mergeOf(2), at: march(5, 12), result: 'failed' };
  addRun(pipelines, repository, { id: 1, sha: mergeOf(1), at: march(3, 12), result: 'succeeded' });
  addRun(pipelines, repository, failed);
  addRun(pipelines, repository, { ...failed, id: 3, at: march(5, 13), result: 'succeeded' });
  const at = march(6, 12);
  pipelines.deployments.push({
    ...{ id: 1, project, release: { id: 7, name: 'Release-7' }, attempt: 1, by: ada },
    ...{ definition: { id: 9, name: 'shop classic' }, environment: { id: 70, name: 'PROD' } },
    ...{ status: 'succeeded', operation: 'Approved', build: pipelines.builds[2]! },
    ...{ startedAt: at - HOUR, completedAt: at, modifiedAt: at },
  });
}

/** Deployments are what counts, and the lead time is from the merge to the deployment. */
async function measureDeployments({ app, viewer }: Story): Promise<void> {
  const { number } = await app.directory.profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Deployments', description: null },
    config: {
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
    },
  });
  const [tree] = await app.directory.trees.list(viewer, null);
  await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile: number });
}

async function connected() {
  const world = emptyWorld();
  const [api] = world.repositories as [Repository];
  addPullRequests(world, api);
  addDeliveries(world, api);
  const server = await useAzure({ world });
  const story = await openStory('EMBEDDED', {
    ...{ providers: [azureRepos, azurePipelines], allowedPrivateHosts: ['127.0.0.1'] },
  });
  const settings = { ...server.settings, since: '2026-03-01' };
  for (const provider of ['AZURE_REPOS', 'AZURE_PIPELINES']) {
    const given = { provider, name: null, settings };
    const { number } = await story.app.ingestion.connect(story.viewer, given);
    await story.sync(number);
  }
  const rows = [ada, ben].map(({ displayName, uniqueName: mail }) => `${displayName},${mail},`);
  await story.activate(
    ['Name,Email,Manager Email', 'Boss,boss@fabrikam.example,']
      .concat(
        rows.map((row) => `${row}boss@fabrikam.example`),
        '',
      )
      .join('\n'),
  );
  const scope = [
    { property: 'environment', operator: 'EQUALS' as const, values: ['shop-prod', 'PROD'] },
  ];
  await story.save('Organisation', {
    repositories: anyRepository,
    pipelines: { ...emptyTeamSettings.pipelines, scope },
  });
  await measureDeployments(story);
  await story.settle();
  return story;
}

it('a pull request, a run and a release of Azure become figures', async () => {
  const story = await connected();
  const metrics = [
    ...['PR_CYCLE_TIME', 'PR_VELOCITY_PER_DEVELOPER', 'TIME_TO_FIRST_COMMENT', 'COMMENTS_PER_PR'],
    ...['DEPLOYMENT_FREQUENCY', 'FAILED_DEPLOYMENT_RECOVERY_TIME', 'LEAD_TIME_FOR_CHANGES'],
  ];
  const range = { dates: { from: '2026-03-01', to: '2026-03-31' } };
  const answers = await story.ask({ metrics, range });
  const values = new Map(answers.map(({ metric, headline }) => [metric.id, headline.value]));
  // From the first commit to the merge: 24 h, and 6 h.
  expect(values.get('PR_CYCLE_TIME')).toBe(((24 + 6) / 2) * HOUR);
  // Two pull requests of two developers, in one month.
  expect(values.get('PR_VELOCITY_PER_DEVELOPER')).toBe(2 / 2);
  // From opening to the first comment of somebody else: 9 to 10 o'clock, and 9 to 12.
  expect(values.get('TIME_TO_FIRST_COMMENT')).toBe(((1 + 3) / 2) * HOUR);
  // Three comments, one of them its author's own, and one; votes are none.
  expect(values.get('COMMENTS_PER_PR')).toBe((3 + 1) / 2);
  // Two runs that went well and one release; the run that failed is none, stages and runs do not count again.
  expect(values.get('DEPLOYMENT_FREQUENCY')).toBe(2 + 1);
  // It failed at 12 o'clock and went out at 13.
  expect(values.get('FAILED_DEPLOYMENT_RECOVERY_TIME')).toBe((13 - 12) * HOUR);
  // The second one: from 15 o'clock of the 4th to 13 of the 5th. The first deployment has none before it.
  expect(values.get('LEAD_TIME_FOR_CHANGES')).toBe((24 - 15 + 13) * HOUR);
});

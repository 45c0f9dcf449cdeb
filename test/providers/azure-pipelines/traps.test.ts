import { describe, expect, it } from 'vitest';
import { azurePipelines } from '../../../src/providers/azure-pipelines/index.js';
import { inTimeZone } from '../../in-time-zone.js';
import { gather } from '../azure-api/gather.js';
import { witnessed } from '../http/vendor-server.js';
import { makeBuild, retryStage } from '../play/azure/pipelines.js';
import { MINUTE } from '../play/azure/world.js';
import { useAzure } from '../play/use-azure.js';
import { buildRuns, deploymentRun, rawStage, recordRun } from './made.js';

const at = Date.parse;

describe('the traps of Azure Pipelines', () => {
  it('azure-devops 4: a token goes with the order that it was given for', async () => {
    const server = await useAzure({ size: 2, runs: 2 });
    const { world } = server;
    const { definition, repository } = world.pipelines.builds[0]!;
    for (let id = 100; id < 230; id += 1) {
      const queuedAt = Date.now() - id * 10 * MINUTE;
      world.pipelines.builds.push(makeBuild({ id, definition, repository, queuedAt }));
    }
    const { facts } = await gather(azurePipelines, server);
    const runs = facts.flatMap(({ PIPELINE_RUN = [] }) => PIPELINE_RUN.map(({ run }) => run));
    expect(new Set(runs.filter((run) => /build\/\d+$/.test(run))).size).toBe(130 + 3);
    const lists = server.requests.filter(({ path }) => path.endsWith('/build/builds'));
    expect(lists.filter(({ url }) => url.includes('continuationToken')).length).toBeGreaterThan(1);
    for (const { url } of lists) expect(url).toMatch(/queryOrder=|buildIds=/);
  });

  it('azure-devops 5: never is null', () => {
    const [run] = buildRuns({ startTime: '0001-01-01T00:00:00', finishTime: null });
    expect(run).toMatchObject({ startedAt: null, endedAt: at('2026-03-02T09:11:01Z') });
  });

  it('azure-devops 6: words count in any case', () => {
    expect(buildRuns({ status: 'Completed', result: 'Succeeded' })[0]?.status).toBe('SUCCESS');
    expect(buildRuns({ result: 'partiallySucceeded' })[0]?.status).toBe('SUCCESS');
    expect(buildRuns({ result: 'canceled' })[0]?.status).toBe('ABORTED');
    expect(buildRuns({ status: 'NotStarted', result: null })[0]?.status).toBe('QUEUED');
    expect(buildRuns({ status: 'cancelling', result: null })[0]?.status).toBe('RUNNING');
  });

  it('azure-devops 17: a stage that is tried again is a new attempt of the same run', async () => {
    const records = [rawStage('Build'), rawStage('Deploy', { attempt: 3 })];
    const [build, , deploy] = buildRuns({}, records);
    expect(build).toMatchObject({ attempt: 3, parent: null, kinds: ['CI'] });
    expect(deploy).toMatchObject({ attempt: 3, parent: build?.id, kinds: ['CD'] });
    const server = await useAzure({ size: 9 });
    const first = await gather(azurePipelines, server);
    const { builds } = server.world.pipelines;
    const last = builds.filter(({ stages, status }) => stages[2] && status === 'completed').at(-1)!;
    retryStage(last, 'Deploy_prod', Date.now() - MINUTE);
    const { facts } = await gather(azurePipelines, server, { cursor: first.cursor });
    const again = facts.flatMap(({ PIPELINE_RUN = [] }) => PIPELINE_RUN);
    expect(again.find(({ run }) => run.endsWith(`build/${last.id}`))).toMatchObject({ attempt: 2 });
  });

  it('azure-devops 18: a timeline that is gone leaves the run, and an absent run is kept', async () => {
    const server = await useAzure({ size: 9 });
    server.faults.add({
      effect: { kind: 'ANSWER', status: 404, body: { message: 'gone' } },
      when: ({ path }) => path.endsWith('/timeline'),
      times: Number.POSITIVE_INFINITY,
    });
    const first = await gather(azurePipelines, server);
    const runs = first.facts.flatMap(({ PIPELINE_RUN = [] }) => PIPELINE_RUN);
    expect(runs.some(({ id }) => /build\/\d+\//.test(id))).toBe(false);
    server.world.pipelines.builds.splice(0, 5);
    const swept = await gather(azurePipelines, server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(swept.facts.flatMap(({ tombstones = [] }) => tombstones)).toEqual([]);
  });

  it.each([
    ['succeeded', 'Approved', 'SUCCESS'],
    ['partiallySucceeded', 'Approved', 'SUCCESS'],
    ['failed', 'PhaseFailed', 'FAILURE'],
    ['notDeployed', 'PhaseFailed', 'FAILURE'],
    ['notDeployed', 'Rejected', 'ABORTED'],
    ['notDeployed', 'Canceled', 'ABORTED'],
    ['notDeployed', 'Pending', 'QUEUED'],
    ['inProgress', 'PhaseInProgress', 'RUNNING'],
    ['undefined', 'Undefined', 'ABORTED'],
  ])('azure-devops 19: %s with %s is %s', (deploymentStatus, operationStatus, status) => {
    expect(deploymentRun({ deploymentStatus, operationStatus })).toMatchObject({ status });
  });
});

describe('runs of Azure Pipelines', () => {
  it('find their code by its address, or by the id that Azure Repos has too', () => {
    const of = (repository: object) => buildRuns({ repository })[0]?.repository;
    const guid = '3411ebc1-d5aa-464f-9615-0b527bc66719';
    expect(of({ id: 'acme/shop', type: 'GitHub' })).toBe('https://github.com/acme/shop');
    expect(of({ id: guid, type: 'TfsGit' })).toBe(`azure:dev.azure.com/fabrikam:${guid}`);
    expect(of({ id: 'acme/shop', type: 'Bitbucket' })).toBe('https://bitbucket.org/acme/shop');
    expect(of({ id: 'https://git.example.com/a.git', type: 'Git' })).toBe(
      'https://git.example.com/a.git',
    );
    expect(of({ id: '$/Shop', type: 'TfsVersionControl' })).toBeNull();
  });

  it('of a pull request have the head of its branch, not the merge that was tried', () => {
    const [run] = buildRuns({
      ...{ reason: 'pullRequest', sourceBranch: 'refs/pull/7/merge' },
      triggerInfo: { 'pr.sourceSha': 'B'.repeat(40), 'pr.sourceBranch': 'refs/heads/work' },
    });
    expect(run).toMatchObject({ commits: ['b'.repeat(40)], branch: 'work' });
  });

  it('to an environment lie below their stage, and attempts are one run', () => {
    const record = recordRun({ result: 'failed', finishTime: '2026-03-02T09:08:00Z' });
    expect(record).toMatchObject({
      ...{ status: 'FAILURE', environment: 'shop-prod', environmentType: null, kinds: ['CD'] },
      parent: 'azure:dev.azure.com/fabrikam:build/12/Deploy',
      ...{ startedAt: at('2026-03-02T09:06:00Z'), endedAt: at('2026-03-02T09:08:00Z') },
      commits: ['a'.repeat(40)],
    });
    expect(recordRun({ id: 8, stageAttempt: 2 })).toMatchObject({
      ...{ run: record.run, attempt: 2, status: 'RUNNING', endedAt: null },
    });
    expect(recordRun({}, null)).toMatchObject({ commits: [], repository: null });
  });

  it('of a release take the build that made what they deploy', () => {
    const [build] = buildRuns();
    const reference = (id: string) => ({ id, name: id });
    const definitionReference = {
      ...{ definition: reference('5'), project: reference('p-1'), version: reference('12') },
      ...{ sourceVersion: reference('C'.repeat(40)), branch: reference('refs/heads/main') },
      ...{ repository: reference('acme/shop'), 'repository.provider': reference('GitHub') },
    };
    const artifacts = [{ type: 'Build', alias: 'shop', isPrimary: true, definitionReference }];
    const run = deploymentRun({ release: { id: 20, name: 'Release-20', artifacts } });
    expect(run.artifactsIn).toEqual(build?.artifactsOut);
    expect(run).toMatchObject({
      ...{ commits: ['c'.repeat(40)], branch: 'main', environment: 'PROD' },
      repository: 'https://github.com/acme/shop',
    });
  });

  it('are named by a delivery, and read with what they deployed', async () => {
    const server = await useAzure({ size: 9 });
    const settings = azurePipelines.settings.parse(server.settings);
    const [record] = server.world.pipelines.records;
    const { build, environment } = record!;
    const [deployment] = server.world.pipelines.deployments;
    const delivered = (hook: object) => {
      const text = Buffer.from(JSON.stringify(hook));
      return azurePipelines.open!({ headers: {}, body: text, receivedAt: 0 }).nudges;
    };
    const containers = (id: string) => ({ resourceContainers: { project: { id } } });
    const nudges = [
      ...delivered({
        ...{ eventType: 'ms.vss-pipelines.run-state-changed-event' },
        ...{ resource: { run: { id: build.id } }, ...containers(environment.project.id) },
      }),
      ...delivered({
        eventType: 'ms.vss-release.deployment-completed-event',
        resource: { deployment: { release: { id: deployment!.release.id } } },
        ...containers(deployment!.project.id),
      }),
    ];
    const ids: string[] = [];
    for await (const page of azurePipelines.fetchNudged!(settings, nudges, witnessed().context))
      ids.push(...(azurePipelines.toFacts(page).PIPELINE_RUN ?? []).map(({ id }) => id));
    expect(ids.filter((id) => id.includes('/environment-record/'))).toHaveLength(2);
    expect(ids.filter((id) => id.includes('/deployment/'))).toHaveLength(1);
    expect(ids.filter((id) => id.includes(`:build/${build.id}`))).toHaveLength(4);
  });

  it('have the same instants in any time zone', async () => {
    const { pages } = await gather(azurePipelines, await useAzure({ size: 6 }));
    const facts = () => JSON.stringify(pages.map((page) => azurePipelines.toFacts(page)));
    expect(await inTimeZone('Pacific/Chatham', facts)).toBe(facts());
  });
});

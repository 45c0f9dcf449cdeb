import { describe, expect, it } from 'vitest';
import { remoteKey } from '../../../src/model/facts/remote-url.js';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { HOUR, NOW } from '../gitlab/made.js';
import { askedOf, playing } from '../gitlab/support.js';
import { witnessed } from '../http/vendor-server.js';
import { iso } from '../play/gitlab/elements.js';
import {
  addChild,
  addDeployment,
  addEnvironment,
  addJob,
  addPipeline,
} from '../play/gitlab/pipelines.js';
import { MINUTE, onePipeline } from './made.js';
import { gather, mapped, mappedNodes, runsIn, shortOf } from './support.js';

describe('reading GitLab CI/CD', () => {
  it('gitlab 2: deployments are asked by their updates in the order of their updates', async () => {
    const server = await playing();
    const { cursor } = await gather(server);
    await gather(server, { cursor });
    const asked = server.requests.filter(({ path }) => path.endsWith('/deployments'));
    expect(asked.length).toBeGreaterThan(2);
    for (const { url, status } of asked) {
      expect(status).toBe(200);
      const query = new URL(url, 'http://play').searchParams;
      expect([query.get('order_by'), query.has('updated_after')]).toEqual(['updated_at', true]);
    }
  });

  it('gitlab 12: the tier of an environment comes from the list of environments, once a project', async () => {
    const { world, shop, pipeline, job } = onePipeline();
    const tiers = ['production', 'staging', 'development', 'other', null];
    for (const tier of tiers) {
      const environment = addEnvironment(world, shop, { name: `place-${tier}`, tier });
      addDeployment(world, shop, { pipeline, job, environment });
    }
    for (const name of ['pre-prod', 'eu-prod'])
      addDeployment(world, shop, {
        pipeline,
        job,
        environment: addEnvironment(world, shop, { name, tier: null }),
      });
    const server = await playing({ world });
    const typesBy = async (given: Record<string, string>) => {
      const { pages } = await gather(server, {}, given);
      const runs = runsIn(pages.filter(({ kind }) => kind === 'deployments'));
      return new Map(
        runs.map(({ environment, environmentType }) => [environment, environmentType]),
      );
    };
    expect(Object.fromEntries(await typesBy({}))).toEqual({
      'place-production': 'PRODUCTION',
      'place-staging': 'PRE_PRODUCTION',
      'place-development': 'PRE_PRODUCTION',
      ...{ 'place-other': null, 'place-null': null, 'eu-prod': null },
      'pre-prod': 'PRE_PRODUCTION',
    });
    expect(askedOf(server).filter((url) => url.includes('/environments'))).toHaveLength(1);
    const chosen = await typesBy({ production: 'eu-*' });
    expect([chosen.get('eu-prod'), chosen.get('place-other')]).toEqual([
      'PRODUCTION',
      'PRE_PRODUCTION',
    ]);
  });

  it('gitlab 13: a job that was tried again is a further attempt of one run', async () => {
    const { world, pipeline } = onePipeline();
    const at = { startedAt: NOW - 58 * MINUTE, endedAt: NOW - 55 * MINUTE };
    addJob(world, pipeline, {
      name: 'unit',
      stage: 'test',
      status: 'failed',
      ...at,
    }).retried = true;
    addJob(world, pipeline, {
      name: 'unit',
      stage: 'test',
      startedAt: NOW - 54 * MINUTE,
      endedAt: NOW - 51 * MINUTE,
    });
    const server = await playing({ world });
    const runs = runsIn((await gather(server)).pages).filter(({ pipeline: name }) =>
      name.endsWith('/ unit'),
    );
    expect(runs.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 'FAILURE'],
      [2, 'SUCCESS'],
    ]);
    expect(new Set(runs.map(({ run }) => run)).size).toBe(1);
  });

  it('gitlab 13: a pipeline that was tried again keeps its id and ends again', async () => {
    const { world, pipeline } = onePipeline();
    const server = await playing({ world });
    const first = await gather(server);
    world.now = NOW + HOUR;
    const endedAt = NOW + 30 * MINUTE;
    addJob(world, pipeline, { name: 'deploy', stage: 'deploy', startedAt: NOW, endedAt });
    Object.assign(pipeline.fields, { updated_at: iso(endedAt), finished_at: iso(endedAt) });
    const [before, after] = [first, await gather(server, { cursor: first.cursor })].map(
      ({ pages }) => runsIn(pages)[0]!,
    ) as [ReturnType<typeof runsIn>[number], ReturnType<typeof runsIn>[number]];
    expect(after.id).toBe(before.id);
    expect([before.endedAt, after.endedAt]).toEqual([NOW - 45 * MINUTE, endedAt]);
    expect(after.updatedAt).toBeGreaterThan(before.updatedAt);
  });

  it.each([
    ...['created', 'waiting_for_resource', 'preparing', 'pending', 'manual', 'scheduled'].map(
      (word) => [word, 'QUEUED'],
    ),
    ...[
      ['waiting_for_callback', 'QUEUED'],
      ['running', 'RUNNING'],
      ['canceling', 'RUNNING'],
    ],
    ...[
      ['success', 'SUCCESS'],
      ['failed', 'FAILURE'],
      ['canceled', 'ABORTED'],
      ['skipped', 'SKIPPED'],
      ['hibernating', 'QUEUED'],
    ],
  ])('gitlab 14: the status "%s" is %s, and a new one is noted', (word, status) => {
    const pipeline = {
      id: 1,
      sha: 'a'.repeat(40),
      status: word,
      created_at: '2026-05-01T08:00:00Z',
    };
    const facts = mappedNodes('pipelines', [{ pipeline, jobs: null, children: [] }]);
    expect(facts.PIPELINE_RUN?.[0]).toMatchObject({ status, statusName: word });
    expect(facts.reservations?.map(({ name }) => name)).toEqual(
      word === 'hibernating' ? [word] : undefined,
    );
  });

  it('gitlab 15: a run begins and ends by its instants, whatever its duration says', () => {
    const dates = { created_at: '2026-05-01T08:00:00Z', updated_at: '2026-05-01T09:00:00Z' };
    const common = { id: 1, sha: 'a'.repeat(40), duration: null, ...dates };
    const run = (fields: object, jobs: readonly object[] = []) => {
      const node = { pipeline: { ...common, ...fields }, jobs, children: [] };
      const [{ startedAt, endedAt } = { startedAt: 0, endedAt: 0 }] =
        mappedNodes('pipelines', [node]).PIPELINE_RUN ?? [];
      return [startedAt && iso(startedAt), endedAt && iso(endedAt)];
    };
    const finished = { started_at: '2026-05-01T08:05:00Z', finished_at: '2026-05-01T08:30:00Z' };
    expect(run({ status: 'success', ...finished })).toEqual([
      '2026-05-01T08:05:00.000Z',
      '2026-05-01T08:30:00.000Z',
    ]);
    expect(run({ status: 'skipped', started_at: null })).toEqual([
      null,
      '2026-05-01T09:00:00.000Z',
    ]);
    expect(run({ status: 'running', ...finished })[1]).toBeNull();
    const job = { id: 2, name: 'unit', status: 'failed', created_at: dates.created_at };
    const late = {
      ...job,
      started_at: '2026-05-01T08:10:00Z',
      finished_at: '2026-05-01T08:40:00Z',
    };
    expect(run({ status: 'failed', started_at: null, finished_at: null }, [late])).toEqual([
      '2026-05-01T08:10:00.000Z',
      '2026-05-01T08:40:00.000Z',
    ]);
  });

  it('a deployment lies below its job, that below its pipeline, and a child below the one that started it', async () => {
    const { world, shop, pipeline, job, ada } = onePipeline();
    const environment = addEnvironment(world, shop, { name: 'live', tier: 'production' });
    const deployment = addDeployment(world, shop, { pipeline, job, environment });
    const child = addChild(world, shop, pipeline, ada);
    const server = await playing({ world });
    const runs = new Map(runsIn((await gather(server)).pages).map((run) => [shortOf(run.id), run]));
    const parentOf = (id: string) => shortOf(runs.get(id)!.parent);
    expect(parentOf(`deployment:${deployment.id}`)).toBe(`job:${job.id}`);
    expect(parentOf(`job:${job.id}`)).toBe(`pipeline:${pipeline.fields.id}`);
    expect(parentOf(`pipeline:${child.fields.id}`)).toBe(`pipeline:${pipeline.fields.id}`);
    expect(parentOf(`pipeline:${pipeline.fields.id}`)).toBeNull();
    expect(runs.get(`job:${job.id}`)).toMatchObject({ kinds: ['CD'] });
    expect(runs.get(`pipeline:${pipeline.fields.id}`)).toMatchObject({ kinds: ['CI'] });
  });

  it('jobs are read as the settings say', async () => {
    const { world, shop, ada } = onePipeline();
    const ref = 'refs/merge-requests/1/head';
    const review = addPipeline(world, shop, {
      at: NOW - HOUR,
      by: ada,
      source: 'merge_request_event',
      ref,
    });
    addJob(world, review, { name: 'unit', stage: 'test', startedAt: NOW - HOUR, endedAt: NOW });
    const server = await playing({ world });
    const jobsBy = async (jobs: string) => {
      const { pages } = await gather(server, {}, { jobs });
      return runsIn(pages).filter(({ id }) => shortOf(id)!.startsWith('job:')).length;
    };
    expect([await jobsBy('NONE'), await jobsBy('MAY_DEPLOY'), await jobsBy('ALL')]).toEqual([
      0, 1, 2,
    ]);
  });

  it('its repositories are those of the provider of code, by their address', async () => {
    const { world } = onePipeline();
    const server = await playing({ world, below: '/gitlab' });
    const { pages } = await gather(server);
    const [own] = pages.flatMap((page) => mapped(page).REPOSITORY ?? []);
    const { context } = witnessed({ now: NOW });
    const run = { ...context, pass: 'INCREMENT' as const, since: 0, cursor: null };
    const settings = gitlab.settings.parse(server.settings);
    const read = await Array.fromAsync(gitlab.collect(settings, { ...run, budget: { pages: 99 } }));
    const [other] = read.flatMap((page) => gitlab.toFacts(page).REPOSITORY ?? []);
    expect(own!.id).not.toBe(other!.id);
    expect(remoteKey(own!.url!)).toBe(remoteKey(other!.url!));
    expect(remoteKey(own!.url!)).toBe(remoteKey(`${server.url}/harbour/shop.git`));
  });
});

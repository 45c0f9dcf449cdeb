import { describe, expect, it } from 'vitest';
import { deploysItself, effectiveRuns } from '../../../src/engine/correlate/nested-runs.js';
import { runsOf } from '../../../src/engine/correlate/retries.js';
import { bitbucketPipelines } from '../../../src/providers/bitbucket-pipelines/index.js';
import { lacks } from '../../../src/providers/bitbucket-pipelines/lacks.js';
import { playing } from '../bitbucket/support.js';
import { witnessed } from '../http/vendor-server.js';
import { endPipeline, repositoryNamed, startPipeline } from '../play/bitbucket/mutations.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { deployment, gather, mapped, pipeline, runOf, runsIn, settingsOf } from './support.js';

const MINUTE = 60_000;

describe('a pipeline of Bitbucket', () => {
  it('bitbucket 5: has up to nine digits of a second, which are cut to milliseconds', () => {
    expect(runOf('pipelines', [pipeline()])).toMatchObject({
      ...{ id: 'bitbucket-pipelines:bitbucket.org:run:01fad871', number: '186', status: 'SUCCESS' },
      ...{ pipeline: 'default', kinds: ['CI'], branch: 'main', commits: ['ca43'.padEnd(40, '0')] },
      startedAt: Date.UTC(2026, 2, 2, 9, 0, 0, 143),
      endedAt: Date.UTC(2026, 2, 2, 9, 8, 0, 143),
      url: 'https://bitbucket.org/acme/shop/pipelines/results/186',
    });
  });

  it('is known by its result, else its stage, else its state', () => {
    const statusOf = (state: object) => runOf('pipelines', [pipeline({ state })]).status;
    const result = (name: string) => statusOf({ name: 'COMPLETED', result: { name } });
    expect([result('FAILED'), result('ERROR'), result('STOPPED'), result('NOT_RUN')]).toEqual([
      ...['FAILURE', 'FAILURE', 'ABORTED', 'SKIPPED'],
    ]);
    expect(statusOf({ name: 'IN_PROGRESS', stage: { name: 'PAUSED' } })).toBe('RUNNING');
    expect(statusOf({ name: 'PENDING' })).toBe('QUEUED');
    expect(statusOf({ name: 'NEWER_WORD' })).toBe('ABORTED');
    const running = pipeline({ state: { name: 'IN_PROGRESS' }, completed_on: null });
    expect(runOf('pipelines', [running])).toMatchObject({ endedAt: null });
  });

  it('deploys where its name says so, and never ends before it begins', () => {
    const selector = { type: 'custom', pattern: 'deploy-live' };
    const custom = pipeline({ target: { ref_name: 'main', selector } });
    expect(runOf('pipelines', [custom])).toMatchObject({
      ...{ pipeline: 'custom: deploy-live', kinds: ['CD'], commits: [] },
    });
    const early = pipeline({ completed_on: '2026-03-02T09:00:00.100Z' });
    const { startedAt, endedAt } = runOf('pipelines', [early]);
    expect(endedAt).toBe(startedAt);
  });
});

describe('a deployment of Bitbucket', () => {
  it('is a run below its pipeline, with its commit, its environment and its times', () => {
    expect(runOf('deployments', [deployment()])).toMatchObject({
      parent: 'bitbucket-pipelines:bitbucket.org:run:01fad871',
      ...{ kinds: ['CD'], status: 'SUCCESS', environment: 'live', number: '186' },
      ...{ environmentType: 'PRODUCTION', commits: ['ca43'.padEnd(40, '0')] },
      endedAt: Date.UTC(2026, 2, 2, 9, 8, 0, 307),
    });
  });

  it('goes to production by the type of its environment, or by the settings', () => {
    const typeOf = (name: string, type: string | null, production: string[] = []) => {
      const environment = { name, environment_type: type && { name: type } };
      return runOf('deployments', [deployment({ environment })], production).environmentType;
    };
    expect(typeOf('eu', 'Production')).toBe('PRODUCTION');
    expect(typeOf('production-like', 'Staging')).toBe('PRE_PRODUCTION');
    expect(typeOf('eu', 'Staging', ['eu'])).toBe('PRODUCTION');
    expect(typeOf('eu', null)).toBeNull();
  });

  it('counts alone, and its pipeline not beside it', () => {
    const facts = [
      ...mapped('pipelines', [pipeline()]).PIPELINE_RUN!,
      ...mapped('deployments', [deployment()]).PIPELINE_RUN!,
    ];
    const attempts = facts.map((fact, number) => ({
      ...fact,
      ...{ number, repository: null, services: [] },
    }));
    const found = effectiveRuns(runsOf(attempts), () => false);
    expect(found.filter(({ run: [one] }) => deploysItself(one!))).toHaveLength(1);
    expect(found.find(({ run: [one] }) => one?.parent === null)?.deploysBelow).toBe(true);
  });

  it('waits while it is not deployed, and is dropped without any date', () => {
    const waiting = deployment({ state: { name: 'UNDEPLOYED' } });
    expect(runOf('deployments', [waiting])).toMatchObject({ status: 'QUEUED', endedAt: null });
    const undated = { ...waiting, last_update_time: null, release: null };
    expect(mapped('deployments', [undated]).dropped).toEqual({ UNDATED_DEPLOYMENT: 1 });
  });

  it('names what Bitbucket does not provide', () => {
    expect(lacks.every(({ fact }) => fact === 'PIPELINE_RUN')).toBe(true);
  });
});

describe('a sync of Bitbucket Pipelines', () => {
  it('reads again what goes on, until it ends', async () => {
    const server = await playing();
    const shop = repositoryNamed(server.world, 'shop');
    const begun = startPipeline(shop, 'topic', Date.now() - 10 * MINUTE);
    const first = await gather(server);
    const statusOf = (pages: Parameters<typeof runsIn>[0]) =>
      runsIn(pages).find(({ branch }) => branch === 'topic')?.status;
    expect(statusOf(first.pages)).toBe('RUNNING');
    // A newer one lies before it in the list.
    startPipeline(shop, 'other', Date.now() - MINUTE);
    endPipeline(begun, 'FAILED', Date.now());
    const second = await gather(server, { cursor: first.cursor });
    expect(statusOf(second.pages)).toBe('FAILURE');
    expect(runsIn(second.pages)).toHaveLength(2);
  });

  it('goes on with a backfill that was cut off, page by page', async () => {
    const server = await playing({ size: 12 });
    const shop = repositoryNamed(server.world, 'shop');
    for (let count = 0; count < 230; count += 1)
      endPipeline(
        startPipeline(shop, `b${count}`, Date.now() - (count + 60) * MINUTE),
        'FAILED',
        Date.now(),
      );
    const whole = runsIn((await gather(server)).pages);
    const seen = [];
    let cursor: string | null = null;
    for (let run = 0; run < 20; run += 1) {
      const part = await gather(server, { cursor, budget: { pages: 1 } });
      seen.push(...part.pages);
      cursor = part.cursor;
    }
    expect(runsIn(seen)).toHaveLength(whole.length);
  });

  it('fails where the scope is missing, and reads nothing of pull requests', async () => {
    const server = await playing();
    await gather(server);
    expect(server.requests.filter(({ path }) => path.includes('pullrequests'))).toEqual([]);
    server.world.scopes.delete('pipeline');
    await expect(gather(server)).rejects.toThrow('read:pipeline:bitbucket');
  });

  it('a status of a commit by Pipelines has the newest runs read', async () => {
    const server = await playing();
    const url = 'https://bitbucket.org/harbour/shop/addon/pipelines/home#!/results/186';
    const open = (status: object, event = 'repo:commit_status_updated') => {
      const value = { repository: { full_name: 'harbour/shop' }, commit_status: status };
      const headers = { 'x-event-key': event };
      const body = Buffer.from(JSON.stringify(value));
      return bitbucketPipelines.open!({ headers, body, receivedAt: 0 });
    };
    expect(open({ url }).nudges).toEqual(['newest/harbour/shop']);
    expect(open({ url: 'https://ci.example.com/1' }).ignored).toContain('another tool');
    expect(open({ url }, 'repo:push').ignored).toContain('repo:push');
    const pages = [];
    const { context } = witnessed();
    const nudges = ['newest/harbour/shop', 'newest/harbour/shop', 'nonsense'];
    for await (const page of bitbucketPipelines.fetchNudged!(settingsOf(server), nudges, context))
      pages.push(page);
    expect(pages.map(({ kind }) => kind)).toEqual(['pipelines', 'deployments']);
    expect(runsIn(pages).length).toBeGreaterThan(3);
  });

  it('looks up a pipeline by its number', async () => {
    const server = await playing();
    const spot = (what: string) =>
      bitbucketPipelines.spotCheck!(settingsOf(server), what, witnessed().context);
    expect(await spot('harbour/shop#1')).toMatchObject({ found: true });
    expect(await spot('harbour/shop#9999')).toMatchObject({ found: false });
  });
});

describe.skipIf(!hasRecordings('bitbucket'))('every recorded run of Bitbucket', () => {
  it('maps whole, pipelines and deployments', () => {
    const dataOf = (name: string) => recorded<unknown>('bitbucket', name).map(({ data }) => data);
    const pipelines = mapped('pipelines', dataOf('pipelines'));
    expect([pipelines.PIPELINE_RUN?.length, pipelines.dropped]).toEqual([22, undefined]);
    const deployments = mapped('deployments', dataOf('deployments'));
    expect([deployments.PIPELINE_RUN?.length, deployments.dropped]).toEqual([27, undefined]);
    const ids = new Set(pipelines.PIPELINE_RUN?.map(({ id }) => id));
    expect(deployments.PIPELINE_RUN?.every(({ parent }) => ids.has(parent ?? ''))).toBe(true);
    const types = new Set(deployments.PIPELINE_RUN?.map(({ environmentType }) => environmentType));
    expect([...types].sort()).toEqual(['PRE_PRODUCTION', 'PRODUCTION']);
  });
});

describe.skipIf(!hasContracts)('the contract of Bitbucket Cloud', () => {
  it('allows every request for runs and every answer of the play server', async () => {
    const cloud = await contractOf('bitbucket/cloud-2.0.json');
    const server = await playing();
    startPipeline(repositoryNamed(server.world, 'shop'), 'topic', Date.now() - MINUTE);
    const { cursor } = await gather(server);
    startPipeline(repositoryNamed(server.world, 'shop'), 'other', Date.now());
    await gather(server, { cursor });
    await bitbucketPipelines.check(settingsOf(server), witnessed().context);
    const faults = server.requests.flatMap((asked) => contractFaults([cloud], asked, '/2.0'));
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(server.requests.map(({ route }) => route)).size).toBeGreaterThan(3);
  });
});

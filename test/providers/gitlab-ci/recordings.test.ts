import { describe, expect, it } from 'vitest';
import { gitlabCi } from '../../../src/providers/gitlab-ci/index.js';
import { keptDeployment, keptJob, keptPipeline } from '../../../src/providers/gitlab-ci/kept.js';
import { playing } from '../gitlab/support.js';
import { witnessed } from '../http/vendor-server.js';
import { addPipeline } from '../play/gitlab/pipelines.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { gather, mappedNodes, settingsOf } from './support.js';

type Raw = Record<string, unknown>;
const dataOf = (name: string): Raw[] =>
  recorded<Raw | Raw[]>('gitlab', name).flatMap(({ data }) => [data].flat() as Raw[]);
const alone = (node: Raw) => ({ pipeline: keptPipeline(node), jobs: null, children: [] });

describe.skipIf(!hasRecordings('gitlab'))('every recorded answer of GitLab CI/CD', () => {
  it('pipelines map whole, in every status', () => {
    const nodes = dataOf('pipeline').map(alone);
    const { PIPELINE_RUN, dropped, reservations } = mappedNodes('pipelines', nodes);
    expect([dropped, reservations]).toEqual([undefined, undefined]);
    const counts = Map.groupBy(PIPELINE_RUN!, ({ status }) => status);
    expect(Object.fromEntries([...counts].map(([status, { length }]) => [status, length]))).toEqual(
      {
        ...{ FAILURE: 17, RUNNING: 3, SUCCESS: 1, ABORTED: 1, QUEUED: 6, SKIPPED: 1 },
      },
    );
  });

  it('pages of pipelines say when they ran and who started them', () => {
    const { PIPELINE_RUN, dropped } = mappedNodes(
      'pipelines',
      dataOf('pipeline_details').map(alone),
    );
    expect(dropped).toBeUndefined();
    expect(PIPELINE_RUN).toHaveLength(16);
    expect(
      PIPELINE_RUN!.filter(({ startedAt, triggeredBy }) => !startedAt || !triggeredBy),
    ).toEqual([]);
    expect(PIPELINE_RUN![0]).toMatchObject({
      ...{ status: 'SUCCESS', branch: null, number: '36229', tags: ['merge_request_event'] },
      ...{ startedAt: Date.parse('2023-11-20T07:17:10.123Z') },
      ...{ endedAt: Date.parse('2023-11-21T01:54:29.748Z') },
    });
  });

  it('jobs map whole; those that the recorder left nothing of but an id are counted', () => {
    const [pipeline] = dataOf('pipeline_details');
    const jobs = [...dataOf('job'), ...dataOf('trigger_job'), ...dataOf('jobs_more')].map(keptJob);
    const node = { pipeline: keptPipeline(pipeline), jobs, children: [] };
    const { PIPELINE_RUN, dropped } = mappedNodes('pipelines', [node]);
    expect(dropped).toEqual({ MALFORMED_JOB: 4 });
    expect(PIPELINE_RUN).toHaveLength(1 + jobs.length - 4);
  });

  it('deployments map whole but those that lack their instants, and words of no GitLab wait', () => {
    const nodes = [...dataOf('deployments'), ...dataOf('deployments_detail')].map((node) => ({
      ...{ deployment: keptDeployment(node), tier: null },
    }));
    const { PIPELINE_RUN, dropped, reservations } = mappedNodes('deployments', nodes);
    expect(dropped).toEqual({ MALFORMED_DEPLOYMENT: 2 });
    expect(PIPELINE_RUN!.map(({ status }) => status)).toEqual([
      ...['SUCCESS', 'QUEUED', 'FAILURE', 'ABORTED', 'QUEUED', 'RUNNING', 'QUEUED', 'QUEUED'],
    ]);
    expect(reservations?.map(({ name }) => name)).toEqual(['completed', 'undeployed']);
  });
});

describe.skipIf(!hasContracts)('the contract of GitLab CI/CD', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const contract = await contractOf('gitlab/rest-v4.json');
    const server = await playing({ below: '/gitlab' });
    const { world } = server;
    const given = { groups: 'harbour', jobs: 'ALL' };
    const { cursor } = await gather(server, {}, given);
    world.now += 900_000;
    const [shop] = world.projects;
    const { fields } = addPipeline(world, shop!, { at: world.now - 700_000, by: world.users[0]! });
    await gather(server, { cursor, pass: 'SWEEP' }, given);
    const settings = settingsOf(server);
    const { context } = witnessed({ now: world.now });
    expect((await gitlabCi.check(settings, context)).ok).toBe(true);
    await gitlabCi.spotCheck!(settings, `harbour/shop#${fields.id}`, context);
    const nudges = [`pipeline/${shop!.id}/${fields.id}`, `deployments/${shop!.id}/1`];
    for await (const _ of gitlabCi.fetchNudged!(settings, nudges, context));
    const faults = server.requests.flatMap((asked) =>
      contractFaults([contract], asked, '/gitlab/api/v4'),
    );
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(server.requests.map(({ route }) => route)).size).toBeGreaterThan(9);
  });
});

import { describe, expect, it } from 'vitest';
import { harness } from '../../../src/providers/harness/index.js';
import { inTimeZone } from '../../in-time-zone.js';
import { witnessed } from '../http/vendor-server.js';
import type { Json } from '../play/harness/elements.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { gather, mapped, NOW, PLACE, playing, settingsOf } from './support.js';

const FIRST_GENERATION = 'harness-first-generation';

interface Answer {
  readonly data: { readonly pipelineExecutionSummary: Json };
}

describe.skipIf(!hasRecordings('harness'))('every recorded answer of Harness', () => {
  it('maps whole: the one execution, which deployed to a test environment', () => {
    const executions = recorded<Answer>('harness', 'pipeline_executions').map(
      ({ data }) => data.data.pipelineExecutionSummary,
    );
    const { PIPELINE_RUN, dropped } = mapped(executions, { project: 'CD_Docs' });
    expect(dropped).toBeUndefined();
    expect(PIPELINE_RUN).toEqual([
      {
        ...{ id: `harness:${PLACE}:_iodHvEhT2y_Mn_DLaR32A`, updatedAt: 1_663_276_251_126 },
        ...{ pipeline: 'Triggers', kinds: ['CD'], number: '11', attempt: 1, parent: null },
        ...{ run: `harness:${PLACE}:_iodHvEhT2y_Mn_DLaR32A`, organization: 'default' },
        ...{ project: 'CD_Docs', repository: null, branch: null, commits: [] },
        ...{ status: 'SUCCESS', statusName: 'Success', rollback: false, services: ['dev'] },
        ...{ startedAt: 1_663_276_236_674, endedAt: 1_663_276_251_126, environment: 'dev' },
        ...{ environmentType: 'PRE_PRODUCTION', infrastructure: null },
        ...{ tags: ['WEBHOOK_CUSTOM'], artifactsIn: [], artifactsOut: [], triggeredBy: null },
        url: 'https://app.harness.io/ng/#/account/ACCOUNT/cd/orgs/default/projects/CD_Docs/pipelines/Triggers/executions/_iodHvEhT2y_Mn_DLaR32A/pipeline',
      },
    ]);
  });

  it('is the same in any zone', async () => {
    const executions = recorded<Answer>('harness', 'pipeline_executions').map(
      ({ data }) => data.data.pipelineExecutionSummary,
    );
    const here = mapped(executions);
    for (const other of ['Pacific/Auckland', 'America/St_Johns'])
      expect(await inTimeZone(other, () => mapped(executions))).toEqual(here);
  });

  it('that is a notification points at its execution', () => {
    const bodies = recorded('harness', 'webhooks').map(({ data }) => data);
    const opened = bodies.map((body) =>
      harness.open!({ headers: {}, receivedAt: NOW, body: Buffer.from(JSON.stringify(body)) }),
    );
    expect(opened.map(({ nudges }) => nudges.length)).toEqual([1, 1, 1, 1, 1]);
    expect(opened.at(-1)?.nudges).toEqual(['ACCOUNT_ID/default/PROJECT_ID/DRWqd-imSA2wi8xPmoaOjQ']);
  });
});

describe.skipIf(!hasRecordings(FIRST_GENERATION))('the first generation of Harness', () => {
  it('is nothing of today: each of its executions is counted as one that cannot be read', () => {
    const executions = recorded(FIRST_GENERATION, 'executions').map(({ data }) => data);
    expect(mapped(executions)).toMatchObject({
      ...{ PIPELINE_RUN: [], dropped: { MALFORMED_EXECUTION: 4 } },
    });
  });
});

/** Does everything that asks Harness anything. */
async function exercise(): Promise<Awaited<ReturnType<typeof playing>>> {
  const server = await playing({ size: 60 });
  const first = await gather(server);
  await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
  const settings = settingsOf(server, { projects: 'default/Shop' });
  const { context } = witnessed({ now: NOW });
  await harness.check(settings, context);
  await harness.spotCheck!(settings, 'default/Shop/Shop-2', context);
  for await (const _ of harness.fetchNudged!(settings, ['ACCOUNT/default/Shop/Shop-3'], context));
  return server;
}

/** Nobody recorded lists, graphs and builds of Harness: these answers are written from the contract, and held to it. */
describe.skipIf(!hasContracts)('the contract of Harness', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const contract = await contractOf('harness/ng-v1.json');
    const server = await exercise();
    const faults = server.requests.flatMap((asked) => contractFaults([contract], asked));
    expect([...new Set(faults)]).toEqual([]);
    const isFilter = contract.schema('PipelineExecutionFilterProperties');
    const filters = server.requests.filter(({ method }) => method === 'POST');
    expect(filters.length).toBeGreaterThan(5);
    for (const { body } of filters) expect(isFilter(body)).toBe(true);
  });
});

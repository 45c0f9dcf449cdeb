import { describe, expect, it } from 'vitest';
import { azurePipelines } from '../../../src/providers/azure-pipelines/index.js';
import { gather, pageOf } from '../azure-api/gather.js';
import { witnessed } from '../http/vendor-server.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { useAzure } from '../play/use-azure.js';
import { body } from './made.js';

const dataOf = (name: string) => recorded('azure-devops', name).map(({ data }) => data);

describe.skipIf(!hasRecordings('azure-devops'))('the recorded answers of Azure Pipelines', () => {
  it('are all read: builds with a timeline', () => {
    const records = dataOf('timeline_records');
    const nodes = dataOf('builds').map((build) => ({ build, records }));
    const { PIPELINE_RUN = [], dropped } = azurePipelines.toFacts(
      pageOf('builds', { ...body, nodes }),
    );
    expect(dropped).toBeUndefined();
    expect(PIPELINE_RUN.map(({ status }) => status)).toEqual([
      ...['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'RUNNING', 'QUEUED', 'ABORTED'],
    ]);
    expect(PIPELINE_RUN[0]).toMatchObject({
      ...{ pipeline: 'deploy_to_prod', kinds: ['CD'], branch: 'main', number: 'azure-job' },
      repository: 'https://github.com/johndoe/test-repo',
      startedAt: Date.parse('2023-02-25T06:22:32.809Z'),
    });
  });

  it('are all read: deployments of releases', () => {
    const [answer] = dataOf('release_deployments') as [{ readonly value: readonly unknown[] }];
    const { PIPELINE_RUN = [], dropped } = azurePipelines.toFacts(
      pageOf('deployments', { ...body, nodes: answer.value }),
    );
    expect(dropped).toBeUndefined();
    expect(PIPELINE_RUN).toHaveLength(17);
    const failed = PIPELINE_RUN.filter(({ status }) => status === 'FAILURE');
    expect(failed.map(({ environment, statusName }) => [environment, statusName])).toEqual([
      ['PROD', 'phasefailed'],
    ]);
    expect(PIPELINE_RUN.filter(({ artifactsIn }) => artifactsIn.length > 0)).toHaveLength(8);
  });

  it('are opened or ignored with a reason: webhooks', () => {
    const opened = dataOf('webhooks').map((hook) => {
      const text = Buffer.from(JSON.stringify(hook));
      return azurePipelines.open!({ headers: {}, body: text, receivedAt: 0 });
    });
    for (const { nudges, ignored } of opened) expect(nudges.length === 1 || ignored).toBeTruthy();
  });
});

/** The contract wants the id of a timeline, which Azure lets out. */
const isBareTimeline = (fault: string): boolean => /no operation .*\/timeline$/.test(fault);

describe.skipIf(!hasContracts)('the play of Azure Pipelines', () => {
  it('asks and answers what the contract of Azure has', async () => {
    const server = await useAzure({ size: 12 });
    const { cursor } = await gather(azurePipelines, server);
    await gather(azurePipelines, server, { cursor, pass: 'SWEEP' });
    const settings = azurePipelines.settings.parse(server.settings);
    const { context } = witnessed();
    await azurePipelines.check(settings, context);
    for (const kind of ['PROJECT', 'PIPELINE'])
      await azurePipelines.discover!(
        settings,
        { kind, search: 's', first: 9, after: null },
        context,
      );
    const { definition, id } = server.world.pipelines.builds[0]!;
    const { release, project } = server.world.pipelines.deployments[0]!;
    const nudges = [`build/${definition.project.id}/${id}`, `release/${project.id}/${release.id}`];
    for await (const _ of azurePipelines.fetchNudged!(settings, nudges, context));
    const what = `${definition.project.name}/${id}`;
    expect(await azurePipelines.spotCheck!(settings, what, context)).toMatchObject({ found: true });
    const contracts = await Promise.all(
      ['core', 'git', 'build', 'release', 'environments'].map((part) =>
        contractOf(`azure-devops/${part}-7.1.json`),
      ),
    );
    const faults = server.requests.flatMap((held) => contractFaults(contracts, held));
    expect([...new Set(faults)].filter((fault) => !isBareTimeline(fault))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { serveApp } from '../server/real-server.js';
import { databaseKinds } from '../storage/databases.js';
import { openStory } from '../story/open-story.js';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 3, hour)).toISOString();
const run = (number: number, fact: object) =>
  JSON.stringify({
    ...{
      kind: 'PIPELINE_RUN',
      id: `run-${number}`,
      number: String(number),
      pipeline: 'deploy shop',
    },
    ...{ kinds: ['CD'], status: 'SUCCESS', services: ['shop'], environment: 'live' },
    ...{ startedAt: at(number), endedAt: at(number + 1), updatedAt: at(22), ...fact },
  });
const lines = [
  run(1, {}),
  run(2, { status: 'FAILURE' }),
  run(3, { environment: 'staging' }),
  run(4, { kinds: ['CI'], pipeline: 'build shop', environment: undefined }),
  run(5, { status: 'RUNNING', endedAt: undefined }),
  run(6, { services: ['till'] }),
  run(7, { rollback: true }),
  run(8, { environment: 'blue', environmentType: 'PRODUCTION' }),
  run(9, { status: 'ABORTED' }),
  run(10, { environment: 'customer-a' }),
  run(11, { parent: 'run-12' }),
  run(12, { pipeline: 'deploy everything', environment: undefined, services: ['shop'] }),
];

const byPipelines = {
  ...fivePhasesPreset,
  changeFailureRate: { ...fivePhasesPreset.changeFailureRate, source: 'CONTINUOUS_DEPLOYMENT' },
} as const;

interface Previewed {
  readonly toolNumber: string;
  readonly verdict: string;
  readonly why: string;
}
interface Answer {
  readonly deploymentPreview: {
    readonly runs: readonly Previewed[] | null;
    readonly userErrors: readonly unknown[];
  };
}
interface Counted {
  readonly insights: readonly {
    readonly records: {
      readonly nodes: readonly { readonly number: string; readonly isFailure: boolean }[];
    };
  }[];
}

const PREVIEW = /* GraphQL */ `query ($input: DeploymentPreviewInput!) {
  deploymentPreview(input: $input) { runs { toolNumber verdict why } userErrors { code field } }
}`;
const SAVE = /* GraphQL */ `mutation ($node: ID!, $settings: PipelineSettingsInput!) {
  saveTeamPipelines(input: { node: $node, settings: $settings }) { userErrors { code } }
}`;
const COUNTED = /* GraphQL */ `query ($metric: MetricId!) {
  insights(scope: { path: "Organisation" }, metrics: [$metric], range: { dates: { from: "2026-03-02", to: "2026-03-08" } }) {
    records(first: 50) { nodes { ... on DeploymentRecord { number isFailure } } }
  }
}`;

const trials: readonly (readonly [string, object, Readonly<Record<string, string>>])[] = [
  [
    'a service',
    { scope: [{ property: 'service', operator: 'EQUALS', values: ['shop'] }] },
    {
      ...{ 1: 'SUCCESSFUL', 2: 'FAILED', 3: 'NOT_PRODUCTION', 4: 'NOT_A_DEPLOYMENT' },
      ...{ 5: 'NOT_FINISHED', 6: 'OTHER_SCOPE', 7: 'FAILED', 8: 'SUCCESSFUL', 9: 'NOT_FINISHED' },
      ...{ 10: 'NOT_PRODUCTION', 11: 'SUCCESSFUL', 12: 'DEPLOYED_BELOW' },
    },
  ],
  [
    'environments and filters of its own',
    {
      scope: [{ property: 'environment', operator: 'EQUALS', values: ['live', 'customer-a'] }],
      success: { conditions: [{ property: 'status', operator: 'EQUALS', values: ['SUCCESS'] }] },
      failure: { conditions: [{ property: 'status', operator: 'EQUALS', values: ['ABORTED'] }] },
    },
    {
      ...{
        1: 'SUCCESSFUL',
        2: 'OTHER_STATE',
        3: 'OTHER_SCOPE',
        4: 'OTHER_SCOPE',
        5: 'NOT_FINISHED',
      },
      ...{ 6: 'SUCCESSFUL', 7: 'SUCCESSFUL', 8: 'OTHER_SCOPE', 9: 'FAILED', 10: 'SUCCESSFUL' },
      ...{ 11: 'SUCCESSFUL', 12: 'OTHER_SCOPE' },
    },
  ],
];

describe.each(databaseKinds)('on %s', (kind) => {
  const opened = async () => {
    const story = await openStory(kind);
    const { app, viewer } = story;
    await story.activate('Name,Email,Manager Email\nEve,eve@x.io,\nAda,ada@x.io,eve@x.io\n');
    await app.ingestion.ingest(viewer, { source: 'Runs', lines });
    const { number: efficiencyProfile } = await app.directory.profiles.create(
      viewer,
      'EFFICIENCY',
      {
        ...{ name: 'Pipelines', description: null, config: byPipelines },
      },
    );
    const [tree] = await app.directory.trees.list(viewer, null);
    await app.directory.trees.update(viewer, tree!.number, { efficiencyProfile });
    await story.settle();
    const server = await serveApp(app);
    const key = await server.key(viewer.account, 'ADMIN', false);
    const asked = await server.ask(key, '{ teams { nodes { id } } }', {});
    const { teams } = asked.data as unknown as { teams: { nodes: { id: string }[] } };
    const node = teams.nodes[0]!.id;
    const ask = async <Data>(document: string, variables: object): Promise<Data> => {
      const { data, errors } = await server.ask(key, document, { ...variables });
      expect(errors).toBeUndefined();
      return data as Data;
    };
    const preview = async (more: object = {}) =>
      (await ask<Answer>(PREVIEW, { input: { node, ...more } })).deploymentPreview;
    return { story, node, ask, preview };
  };

  test('what a preview of deployments says of each run is what is counted once it is saved', async () => {
    const { story, node, ask, preview } = await opened();
    for (const [name, pipelines, verdicts] of trials) {
      const { runs, userErrors } = await preview({ pipelines });
      expect(userErrors).toEqual([]);
      const found = runs!.map(({ toolNumber, verdict }) => [toolNumber, verdict]);
      expect(Object.fromEntries(found), name).toEqual(verdicts);
      await ask(SAVE, { node, settings: pipelines });
      await story.settle();
      const countedBy = async (metric: string) => {
        const { insights } = await ask<Counted>(COUNTED, { metric });
        return insights[0]!.records.nodes;
      };
      const numbersOf = (...wanted: readonly string[]) =>
        runs!
          .flatMap(({ toolNumber, verdict }) => (wanted.includes(verdict) ? [toolNumber] : []))
          .sort();
      const counted = (await countedBy('DEPLOYMENT_FREQUENCY')).map(({ number }) => number);
      expect(counted.sort()).toEqual(numbersOf('SUCCESSFUL'));
      const rated = await countedBy('CHANGE_FAILURE_RATE');
      expect(rated.map(({ number }) => number).sort()).toEqual(numbersOf('SUCCESSFUL', 'FAILED'));
      const failed = rated.flatMap(({ number, isFailure }) => (isFailure ? [number] : []));
      expect(failed.sort()).toEqual(numbersOf('FAILED'));
    }
  }, 60_000);

  test('a preview of deployments gives reasons, finds pipelines, and refuses what a save would', async () => {
    const { preview } = await opened();
    const { runs } = await preview({ pipelines: trials[0]![1] });
    const why = Object.fromEntries(runs!.map((one) => [one.toolNumber, one.why]));
    expect(why).toMatchObject({
      2: 'It failed, as the tool says.',
      3: 'It went to "staging", which is no production environment: name it in the scope if it is.',
      4: 'Its integration takes it for CI alone: see there which runs deploy.',
      6: 'The scope does not match it: service is "shop" (it has "till").',
      7: 'It is a rollback.',
    });
    const unsaved = await preview({ search: 'EVERYTHING' });
    expect(unsaved.runs).toEqual([
      {
        ...{ toolNumber: '12', verdict: 'OTHER_SCOPE' },
        why: 'The scope of the pipelines is empty, and matches nothing.',
      },
    ]);
    expect((await preview({ first: 3 })).runs).toHaveLength(3);
    const scope = [{ property: 'colour', operator: 'EQUALS', values: ['red'] }];
    const refused = await preview({ pipelines: { scope } });
    expect(refused).toMatchObject({
      runs: null,
      userErrors: [{ field: ['pipelines', 'scope', '0', 'property'] }],
    });
    const tooMany = await preview({ first: 1_000 });
    expect(tooMany.userErrors).toEqual([{ code: 'OUT_OF_RANGE', field: ['first'] }]);
  }, 60_000);
});

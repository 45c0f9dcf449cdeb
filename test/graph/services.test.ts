import { beforeAll, expect, test } from 'vitest';
import { encodeNodeId } from '../../src/graph/node-id.js';
import { type RealServer, serveApp } from '../server/real-server.js';
import { openStory } from '../story/open-story.js';
import { importTwoServices, measureDelivery } from '../story/two-services.js';

let server: RealServer;
let key: string;
beforeAll(async () => {
  const story = await openStory('EMBEDDED');
  await importTwoServices(story);
  await measureDelivery(story);
  server = await serveApp(story.app);
  key = await server.key(story.viewer.account, 'VIEWER', false);
}, 120_000);

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await server.ask(key, query, variables);
  expect(errors).toBeUndefined();
  return data as Data;
}
interface Named {
  readonly id: string;
  readonly name: string;
}
interface Nodes<Item> {
  readonly nodes: readonly Item[];
}
const services = async () =>
  (await ask<{ services: Nodes<Named> }>('{ services { nodes { id name } } }')).services.nodes;

const range = 'range: { dates: { from: "2026-03-01", to: "2026-03-31" } }';
const insights = (metrics: string, selection: string) =>
  `query ($scope: InsightScopeInput!) { insights(scope: $scope, metrics: [${metrics}], ${range}) { ${selection} } }`;

test('a service is found by name, by its id and in a breakdown, and its id is a scope', async () => {
  const [basket, search] = await services();
  expect([basket!.name, search!.name]).toEqual(['basket', 'search']);
  const { node } = await ask<{ node: Named }>(
    'query ($id: ID!) { node(id: $id) { __typename id ... on Service { name } } }',
    { id: basket!.id },
  );
  expect(node).toEqual({ __typename: 'Service', ...basket });
  const whole = await ask<{ insights: { breakdown: object[] }[] }>(
    insights(
      'DEPLOYMENT_FREQUENCY',
      'breakdown(by: SERVICE) { label service { id name } pipeline { id } value { value } }',
    ),
    { scope: { path: 'Organisation' } },
  );
  expect(whole.insights[0]!.breakdown).toEqual([
    { label: 'basket', service: basket, pipeline: null, value: { value: 4 } },
    { label: 'search', service: search, pipeline: null, value: { value: 2 } },
  ]);
  const alone = await ask<{ insights: { id: string; headline: object }[] }>(
    insights(
      'DEPLOYMENT_FREQUENCY',
      'id headline { value } records { nodes { ... on DeploymentRecord { services } } }',
    ),
    { scope: { service: search!.id } },
  );
  expect(alone.insights[0]).toMatchObject({
    headline: { value: 2 },
    records: { nodes: [{ services: ['search'] }, { services: ['search'] }] },
  });
  const again = await ask<{ node: object }>(
    'query ($id: ID!) { node(id: $id) { ... on Insight { headline { value } } } }',
    { id: alone.insights[0]!.id },
  );
  expect(again.node).toEqual({ headline: { value: 2 } });
});

test('a pipeline says in which projects and integrations it runs, and its id is a scope', async () => {
  const found = await ask<{ pipelines: Nodes<Named & { integrations: string[] }> }>(
    '{ pipelines(search: "BASKET") { totalCount nodes { id name projects integrations } } }',
  );
  const [pipeline] = found.pipelines.nodes;
  expect(found.pipelines).toMatchObject({
    totalCount: null,
    nodes: [{ name: 'ship basket', projects: ['Shop'], integrations: [expect.any(String)] }],
  });
  const reported = await ask<{ node: object }>(
    'query ($id: ID!) { node(id: $id) { ... on Integration { name } } }',
    { id: pipeline!.integrations[0]! },
  );
  expect(reported.node).toEqual({ name: 'Ours' });
  const alone = await ask<{ insights: object[] }>(
    insights(
      'LEAD_TIME_FOR_CHANGES',
      'headline { duration } breakdown(by: PIPELINE) { pipeline { id projects } }',
    ),
    { scope: { pipeline: pipeline!.id } },
  );
  expect(alone.insights).toEqual([
    {
      headline: { duration: 'PT15H' },
      breakdown: [{ pipeline: { id: pipeline!.id, projects: ['Shop'] } }],
    },
  ]);
});

test('what knows no services is refused by name, and so is an id of another kind', async () => {
  const [basket] = await services();
  const refused = async (metrics: string, scope: object) => {
    const { errors } = await server.ask(key, insights(metrics, 'unit'), { scope });
    return errors?.map(({ message, extensions }) => [extensions?.code, message]);
  };
  expect(await refused('CODING_DAYS_PER_DEVELOPER', { service: basket!.id })).toEqual([
    [
      'BAD_USER_INPUT',
      expect.stringMatching(/^CODING_DAYS_PER_DEVELOPER cannot be asked of a service/),
    ],
  ]);
  expect(await refused('DEPLOYMENT_FREQUENCY', { pipeline: basket!.id })).toEqual([
    ['BAD_USER_INPUT', expect.stringMatching(/is not the id of a Pipeline/)],
  ]);
  expect(
    await refused('DEPLOYMENT_FREQUENCY', { service: encodeNodeId('Service', 987_654) }),
  ).toEqual([['NOT_FOUND', expect.stringMatching(/^The id names no service/)]]);
  const both = await refused('DEPLOYMENT_FREQUENCY', { service: basket!.id, path: 'Organisation' });
  expect(both).toHaveLength(1);
});

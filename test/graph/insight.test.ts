import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeNodeId } from '../../src/graph/node-id.js';
import { readOperations } from '../../src/server/operations.js';
import { viewerKey } from '../server/small-services.js';
import { type Started, start } from '../server/start.js';

let started: Started;
beforeAll(async () => {
  started = await start();
});
afterAll(() => started.server.stop());

const range = 'range: { dates: { from: "2025-03-03", to: "2025-03-09" } }';
const asking = (selection: string) =>
  `{ insights(scope: { path: "Organisation" }, metrics: [LEAD_TIME_FOR_CHANGES], ${range}) { ${selection} } }`;

async function first(selection: string): Promise<Record<string, unknown>> {
  const { body } = await started.ask(asking(selection));
  expect(body.errors).toBeUndefined();
  return (body.data as { insights: Record<string, unknown>[] }).insights[0]!;
}

test('durations are seconds and ISO 8601 wherever they appear', async () => {
  const insight = await first(
    'headline { value seconds duration } change { absolute relative } records(first: 1) { nodes { value duration } } unit range { from }',
  );
  expect(insight).toEqual({
    headline: { value: 10_800, seconds: 10_800, duration: 'PT3H' },
    change: { absolute: -3600, relative: -0.25 },
    records: { nodes: [{ value: 3600, duration: 'PT1H' }] },
    unit: 'DURATION',
    range: { from: '2025-03-03T00:00:00.000Z' },
  });
});

test('parts of a duration are seconds, but what says yes or no is 1 or 0', async () => {
  const { records } = await first('records(first: 1) { nodes { parts { name value } } }');
  expect(records).toEqual({
    nodes: [
      {
        parts: [
          { name: 'commitToRelease', value: 3600 },
          { name: 'withCommitToRelease', value: 1 },
        ],
      },
    ],
  });
});

test('rows come as their own types, page by page', async () => {
  const insight = await first(
    'records(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { __typename subject ... on ChangeRecord { pullRequest release { name } } } edges { cursor } }',
  );
  expect(insight.records).toMatchObject({
    totalCount: 3,
    pageInfo: { hasNextPage: true, endCursor: 'after-2' },
    nodes: [
      { __typename: 'ChangeRecord', pullRequest: 1, release: { name: 'v1.0.0' } },
      { __typename: 'ChangeRecord', pullRequest: 2 },
    ],
  });
});

test('an insight is found again by its id, and an unknown id is nothing', async () => {
  const { id } = await first('id');
  const query = '($id: ID!) { node(id: $id) { __typename id ... on Insight { metric { id } } } }';
  const found = await started.ask(`query ${query}`, { id });
  expect(found.body).toEqual({
    data: { node: { __typename: 'Insight', id, metric: { id: 'LEAD_TIME_FOR_CHANGES' } } },
  });
  const text = JSON.stringify([
    [null, null, 'Nowhere', null],
    ['LEAD_TIME_FOR_CHANGES'],
    [null, null, 'LAST_MONTH'],
    'WEEK',
    'MEAN',
    null,
    'CURRENT',
  ]);
  const forged = [
    text,
    text.replace('WEEK', 'CENTURY'),
    text.replace('LEAD_TIME_FOR_CHANGES', 'toString'),
  ];
  const made = forged.map((one) => encodeNodeId('Insight', Buffer.from(one).toString('base64url')));
  for (const unknown of ['nonsense', 'SW5zaWdodDp4', ...made])
    expect((await started.ask(`query ${query}`, { id: unknown })).body).toEqual({
      data: { node: null },
    });
});

test('the rows of a breakdown lead one level down', async () => {
  const { breakdown } = await first('breakdown { label node { team path } }');
  const [row] = breakdown as { node: { team: string; path: string } }[];
  const down = await started.ask(
    `query ($team: ID!) { insights(scope: { team: $team }, metrics: [CODE_REWORK], ${range}) { unit } }`,
    { team: row?.node.team },
  );
  expect(down.body.errors).toBeUndefined();
});

test('arguments that are null are as good as absent', async () => {
  const { body } = await started.ask(
    `query ($null: Granularity) { insights(scope: { path: "A" }, metrics: [CODE_REWORK, CODE_REWORK], ${range}, granularity: $null, aggregation: null, timeZone: null) { metric { id } } }`,
    { null: null },
  );
  expect(body).toEqual({ data: { insights: [{ metric: { id: 'CODE_REWORK' } }] } });
});

test('a day that is none, a zone that is none and an unknown metric are refused', async () => {
  const wrong = [
    'metrics: [CODE_REWORK], range: { dates: { from: "2025-02-30", to: "2025-03-01" } }',
    'metrics: [CODE_REWORK], range: { preset: LAST_MONTH }, timeZone: "Mars/Olympus"',
    'metrics: [HAPPINESS], range: { preset: LAST_MONTH }',
  ];
  for (const given of wrong) {
    const { status } = await started.ask(`{ insights(scope: { path: "A" }, ${given}) { unit } }`);
    expect(status).toBe(400);
  }
});

test('every document that asks for insights is answered, to a key that only reads too', async () => {
  const asked = (await readOperations()).filter(({ query }) => query.includes('insights('));
  for (const { name, query, variables } of asked) {
    const { body } = await started.ask(query, JSON.parse(variables ?? '{}') as object, viewerKey);
    expect([name, body.errors]).toEqual([name, undefined]);
  }
});

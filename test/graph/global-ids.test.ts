import {
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { newContext } from '../../src/graph/new-context.js';
import { createSchema } from '../../src/graph/schema.js';
import { defaultAlignment } from '../../src/model/profile/default-profile.js';
import { type Operation, readOperations } from '../../src/server/operations.js';
import { openImportedCompany } from '../story/imported-company.js';
import type { Story } from '../story/open-story.js';
import { NormalisingCache, withTypenames } from './normalising-cache.js';

/** Types with an `id` that `node(id:)` does not find, and why each id still names one thing alone. */
const projections: Readonly<Record<string, string>> = {
  MetricDefinition: 'the key of a metric of the catalogue',
  ProviderDefinition: 'the key of a provider of the catalogue',
  BenchmarkSet: 'the key of a published set',
  BreakdownNode: 'the id of the org node, under a type of its own',
  DeveloperAlias: 'a keyed hash of the developer',
  NamedDeveloper: 'the id of the developer, under a type of its own',
  Identity: 'the id of a person of a tool',
  InboxDelivery: 'the id of a webhook, which `redeliver` takes',
  Repository: 'the id that facts name it by, one of the account',
};

let schema: GraphQLSchema;
let story: Story;
beforeAll(async () => {
  schema = await createSchema();
  story = await openImportedCompany('EMBEDDED');
  const { profiles } = story.app.directory;
  await profiles.create(story.viewer, 'BUSINESS_ALIGNMENT', {
    ...{ name: 'Other effort', description: null },
    config: {
      ...defaultAlignment,
      categories: ['Upkeep', 'Growth'].map((name, index) => ({
        ...{ id: 0, name, description: null, rank: index + 1, color: null, goal: null },
        ...{ fetchScope: 'MATCH_ONLY' as const, scopeFilters: [] },
      })),
    },
  });
}, 120_000);

async function answer(query: string, variables: object): Promise<ExecutionResult> {
  return execute({
    ...{ schema, document: withTypenames(query), variableValues: { ...variables } },
    contextValue: newContext({
      ...{ viewer: story.viewer, services: story.app.services },
      ...{ requestId: 'test', signal: new AbortController().signal },
    }),
  });
}

const range = { dates: { from: '2026-02-01', to: '2026-03-31' } };
const catalogue: Operation = {
  name: 'what one type says in several places',
  query: `query ($range: DateRangeInput!) {
    metrics { id key benchmarks { set { id key name } note levels { level lower upper } } }
    profiles(first: 20) { nodes { id name ... on BusinessAlignmentProfile { categories { key name rank } } } }
    dora: insights(scope: { path: "Organisation" }, metrics: [LEAD_TIME_FOR_CHANGES, DEPLOYMENT_FREQUENCY, CHANGE_FAILURE_RATE], range: $range) {
      id headline { value } rating { level benchmarkNote benchmark { id key name } levels { level upper } }
      breakdown(by: REPOSITORY) { key value { value } }
    }
    again: insights(scope: { path: "Organisation" }, metrics: [LEAD_TIME_FOR_CHANGES], range: $range) {
      id metric { id benchmarks { set { id } note } } breakdown(by: DEVELOPER) { key developer { id label } }
    }
    other: insights(scope: { path: "Organisation" }, metrics: [LEAD_TIME_FOR_CHANGES], range: $range, aggregation: P90, granularity: MONTH) {
      id headline { value } series { from value { value } }
    }
  }`,
  variables: null,
};

test('all saved documents mean the same read from a normalising cache', async () => {
  const saved = (await readOperations()).filter(({ query }) => /^query\b/m.test(query));
  expect(saved.length).toBeGreaterThan(10);
  for (const { name, query, variables } of [...saved, catalogue]) {
    const given = JSON.parse(variables ?? '{}') as Record<string, unknown>;
    const { data, errors } = await answer(query, { ...given, range });
    expect([name, errors]).toEqual([name, undefined]);
    const raw = JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
    const cache = new NormalisingCache(schema, withTypenames(query));
    cache.write(raw);
    expect([name, cache.read()]).toEqual([name, raw]);
  }
});

test('the cache would show where one id names two things', async () => {
  const query = '{ metrics { id title benchmarks { note set { id: name name: key } } } }';
  const document = withTypenames(query);
  const cache = new NormalisingCache(schema, document);
  const [first, second] = ['A', 'B'].map((title) => ({
    ...{ __typename: 'MetricDefinition', id: 'SAME', title, benchmarks: [] },
  }));
  const raw = { __typename: 'Query', metrics: [first, second] };
  cache.write(raw);
  expect(cache.read()).not.toEqual(raw);
});

test('every output type with an id is a node or a known projection, and its id is an ID', () => {
  const named = Object.values(schema.getTypeMap()).filter(
    (type) => (isObjectType(type) || isInterfaceType(type)) && 'id' in type.getFields(),
  );
  expect(named.length).toBeGreaterThan(15);
  const isNode = (type: (typeof named)[number]) =>
    type.name === 'Node' ||
    (isObjectType(type) || isInterfaceType(type)
      ? type.getInterfaces().some(({ name }) => name === 'Node')
      : false);
  expect(
    named
      .filter((type) => !isNode(type))
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(projections).sort());
  for (const type of named) {
    const { type: id } = (isObjectType(type) || isInterfaceType(type) ? type.getFields() : {}).id!;
    expect([type.name, String(id), isNonNullType(id)]).toEqual([type.name, 'ID!', true]);
  }
});

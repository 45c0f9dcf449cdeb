import { type ExecutionResult, execute, type GraphQLSchema, isNonNullType, parse } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { newContext } from '../../src/graph/new-context.js';
import { createSchema } from '../../src/graph/schema.js';
import { openImportedCompany } from '../story/imported-company.js';
import type { Story } from '../story/open-story.js';

let schema: GraphQLSchema;
let story: Story;
beforeAll(async () => {
  schema = await createSchema();
  story = await openImportedCompany('EMBEDDED');
}, 120_000);

const range = 'range: { dates: { from: "2026-02-01", to: "2026-03-31" } }';
const insights = (path: string, metrics: string, fields: string) =>
  `insights(scope: { path: "${path}" }, metrics: [${metrics}], ${range}) { metric { id } ${fields} }`;

// biome-ignore lint/suspicious/noExplicitAny: answers of several documents, each read where it is asked.
async function ask(source: string): Promise<ExecutionResult<any>> {
  return execute({
    ...{ schema, document: parse(source) },
    contextValue: newContext({
      ...{ viewer: story.viewer, services: story.app.services },
      ...{ requestId: 'test', signal: new AbortController().signal },
    }),
  });
}
const faults = ({ errors = [] }: ExecutionResult) => errors.map(({ path }) => path);

test('an alias that asks about an unknown path leaves the others', async () => {
  const answer = await ask(`{
    viewer { role }
    good: ${insights('Organisation', 'CODE_REWORK', 'headline { value }')}
    wrong: ${insights('Organisation/Nobody', 'CODE_REWORK', 'headline { value }')}
    rated: overallRating(scope: { path: "Nowhere" }, ${range}) { rating { level } }
  }`);
  const { viewer, good, wrong, rated } = answer.data;
  expect(viewer.role).toBe('ADMIN');
  expect(good).toEqual([
    { metric: { id: 'CODE_REWORK' }, headline: { value: expect.any(Number) } },
  ]);
  expect([wrong, rated]).toEqual([null, null]);
  expect(faults(answer)).toEqual(expect.arrayContaining([['wrong'], ['rated']]));
  expect(answer.errors).toHaveLength(2);
});

test('a metric without such a breakdown blanks its own breakdown alone', async () => {
  const answer = await ask(
    `{ ${insights('Organisation', 'CODING_DAYS_PER_DEVELOPER, DEPLOYMENT_FREQUENCY', 'headline { value } breakdown(by: SERVICE) { label } explanation { counted } segments { key }')} }`,
  );
  const [days, deployments] = answer.data.insights;
  expect(days).toMatchObject({ breakdown: null, headline: { value: expect.any(Number) } });
  expect(days.explanation.counted).toBeGreaterThan(0);
  expect(deployments.breakdown.length).toBeGreaterThan(0);
  expect(faults(answer)).toEqual([['insights', 0, 'breakdown']]);
});

test('a cursor that is none blanks the records alone', async () => {
  const answer = await ask(
    `{ ${insights('Organisation', 'CODE_REWORK', 'headline { value } records(first: 1, after: "nonsense") { totalCount }')} }`,
  );
  expect(answer.data.insights[0]).toMatchObject({
    ...{ records: null, headline: { value: expect.any(Number) } },
  });
  expect(faults(answer)).toEqual([['insights', 0, 'records']]);
});

test('no root field takes others with it, nor does a detail of an insight', () => {
  const roots = [schema.getQueryType()!, schema.getMutationType()!].flatMap((root) =>
    Object.values(root.getFields()),
  );
  const details = schema.getType('Insight') as NonNullable<
    ReturnType<GraphQLSchema['getQueryType']>
  >;
  const wanted = ['breakdown', 'records', 'explanation', 'segments', 'distribution', 'trend'];
  for (const field of [...roots, ...wanted.map((name) => details.getFields()[name]!)])
    expect([field.name, isNonNullType(field.type)]).toEqual([field.name, false]);
});

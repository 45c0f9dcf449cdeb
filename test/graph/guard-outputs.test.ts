import {
  execute,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql';
import { expect, it } from 'vitest';
import { guardOutputs } from '../../src/graph/guard-outputs.js';
import { createSchema } from '../../src/graph/schema.js';
import { plantedTexts, shownIn } from '../server/planted-secrets.js';

const type = new GraphQLNonNull(new GraphQLList(GraphQLString));
const schemaOf = (resolve?: () => unknown) =>
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { texts: resolve ? { type, resolve } : { type } },
    }),
  });
const document = parse('{ texts }');

it.each([
  ['of a property', undefined],
  ['of a resolver', () => plantedTexts],
  ['of a promise', async () => plantedTexts],
  ['of promises', () => plantedTexts.map(async (text) => text)],
])('texts %s leave without secrets', async (_, resolve) => {
  const schema = schemaOf(resolve);
  guardOutputs(schema);
  const answer = await execute({ schema, document, rootValue: { texts: plantedTexts } });
  expect(answer.errors).toBeUndefined();
  expect(answer.data?.texts).toHaveLength(plantedTexts.length);
  expect(shownIn(JSON.stringify(answer))).toEqual([]);
});

it('an error of a resolver stays as it is', async () => {
  const schema = schemaOf(() => Promise.reject(new Error('broken')));
  guardOutputs(schema);
  const { errors } = await execute({ schema, document });
  expect(errors?.map(({ message }) => message)).toEqual(['broken']);
});

it('every type of the schema is guarded, such as titles of records', async () => {
  const schema = await createSchema();
  const record = schema.getType('PullRequestRecord') as GraphQLObjectType;
  const { resolve } = record.getFields().title!;
  const info = { fieldName: 'title' } as never;
  expect(await resolve?.({ title: plantedTexts[1] }, {}, {}, info)).toMatch(/^\(hidden-\w+\)$/);
});

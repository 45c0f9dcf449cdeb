import fc from 'fast-check';
import { graphql } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { present } from '../../src/graph/errors.js';
import { createSchema } from '../../src/graph/schema.js';
import { Fault } from '../../src/model/errors.js';
import { plantedTexts, shownIn } from '../server/planted-secrets.js';
import { misplaceInMutations, plantInQueries } from './plant-texts.js';

let schema: Awaited<ReturnType<typeof createSchema>>;
beforeAll(async () => {
  schema = await createSchema();
});

const messagesOf = async (source: string, variableValues: Record<string, unknown> = {}) => {
  const { errors = [] } = await graphql({ schema, source, variableValues });
  return errors.map((error) => present(error, 'id').error.message);
};

/** Texts and numbers without the form of any token. */
const opaque = ['hunter2-of-the-shop', 8_899_776_655, { deep: 'hunter2-of-the-shop; x' }];
const isRepeated = (message: string) => /hunter2|8899776655/.test(message);

it('no error repeats a value that did not fit where it was given, of whatever form', async () => {
  const places = [...misplaceInMutations(schema, opaque), ...plantInQueries(schema, opaque)];
  const errors: string[] = [];
  for (const { source, value } of places) errors.push(...(await messagesOf(source, { value })));
  const ofValues = errors.filter((message) => message.startsWith('Variable'));
  expect(ofValues.filter(isRepeated)).toEqual([]);
  expect(ofValues.length).toBeGreaterThan(200);
});

it.each([
  ['a setting that is no text', '{ key: "token", value: 8899776655 }'],
  ['a setting that is a word', '{ key: "token", value: hunter2 }'],
  ['a setting by a wrong name', '{ key: "token", vaule: "hunter2" }'],
  ['a setting in place of a list of them', '"hunter2"'],
  ['a text behind a broken one', '{ key: "token" "hunter2" }'],
])('%s in a document is not repeated', async (_, setting) => {
  const input = `{ provider: GITHUB, settings: [${setting}] }`;
  const source = `mutation { connectIntegration(input: ${input}) { userErrors { code } } }`;
  const messages = await messagesOf(source);
  expect(messages).not.toEqual([]);
  expect(messages.filter(isRepeated)).toEqual([]);
});

it('says what is wrong, and where', async () => {
  const query = 'query ($first: Int) { teams(first: $first) { nodes { id } } }';
  expect(await messagesOf(query, { first: 'hunter2' })).toEqual([
    'Variable "$first" got an invalid value; Int cannot represent non-integer value.',
  ]);
  expect(await messagesOf('{ teams(first: "hunter2") { nodes { id } } }')).toEqual([
    'Int cannot represent non-integer value.',
  ]);
  const step =
    'query ($x: InsightScopeInput!) { insights(scope: $x, metrics: [], range: { last: { count: 1, unit: YEARLY } }) { id } }';
  expect(await messagesOf(step, { x: { path: 'Organisation' } })).toEqual([
    'Value does not exist in "RangeUnit" enum.',
  ]);
});

it('takes the secrets out of every message that is recognised in it', () => {
  const texts = fc.array(fc.constantFrom(...plantedTexts, 'Organisation', '"', '\n'));
  fc.assert(
    fc.property(texts, (parts) => {
      const fault = new Fault('NOT_FOUND', `No node ${parts.join(' ')}.`);
      expect(shownIn(present(fault, 'id').error.message)).toEqual([]);
    }),
  );
});

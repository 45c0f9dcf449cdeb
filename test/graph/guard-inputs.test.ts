import { graphql } from 'graphql';
import { expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.js';

const refusalOf = async (source: string, variableValues: Record<string, unknown> = {}) => {
  const { errors } = await graphql({ schema: await createSchema(), source, variableValues });
  return errors?.map(({ message }) => message);
};
const developers = [
  { name: 'Ada', email: 'ada@example.com' },
  { name: 'Ben\ud800', email: 'ben@example.com' },
];

it('names the place of a text that no table holds, in a literal and deep in a variable', async () => {
  expect(await refusalOf('{ teams(search: "a\\u0000") { nodes { id } } }')).toEqual([
    'search: It holds the character NUL (U+0000), which no text may hold: leave it out.',
  ]);
  const upsert =
    'mutation ($input: UpsertDevelopersInput!) { upsertDevelopers(input: $input) { userErrors { code } } }';
  expect(await refusalOf(upsert, { input: { developers } })).toEqual([
    expect.stringMatching(/^input\.developers\.1\.name: It holds half of a character \(U\+D800/),
  ]);
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  expect(await refusalOf(node, { id: 'x'.repeat(100_001) })).toEqual([
    expect.stringMatching(/^id: It has 100,001 bytes in UTF-8/),
  ]);
});

import { graphql } from 'graphql';
import { expect, it } from 'vitest';
import { createSchema } from '../../src/graph/schema.js';
import { plantInMutations } from './plant-texts.js';

const SECRET = 'secret-of-the-shop';

it('no mutation takes a login in any of its texts, nor repeats it', async () => {
  const schema = await createSchema();
  const plantings = plantInMutations(schema, [`see https://${SECRET}@git.example.com/shop`]);
  for (const { name, place, source, value } of plantings) {
    const said = JSON.stringify(await graphql({ schema, source, variableValues: { value } }));
    expect(said, name).toContain(`${place}: It holds a login`);
    expect(said, name).not.toContain(SECRET);
  }
  expect(plantings.length).toBeGreaterThan(60);
});

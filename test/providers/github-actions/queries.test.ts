import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import * as documents from '../../../src/providers/github-actions/queries.js';

it('asks nothing that GitHub’s own schema would refuse', () => {
  const schema = buildSchema(published.idl, { assumeValidSDL: true });
  for (const document of Object.values(documents))
    expect(validate(schema, parse(document))).toEqual([]);
});

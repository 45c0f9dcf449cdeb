import { schema as published } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { longLists } from '../../../src/providers/github/fragments.js';
import * as queries from '../../../src/providers/github/queries.js';

const { restOfList, issues, ...single } = queries;
const documents: readonly string[] = [
  ...Object.values(single),
  ...Object.values(issues).flatMap((both) => Object.values(both)),
  ...Object.keys(longLists).map((name) => restOfList(name as keyof typeof longLists)),
];

describe('every document that GitHub is asked', () => {
  it('is valid against GitHub’s own schema', () => {
    const schema = buildSchema(published.idl, { assumeValidSDL: true });
    const faults = documents.flatMap((text) =>
      validate(schema, parse(text)).map(({ message }) => message),
    );
    expect(documents.length).toBe(19);
    expect(faults).toEqual([]);
  });
});

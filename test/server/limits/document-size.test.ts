import type { GraphQLSchema } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../../src/graph/schema.js';
import { guarded } from '../../../src/server/limits/guard.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

function refusalOf(source: string): string | null {
  const found = guarded(schema, source);
  return 'errors' in found ? found.errors.map(({ message }) => message).join(' ') : null;
}
/** A tree asked for as a tree, so many levels deep. */
const tree = (levels: number, fields: string): string =>
  levels === 0 ? fields : `${fields} children { ${tree(levels - 1, fields)} }`;
const asked = (levels: number, fields: string) =>
  `{ orgTrees { id root { ${tree(levels, fields)} } } }`;

describe('the size of a document', () => {
  it('lets an org tree be asked for as a tree, five levels and deeper', () => {
    expect(refusalOf(asked(5, 'id name developerCount'))).toBe(null);
    expect(refusalOf(asked(5, 'id name path team { id developerCount }'))).toBe(null);
    expect(refusalOf(asked(8, 'id name'))).toBe(null);
  });

  it('counts levels alike in fragments and under aliases', () => {
    const fragments = `fragment Down on OrgNode { id below: children { id children { ...Leaf } } }
      fragment Leaf on OrgNode { id children { id children { id name } } }`;
    expect(refusalOf(`{ orgTrees { root { ...Down } } } ${fragments}`)).toBe(null);
    const many = Array.from(
      { length: 14 },
      (_, index) => `a${index}: children { id children { id children { id } } }`,
    );
    expect(refusalOf(`{ orgTrees { root { ${many.join(' ')} } } }`)).toContain('objects');
  });

  it('still refuses what each node brings too much of, and says what fits', () => {
    const refused = refusalOf(
      asked(
        5,
        'id team { node { children { id } } developerCount members(first: 100) { nodes { developer { id } } } }',
      ),
    );
    expect(refused).toContain('more than 10000; ask for the `nodes` of a tree page by page');
    const metrics = refusalOf(
      '{ teams(first: 100) { nodes { members(first: 100) { nodes { developer { id } } } } } }',
    );
    expect(metrics).toContain('ask for smaller pages or fewer metrics at once');
  });

  it('multiplies where one node may be met more than once', () => {
    const source = `{ teams(first: 100) { nodes { node { parent { ${tree(3, 'id')} } } } } }`;
    expect(refusalOf(source)).toContain('objects');
  });
});

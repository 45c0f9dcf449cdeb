import { expect, test } from 'vitest';
import { type Relation as RelationName, relationName } from '../../../src/model/relation.js';
import { inDependencyOrder } from '../../../src/recalculation/relations/apply-relation.js';
import { relations } from '../../../src/recalculation/relations/index.js';
import { defineDerived, type Relation } from '../../../src/recalculation/relations/relation.js';

const named = (
  name: string,
  after: readonly Relation[] = [],
  links: readonly RelationName[] = [],
) => Object.assign(defineDerived({ name, after, find: async () => null }), { links });

test('every relation of the model is owned by one relation of the catalogue', () => {
  const owned = relations.flatMap(({ links }) => links);
  expect([...owned].sort()).toEqual(Object.keys(relationName).sort());
});

test('the catalogue is frozen, and its names differ', () => {
  expect(Object.isFrozen(relations)).toBe(true);
  expect(new Set(relations.map(({ name }) => name)).size).toBe(relations.length);
});

test('a relation reads only relations before it', () => {
  const first = named('first');
  const second = named('second', [first]);
  expect(inDependencyOrder([first, second])).toEqual([first, second]);
  expect(() => inDependencyOrder([second, first])).toThrow(
    'second reads first, which does not come before it.',
  );
});

test('two relations do not own the same links', () => {
  const first = named('first', [], ['ITEM_ROOT']);
  const second = named('second', [], ['ITEM_ROOT']);
  expect(() => inDependencyOrder([first, second])).toThrow(
    'Both first and second own the links ITEM_ROOT.',
  );
});

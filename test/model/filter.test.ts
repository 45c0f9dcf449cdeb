import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FilterCondition,
  type FilterOperator,
  type FilterSet,
  isEmpty,
  matches,
  restrictedTo,
  takes,
} from '../../src/model/filter.js';
import { filterTrees } from '../arbitrary/filters.js';

const opposite: Record<FilterOperator, FilterOperator | null> = {
  ...{ EQUALS: 'NOT_EQUALS', NOT_EQUALS: 'EQUALS' },
  ...{ CONTAINS: 'DOES_NOT_CONTAIN', DOES_NOT_CONTAIN: 'CONTAINS' },
  ...{ STARTS_WITH: null, ENDS_WITH: null },
};
const anyName = fc.constantFrom('a', 'b', 'ab');
const anyCondition: fc.Arbitrary<FilterCondition> = fc.record({
  property: fc.constantFrom('label', 'project', 'constructor', '__proto__'),
  operator: fc.constantFrom('EQUALS', 'NOT_EQUALS', 'CONTAINS', 'DOES_NOT_CONTAIN'),
  values: fc.array(anyName, { minLength: 1, maxLength: 2 }),
});
const anyTree = filterTrees(anyCondition, 3);
const anyRecord = fc.record({
  label: fc.array(anyName, { maxLength: 2 }),
  project: fc.array(anyName, { maxLength: 1 }),
});

const negated = ({ op, conditions, groups = [] }: FilterSet): FilterSet => ({
  op: op === 'AND' ? 'OR' : 'AND',
  conditions: conditions.map((each) => ({ ...each, operator: opposite[each.operator]! })),
  groups: groups.map(negated),
});

describe('a tree of conditions', () => {
  it('holds where its opposite does not', () => {
    fc.assert(
      fc.property(anyTree, anyRecord, (tree, record) => {
        expect(matches(negated(tree), record)).toBe(!matches(tree, record));
      }),
    );
  });

  it('holds where a list of its conditions does, if all must', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { maxLength: 3 }), anyRecord, (conditions, record) => {
        expect(matches({ op: 'AND', conditions }, record)).toBe(matches(conditions, record));
        expect(takes(conditions, record)).toBe(
          conditions.length > 0 && matches(conditions, record),
        );
      }),
    );
  });

  it('takes nothing where it has no condition, however many groups it has', () => {
    const bare: FilterSet = { op: 'AND', conditions: [], groups: [{ op: 'AND', conditions: [] }] };
    expect([isEmpty(bare), matches(bare, {}), takes(bare, {})]).toEqual([true, true, false]);
  });

  it('says of one property only what it says of it', () => {
    fc.assert(
      fc.property(anyTree, anyRecord, (tree, { label, project }) => {
        const restricted = restrictedTo(tree, 'project');
        expect(matches(restricted, { project, label })).toBe(matches(restricted, { project }));
      }),
    );
  });
});

import fc from 'fast-check';
import type { FilterCondition, FilterSet } from '../../src/model/filter.js';

/** Properties of runs: the first three are places of facts, the others are compared with all. */
export const filterProperties = ['service', 'pipeline', 'project'] as const;
const compared = [...filterProperties, 'tag', 'infrastructure'] as const;
const anyName = fc.constantFrom('a', 'b', 'A ', 'ab', 'ba');

const anyCondition: fc.Arbitrary<FilterCondition> = fc.record({
  property: fc.constantFrom(...compared),
  operator: fc.constantFrom(
    ...(['EQUALS', 'NOT_EQUALS', 'CONTAINS', 'DOES_NOT_CONTAIN', 'STARTS_WITH'] as const),
    ...(['EQUALS', 'ENDS_WITH'] as const),
  ),
  values: fc.array(anyName, { minLength: 1, maxLength: 2 }),
});

/** Returns filters of conditions like these, as a tree of so many levels. */
export const filterTrees = (
  condition: fc.Arbitrary<FilterCondition>,
  levels: number,
): fc.Arbitrary<FilterSet> =>
  fc.record({
    op: fc.constantFrom('AND', 'OR'),
    conditions: fc.array(condition, { maxLength: 2 }),
    groups:
      levels > 1 ? fc.array(filterTrees(condition, levels - 1), { maxLength: 2 }) : fc.constant([]),
  });

/** Any filter on runs, as a list or a tree. */
export const anyFilter = fc.oneof(
  fc.array(anyCondition, { maxLength: 2 }),
  filterTrees(anyCondition, 2),
);

/** The names of a run that filters compare. */
export const anyTraits = fc.record({
  service: fc.array(anyName, { maxLength: 1 }),
  pipeline: fc.array(anyName, { minLength: 1, maxLength: 1 }),
  project: fc.array(anyName, { maxLength: 1 }),
  tag: fc.array(anyName, { maxLength: 2 }),
});

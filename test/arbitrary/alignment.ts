import fc from 'fast-check';
import type { Filter } from '../../src/model/filter.js';
import type {
  AlignmentCategory,
  BusinessAlignmentConfig,
} from '../../src/model/profile/alignment-profile.js';

const is = (property: string, value: string): Filter => [
  { property, operator: 'EQUALS', values: [value] },
];
const anyCategory: fc.Arbitrary<Omit<AlignmentCategory, 'id'>> = fc.record({
  name: fc.constant('Category'),
  description: fc.constant(null),
  rank: fc.integer({ min: 1, max: 3 }),
  color: fc.constant(null),
  fetchScope: fc.constantFrom(
    'MATCH_ONLY',
    'PARENT_AND_ALL_DESCENDANTS',
    'LEAF_DESCENDANTS_ONLY',
    'EPIC_AND_ALL_DESCENDANTS',
    'PARENT_AND_IMMEDIATE_CHILDREN',
  ),
  scopeFilters: fc.subarray([is('type', 'Bug'), is('type', 'Story'), is('status', 'In Progress')]),
  goal: fc.constant(null),
});

/** Any profile of business alignment over the types and statuses of generated items. */
export const anyAlignment: fc.Arbitrary<BusinessAlignmentConfig> = fc.record({
  categories: fc
    .array(anyCategory, { maxLength: 3 })
    .map((categories) => categories.map((category, index) => ({ ...category, id: index + 1 }))),
  effortUnit: fc.constantFrom('TICKET_COUNT', 'STORY_POINTS', 'TICKET_TIME_SPENT'),
  effortCalculation: fc.constantFrom('ABSOLUTE', 'FTE'),
  effortAttribution: fc.constantFrom('CURRENT_ASSIGNEE', 'CURRENT_AND_PREVIOUS_ASSIGNEES'),
  leafOnly: fc.boolean(),
});

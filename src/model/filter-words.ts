import { type AnyFilter, type FilterCondition, isEmpty, treeOf } from './filter.js';

const operators: Record<FilterCondition['operator'], string> = {
  EQUALS: 'is',
  NOT_EQUALS: 'is not',
  CONTAINS: 'contains',
  DOES_NOT_CONTAIN: 'does not contain',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
};

/** Returns `"a" or "b"`; without values "none". */
export const anyOf = (values: readonly string[]): string =>
  values.map((value) => `"${value}"`).join(' or ') || 'none';

/** Returns a condition for people to read. */
export const conditionText = ({ property, operator, values }: FilterCondition): string =>
  `${property} ${operators[operator]} ${anyOf(values)}`;

/**
 * Returns conditions and groups, joined as the filter says, a group within another in brackets.
 * Without any it is empty.
 */
export function filterText(filter: AnyFilter): string {
  const { op, conditions, groups = [] } = treeOf(filter);
  const parts = groups.filter((group) => !isEmpty(group)).map((group) => `(${filterText(group)})`);
  return [...conditions.map(conditionText), ...parts].join(op === 'AND' ? ' and ' : ' or ');
}

import type { Filter, FilterCondition, FilterSet } from './filter.js';

const operators: Record<FilterCondition['operator'], string> = {
  EQUALS: 'is',
  NOT_EQUALS: 'is not',
  CONTAINS: 'contains',
  DOES_NOT_CONTAIN: 'does not contain',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
};

/** `"a" or "b"`; of nothing "none". */
export const anyOf = (values: readonly string[]): string =>
  values.map((value) => `"${value}"`).join(' or ') || 'none';

/** A condition for people to read. */
export const conditionText = ({ property, operator, values }: FilterCondition): string =>
  `${property} ${operators[operator]} ${anyOf(values)}`;

export const filterText = (filter: Filter): string => filter.map(conditionText).join(' and ');

/** Conditions that are joined as the set says; of none nothing. */
export const setText = ({ op, conditions }: FilterSet): string =>
  conditions.map(conditionText).join(op === 'AND' ? ' and ' : ' or ');

import type { UserError } from '../model/errors.js';
import {
  type AnyFilter,
  conditionsOf,
  type Filter,
  type FilterCondition,
  type FilterSet,
  isTree,
} from '../model/filter.js';
import { errorIf } from './error-if.js';

const MOST_CONDITIONS = 50;
const MOST_LEVELS = 3;
const MOST_VALUES = 500;
const LONGEST_VALUE = 1000;

/**
 * The properties that conditions may compare; `fields` is true if also `field:<name>`, a field of
 * the tool's own.
 */
export interface FilterProperties {
  readonly names: readonly string[];
  readonly fields?: boolean;
}

const FIELD = /^field:\S/;
const isKnown = (property: string, { names, fields = false }: FilterProperties): boolean =>
  names.includes(property) || (fields && FIELD.test(property));

const listed = ({ names, fields = false }: FilterProperties): string =>
  [...names, ...(fields ? ['field:<name>'] : [])].map((name) => `"${name}"`).join(', ');

function valueErrors({ property, values }: FilterCondition, field: readonly string[]): UserError[] {
  return values.flatMap((value, at) => {
    const path = [...field, 'values', String(at)];
    const isUnfit = value.trim() === '' || value.length > LONGEST_VALUE;
    const isOther = property === 'rollback' && !/^\s*(true|false)\s*$/i.test(value);
    const message = isUnfit
      ? `Give a value of 1 to ${LONGEST_VALUE} characters, or remove it.`
      : 'A rollback is "true" or "false".';
    return errorIf(isUnfit || isOther, 'INVALID_VALUE', path, message);
  });
}

const conditionErrors = (
  condition: FilterCondition,
  properties: FilterProperties,
  field: readonly string[],
): UserError[] => [
  ...errorIf(
    !isKnown(condition.property, properties),
    'UNKNOWN_PROPERTY',
    [...field, 'property'],
    `A condition here compares ${listed(properties)}, not "${condition.property}".`,
  ),
  ...errorIf(
    condition.values.length === 0 || condition.values.length > MOST_VALUES,
    'VALUES_REQUIRED',
    [...field, 'values'],
    `Give the condition between 1 and ${MOST_VALUES} values.`,
  ),
  ...valueErrors(condition, field),
];

const tooMany = (filter: AnyFilter, field: readonly string[]): UserError[] =>
  errorIf(
    conditionsOf(filter).length > MOST_CONDITIONS,
    'TOO_MANY_CONDITIONS',
    field,
    `Use at most ${MOST_CONDITIONS} conditions: one condition may list many values.`,
  );

const listErrors = (conditions: Filter, properties: FilterProperties, field: readonly string[]) =>
  conditions.flatMap((condition, index) =>
    conditionErrors(condition, properties, [...field, String(index)]),
  );

/** Returns errors of a tree, which is of level 1, or of a group in it. */
function groupErrors(
  { conditions, groups = [] }: FilterSet,
  properties: FilterProperties,
  field: readonly string[],
  level: number,
): UserError[] {
  if (level > MOST_LEVELS) {
    const message = `Groups stand in each other up to ${MOST_LEVELS} levels, the filter itself being the first: join some of them.`;
    return [{ code: 'FILTER_TOO_DEEP', field, message }];
  }
  const message = 'Give the group a condition or a group of its own, or remove it.';
  const isBare = level > 1 && conditions.length === 0 && groups.length === 0;
  return [
    ...errorIf(isBare, 'EMPTY_GROUP', field, message),
    ...listErrors(conditions, properties, [...field, 'conditions']),
    ...groups.flatMap((group, index) =>
      groupErrors(group, properties, [...field, 'groups', String(index)], level + 1),
    ),
  ];
}

/** Returns why a filter at the path `field` cannot be saved; empty if it can. */
export const filterErrors = (
  filter: AnyFilter,
  properties: FilterProperties,
  field: readonly string[],
): UserError[] =>
  isTree(filter)
    ? [...tooMany(filter, [...field, 'conditions']), ...groupErrors(filter, properties, field, 1)]
    : [...tooMany(filter, field), ...listErrors(filter, properties, field)];

/** The properties that conditions on work items may compare. */
export const workItemProperties: FilterProperties = {
  names: ['project', 'label', 'sprint', 'component', 'parent', 'type', 'status', 'priority'],
  fields: true,
};

/** How a condition compares a property with its values. */
export type FilterOperator =
  | 'EQUALS'
  | 'NOT_EQUALS'
  | 'CONTAINS'
  | 'DOES_NOT_CONTAIN'
  | 'STARTS_WITH'
  | 'ENDS_WITH';

/** Positive operators match any of `values`, negative ones none; compared trimmed and without case. */
export interface FilterCondition {
  /** Name of the property, such as `label` or `field:team`. */
  readonly property: string;
  /** How the values are compared. */
  readonly operator: FilterOperator;
  /** The values; any of them may match. */
  readonly values: readonly string[];
}

/** All conditions must hold (AND). */
export type Filter = readonly FilterCondition[];

/** A tree: conditions and groups of which all, or any, must hold. */
export interface FilterSet {
  /** `AND`: all conditions and groups must match; `OR`: any of them. */
  readonly op: 'AND' | 'OR';
  /** The conditions of the set. */
  readonly conditions: Filter;
  /** Sets within the set. */
  readonly groups?: readonly FilterSet[];
}

/** A list is the tree of which all conditions must hold. */
export type AnyFilter = Filter | FilterSet;

type Traits = Readonly<Record<string, readonly string[]>>;

/** Returns a name as filters compare it: trimmed, without case. */
export const foldName = (text: string) => text.trim().toLowerCase();

const tests: Record<FilterOperator, (value: string, wanted: string) => boolean> = {
  EQUALS: (value, wanted) => value === wanted,
  NOT_EQUALS: (value, wanted) => value === wanted,
  CONTAINS: (value, wanted) => value.includes(wanted),
  DOES_NOT_CONTAIN: (value, wanted) => value.includes(wanted),
  STARTS_WITH: (value, wanted) => value.startsWith(wanted),
  ENDS_WITH: (value, wanted) => value.endsWith(wanted),
};

/** True if the operator wants none of the values. */
export const isNegative = (operator: FilterOperator) =>
  operator === 'NOT_EQUALS' || operator === 'DOES_NOT_CONTAIN';

/** True if the condition holds. A missing property meets negative operators only. */
export function holds(condition: FilterCondition, record: Traits): boolean {
  const test = tests[condition.operator];
  const { property } = condition;
  const values = (Object.hasOwn(record, property) ? record[property] : undefined) ?? [];
  const found = values.some((value) =>
    condition.values.some((wanted) => test(foldName(value), foldName(wanted))),
  );
  return found !== isNegative(condition.operator);
}

/** True if it is a tree, rather than a list. */
export const isTree = (filter: AnyFilter): filter is FilterSet => 'op' in filter;

/** Returns the filter as a tree, in whichever way it was given. */
export const treeOf = (filter: AnyFilter): FilterSet =>
  isTree(filter) ? filter : { op: 'AND', conditions: filter };

/** Returns all conditions of the filter, however deep. */
export function conditionsOf(filter: AnyFilter): Filter {
  const { conditions, groups = [] } = treeOf(filter);
  return [...conditions, ...groups.flatMap(conditionsOf)];
}

/** True if the filter has no condition. */
export function isEmpty(filter: AnyFilter): boolean {
  const { conditions, groups = [] } = treeOf(filter);
  return conditions.length === 0 && groups.every(isEmpty);
}

/**
 * True if the filter holds for the record's values. An empty one holds as AND and does not as OR;
 * its meaning is the caller's to decide.
 */
export function matches(filter: AnyFilter, record: Traits): boolean {
  const { op, conditions, groups = [] } = treeOf(filter);
  return op === 'AND'
    ? conditions.every((each) => holds(each, record)) &&
        groups.every((group) => matches(group, record))
    : conditions.some((each) => holds(each, record)) ||
        groups.some((group) => matches(group, record));
}

/** True if the filter matches; an empty one says nothing and matches nothing. */
export const takes = (filter: AnyFilter, record: Traits): boolean =>
  !isEmpty(filter) && matches(filter, record);

/** True if any of the filters matches; an empty one says nothing and matches nothing. */
export const matchesAny = (filters: readonly AnyFilter[], record: Traits): boolean =>
  filters.some((filter) => takes(filter, record));

/** Returns the part of the filter about one property, without the other conditions. */
export function restrictedTo(filter: AnyFilter, property: string): FilterSet {
  const { op, conditions, groups = [] } = treeOf(filter);
  return {
    op,
    conditions: conditions.filter((condition) => condition.property === property),
    groups: groups.map((group) => restrictedTo(group, property)).filter((group) => !isEmpty(group)),
  };
}

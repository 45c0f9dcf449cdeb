export type FilterOperator =
  | 'EQUALS'
  | 'NOT_EQUALS'
  | 'CONTAINS'
  | 'DOES_NOT_CONTAIN'
  | 'STARTS_WITH'
  | 'ENDS_WITH';

/** Positive operators match any of `values`, negative ones none; compared trimmed and without case. */
export interface FilterCondition {
  readonly property: string;
  readonly operator: FilterOperator;
  readonly values: readonly string[];
}

/** All conditions must hold (AND). */
export type Filter = readonly FilterCondition[];

const folded = (text: string) => text.trim().toLowerCase();

const tests: Record<FilterOperator, (value: string, wanted: string) => boolean> = {
  EQUALS: (value, wanted) => value === wanted,
  NOT_EQUALS: (value, wanted) => value === wanted,
  CONTAINS: (value, wanted) => value.includes(wanted),
  DOES_NOT_CONTAIN: (value, wanted) => value.includes(wanted),
  STARTS_WITH: (value, wanted) => value.startsWith(wanted),
  ENDS_WITH: (value, wanted) => value.endsWith(wanted),
};

const isNegative = (operator: FilterOperator) =>
  operator === 'NOT_EQUALS' || operator === 'DOES_NOT_CONTAIN';

function holds(condition: FilterCondition, values: readonly string[]): boolean {
  const test = tests[condition.operator];
  const found = values.some((value) =>
    condition.values.some((wanted) => test(folded(value), folded(wanted))),
  );
  return found !== isNegative(condition.operator);
}

/**
 * True where every condition holds for the record's values. A missing property matches negative operators only. What an
 * empty filter means is the caller's to decide: this answers true.
 */
export const matches = (
  filter: Filter,
  record: Readonly<Record<string, readonly string[]>>,
): boolean => filter.every((condition) => holds(condition, record[condition.property] ?? []));

/** True where any of the filters matches; an empty one says nothing and matches nothing. */
export const matchesAny = (
  filters: readonly Filter[],
  record: Readonly<Record<string, readonly string[]>>,
): boolean => filters.some((filter) => filter.length > 0 && matches(filter, record));

/** Conditions of which all, or any, must hold. */
export interface FilterSet {
  readonly op: 'AND' | 'OR';
  readonly conditions: Filter;
}

/** Likewise for a set: of no conditions all hold, and none does any. */
export const matchesSet = (
  { op, conditions }: FilterSet,
  record: Readonly<Record<string, readonly string[]>>,
): boolean =>
  op === 'AND'
    ? matches(conditions, record)
    : conditions.some((condition) => matches([condition], record));

import {
  type AnyFilter,
  type Filter,
  type FilterCondition,
  foldName,
  holds,
  isEmpty,
  isNegative,
  treeOf,
} from './filter.js';

/** Names of one property. Whatever a filter matches has at least one of them. */
export interface NeededNames {
  readonly property: string;
  /** Names that are compared as they are, folded. */
  readonly equal: ReadonlySet<string>;
  /** Conditions for which any name that they hold for will do. */
  readonly tests: Filter;
}

function namesOfCondition(condition: FilterCondition, property: string): NeededNames | null {
  const { operator, values } = condition;
  if (condition.property !== property || isNegative(operator)) return null;
  return operator === 'EQUALS'
    ? { property, equal: new Set(values.map(foldName)), tests: [] }
    : { property, equal: new Set(), tests: [condition] };
}

const byBreadth = (left: NeededNames, right: NeededNames): number =>
  left.tests.length - right.tests.length || left.equal.size - right.equal.size;

function namesOfTree(filter: AnyFilter, property: string): NeededNames | null {
  const { op, conditions, groups = [] } = treeOf(filter);
  const parts = [
    ...conditions.map((condition) => namesOfCondition(condition, property)),
    ...groups.map((group) => namesOfTree(group, property)),
  ];
  const known = parts.filter((part) => part !== null);
  if (op === 'AND') return known.toSorted(byBreadth)[0] ?? null;
  if (known.length < parts.length) return null;
  return {
    property,
    equal: new Set(known.flatMap(({ equal }) => [...equal])),
    tests: known.flatMap(({ tests }) => tests),
  };
}

/**
 * Returns the names, of one of the properties, without which a filter matches nothing: the fewest.
 * Returns null if it may match whatever the names. An empty filter matches nothing and needs no name.
 */
export function neededNames(filter: AnyFilter, properties: readonly string[]): NeededNames | null {
  if (isEmpty(filter)) return { property: properties[0] ?? '', equal: new Set(), tests: [] };
  const found = properties.map((property) => namesOfTree(filter, property));
  return found.filter((names) => names !== null).toSorted(byBreadth)[0] ?? null;
}

/** True if a name is one of the needed ones. */
export const isNeeded = ({ property, equal, tests }: NeededNames, name: string): boolean =>
  equal.has(foldName(name)) || tests.some((test) => holds(test, { [property]: [name] }));

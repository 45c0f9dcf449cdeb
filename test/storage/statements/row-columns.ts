import ts from 'typescript';

/** A column of a result, and the property of a row that may be read from it. */
export type ColumnKind = 'number' | 'string' | 'boolean' | 'bytes' | 'array' | 'object';

const { Null, Undefined, StringLike, NumberLike, BooleanLike, Any, Unknown } = ts.TypeFlags;

/** Types of both databases by their number, with what both drivers make of them; json may be everything. */
const kinds = new Map<number, ColumnKind>([
  ...[21, 23, 700, 701, 26].map((type) => [type, 'number'] as const),
  ...[18, 19, 20, 25, 1042, 1043, 1114, 1184, 1082, 1700, 2950].map(
    (type) => [type, 'string'] as const,
  ),
  ...[1000, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1185, 2951, 199, 3807].map(
    (type) => [type, 'array'] as const,
  ),
  [16, 'boolean'],
  [17, 'bytes'],
]);
const JSON_TYPES = new Set([114, 3802]);

const membersOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

/** Returns the flags of a type, of the types that it joins or chooses from, and of a type parameter's bound. */
function flagsOf(checker: ts.TypeChecker, given: ts.Type): number {
  const type = checker.getBaseConstraintOfType(given) ?? given;
  if (!type.isUnionOrIntersection()) return type.flags;
  return type.types.reduce((sum, member) => sum | flagsOf(checker, member), 0);
}

function kindOf(checker: ts.TypeChecker, given: ts.Type): ColumnKind | null {
  const type = checker.getBaseConstraintOfType(given) ?? given;
  const flags = flagsOf(checker, type);
  if (flags & StringLike) return 'string';
  if (flags & NumberLike) return 'number';
  if (flags & BooleanLike) return 'boolean';
  if (flags & (Any | Unknown | Null | Undefined)) return null;
  if (/Buffer|Uint8Array/.test(type.getSymbol()?.name ?? '')) return 'bytes';
  return checker.isArrayType(type) || checker.isTupleType(type) ? 'array' : 'object';
}

/** A property of a row. */
export interface RowProperty {
  readonly name: string;
  readonly optional: boolean;
  readonly kinds: ReadonlySet<ColumnKind>;
}

/** Returns the properties of a row's type; of a union, those of all its members. */
export function propertiesOf(checker: ts.TypeChecker, row: ts.Type): RowProperty[] {
  const members = membersOf(row);
  const found = members.flatMap((member) => checker.getPropertiesOfType(member));
  return [...Map.groupBy(found, ({ name }) => name)].map(([name, symbols]) => {
    const types = symbols.flatMap((symbol) => membersOf(checker.getTypeOfSymbol(symbol)));
    const optional = symbols.some(({ flags }) => (flags & ts.SymbolFlags.Optional) !== 0);
    return {
      name,
      optional: optional || symbols.length < members.length,
      kinds: new Set(types.map((type) => kindOf(checker, type)).filter((kind) => kind !== null)),
    };
  });
}

/** A column of a described statement. */
export interface DescribedColumn {
  readonly name: string;
  /** The number of its type. */
  readonly type: number;
}

/** Returns true if a row may have columns that its type does not name. */
export const isOpenRow = (checker: ts.TypeChecker, row: ts.Type): boolean =>
  membersOf(row).some((member) => checker.getIndexInfosOfType(member).length > 0);

/** Returns a sentence for each difference between a row's type and the columns of its statement. */
export function differencesOf(
  properties: readonly RowProperty[],
  columns: readonly DescribedColumn[],
  isOpen: boolean,
): string[] {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const known = new Set(properties.map(({ name }) => name));
  return [
    ...columns.flatMap(({ name }) =>
      isOpen || known.has(name) ? [] : [`reads no column "${name}"`],
    ),
    ...properties.flatMap(({ name, optional, kinds: wanted }) => {
      const column = byName.get(name);
      if (!column) return optional ? [] : [`lacks the column "${name}"`];
      if (JSON_TYPES.has(column.type)) return [];
      const kind = kinds.get(column.type);
      const fits = [...wanted].every((one) => one === kind);
      return fits
        ? []
        : [`"${name}" is ${[...wanted].join(' or ')}, its column type ${column.type}`];
    }),
  ];
}

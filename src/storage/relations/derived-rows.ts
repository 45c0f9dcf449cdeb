import { type InferEntity, types, UnderscoreNamingStrategy } from '@mikro-orm/core';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { InstantColumn } from '../tables/column.js';
import * as factLinks from '../tables/fact-link.table.js';
import * as links from '../tables/link.table.js';

interface Column<Key> {
  readonly key: Key;
  readonly name: string;
  readonly type: 'text' | 'int' | 'boolean' | 'timestamptz' | 'bigint';
  /** True if it is a part of the primary key. */
  readonly isKey: boolean;
}
/** A table of rows that are derived from facts, without the account. */
export interface DerivedTable<Row> {
  readonly name: string;
  readonly columns: readonly Column<keyof Row & string>[];
}
const tables = { ...factLinks, ...links };
type TableName = keyof typeof tables;
type Stored<Name extends TableName> = InferEntity<(typeof tables)[Name]>;
/** A row of a table without its account. */
export type DerivedRow<Name extends TableName> = {
  readonly [Key in Exclude<keyof Stored<Name>, 'accountId' | symbol>]-?: Exclude<
    Stored<Name>[Key],
    undefined
  >;
};

const naming = new UnderscoreNamingStrategy();
const typeOf = new Map<unknown, Column<string>['type']>([
  [types.text, 'text'],
  [types.integer, 'int'],
  [types.boolean, 'boolean'],
  [InstantColumn, 'timestamptz'],
]);

/** Returns how rows lie in a table, whose columns they may call otherwise. */
export function derivedTable<Name extends TableName, Row = DerivedRow<Name>>(
  table: Name,
  renamed: Readonly<Record<string, keyof Row>> = {},
): DerivedTable<Row> {
  const { meta } = tables[table];
  const properties = Object.entries<{ readonly type: unknown; readonly primary?: boolean }>(
    meta.properties,
  ).filter(([name]) => name !== 'accountId');
  const columns = properties.map(([name, { type, primary = false }]) => ({
    key: (renamed[name] ?? name) as keyof Row & string,
    name: naming.propertyToColumnName(name),
    type: typeOf.get(type) ?? ('bigint' as const),
    isKey: primary,
  }));
  return { name: naming.classToTableName(meta.className), columns };
}

const selected = ({ key, name, type }: Column<string>): string => {
  const value = type === 'timestamptz' ? milliseconds(name) : name;
  return `${type === 'bigint' ? `${name}::float8` : value} as "${key}"`;
};

/** Loads rows for which a condition holds, whose parameters begin at `$2`. */
export const loadRows = <Row>(
  session: Session,
  { name, columns }: DerivedTable<Row>,
  condition: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> =>
  session.load<Row>(
    `select ${columns.map(selected).join(', ')} from ${name} where account_id = $1 and ${condition}`,
    parameters,
  );

/** Returns rows as one list a column, with the SQL that makes rows of the lists. */
function listsOf<Row>(columns: DerivedTable<Row>['columns'], rows: readonly Row[]) {
  const parameterOf = (row: Row, { key, type }: Column<keyof Row>) =>
    type === 'timestamptz' ? moment((row[key] ?? null) as number | null) : (row[key] ?? null);
  return {
    names: columns.map(({ name }) => name),
    sql: `unnest(${columns.map(({ type }, index) => `$${index + 2}::${type}[]`).join(', ')})`,
    values: columns.map((column) => rows.map((row) => parameterOf(row, column))),
  };
}

async function deleteRows<Row>(
  session: Session,
  { name, columns }: DerivedTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const keys = columns.filter(({ isKey }) => isKey);
  const { names, sql, values } = listsOf(keys, rows);
  await session.run(
    `delete from ${name} t using ${sql} as given (${names.join(', ')})
     where t.account_id = $1 and ${names.map((key) => `t.${key} = given.${key}`).join(' and ')}`,
    values,
  );
}

/** Writes rows that are not there. */
export async function insertRows<Row>(
  session: Session,
  { name, columns }: DerivedTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { names, sql, values } = listsOf(columns, rows);
  await session.run(
    `insert into ${name} (account_id, ${names.join(', ')}) select $1, * from ${sql}`,
    values,
  );
}

/** Replaces rows `before` by rows `after`, and writes only the difference. Returns the rows that came, went or differ. */
export async function replaceRows<Row>(
  session: Session,
  table: DerivedTable<Row>,
  before: readonly Row[],
  after: readonly Row[],
): Promise<Row[]> {
  const textOf = (row: Row) => JSON.stringify(table.columns.map(({ key }) => row[key] ?? null));
  const old = new Set(before.map(textOf));
  const wanted = new Set(after.map(textOf));
  const gone = before.filter((row) => !wanted.has(textOf(row)));
  const come = after.filter((row) => !old.has(textOf(row)));
  await deleteRows(session, table, gone);
  await insertRows(session, table, come);
  return [...gone, ...come];
}

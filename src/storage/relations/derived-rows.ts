import type { EntitySchema, InferEntity } from '@mikro-orm/core';
import { moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import * as factLinks from '../tables/fact-link.table.js';
import * as links from '../tables/link.table.js';
import { type ColumnOf, columnsOf, selectionOfColumns, tableNameOf } from '../tables/rows.js';

/** A table of rows that are derived from facts, without the account. */
export interface DerivedTable<Row> {
  readonly name: string;
  readonly columns: readonly ColumnOf<Row>[];
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

/** Returns how rows lie in a table, whose columns they may call otherwise. */
export function derivedTable<Name extends TableName, Row = DerivedRow<Name>>(
  table: Name,
  renamed: Readonly<Record<string, keyof Row & string>> = {},
): DerivedTable<Row> {
  const columns = columnsOf(tables[table] as unknown as EntitySchema<Stored<Name>>).map(
    ({ property, ...column }) => ({
      ...column,
      property: renamed[property] ?? (property as string as keyof Row & string),
    }),
  );
  return { name: tableNameOf(tables[table]), columns };
}

/** Loads rows for which a condition holds, whose parameters begin at `$2`. */
export const loadRows = <Row>(
  session: Session,
  { name, columns }: DerivedTable<Row>,
  condition: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> =>
  session.load<Row>(
    `select ${selectionOfColumns(columns)} from ${name} where account_id = $1 and ${condition}`,
    parameters,
  );

/** Returns rows as one list a column, with the SQL that makes rows of the lists. */
function listsOf<Row>(columns: DerivedTable<Row>['columns'], rows: readonly Row[]) {
  const parameterOf = (row: Row, { property, type }: ColumnOf<Row>) =>
    type === 'timestamptz'
      ? moment((row[property] ?? null) as number | null)
      : (row[property] ?? null);
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
  const textOf = (row: Row) =>
    JSON.stringify(table.columns.map(({ property }) => row[property] ?? null));
  const old = new Set(before.map(textOf));
  const wanted = new Set(after.map(textOf));
  const gone = before.filter((row) => !wanted.has(textOf(row)));
  const come = after.filter((row) => !old.has(textOf(row)));
  await deleteRows(session, table, gone);
  await insertRows(session, table, come);
  return [...gone, ...come];
}

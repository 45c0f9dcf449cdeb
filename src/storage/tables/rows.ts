import { type EntitySchema, types, UnderscoreNamingStrategy } from '@mikro-orm/core';
import type { Instant } from '../../model/time.js';
import type { ElementType } from '../sql/binary-array.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { InstantColumn } from './column.js';

/** Types of the values of columns; a column of any other type holds numbers of ours. */
const elementTypes = new Map<unknown, ElementType>([
  [types.text, 'text'],
  [types.integer, 'integer'],
  [types.boolean, 'boolean'],
  [types.double, 'float8'],
  [types.json, 'jsonb'],
  [InstantColumn, 'timestamptz'],
]);
const naming = new UnderscoreNamingStrategy();

export const tableNameOf = ({ meta }: { readonly meta: { readonly className: string } }): string =>
  naming.classToTableName(meta.className);

/** A column of a table with the property of a row that it holds. */
export interface ColumnOf<Row> {
  readonly property: keyof Row & string;
  readonly name: string;
  readonly type: ElementType;
  /** True if it is a part of the primary key. */
  readonly isKey: boolean;
}

/** Returns the columns of a table, but that of the account. */
export const columnsOf = <Row>({ meta }: EntitySchema<Row>): ColumnOf<Row>[] =>
  Object.entries<{ readonly type: unknown; readonly primary?: boolean }>(meta.properties)
    .filter(([property]) => property !== 'accountId')
    .map(([property, { type, primary = false }]) => ({
      property: property as keyof Row & string,
      name: naming.propertyToColumnName(property),
      type: elementTypes.get(type) ?? 'bigint',
      isKey: primary,
    }));

/** SQL: columns as the code reads them. */
export const selectionOfColumns = <Row>(columns: readonly ColumnOf<Row>[]): string =>
  columns
    .map(({ property, name, type }) => {
      const read = type === 'bigint' ? `${name}::float8` : name;
      return `${type === 'timestamptz' ? milliseconds(name) : read} as "${property}"`;
    })
    .join(', ');

/** SQL: the columns of a table as the code reads them, without those of some properties. */
export const selectionOf = <Row>(
  table: EntitySchema<Row>,
  ...without: readonly (keyof Row)[]
): string =>
  selectionOfColumns(columnsOf(table).filter(({ property }) => !without.includes(property)));

type Values<Row> = { readonly [Property in keyof Row]?: Row[Property] | undefined };

function parameterOf(type: ElementType, value: unknown): unknown {
  if (type === 'timestamptz') return moment((value ?? null) as Instant | null);
  return type === 'jsonb' ? JSON.stringify(value) : value;
}

/** Writes rows, all with the properties of the first. */
export async function writeRows<Row>(
  session: Session,
  table: EntitySchema<Row>,
  rows: readonly Values<Row>[],
  onConflict = '',
): Promise<void> {
  const columns = columnsOf(table).filter(({ property }) => property in (rows[0] ?? {}));
  if (columns.length === 0) return;
  const names = columns.map(({ name }) => name).join(', ');
  const lists = columns.map(({ type }, index) => `$${index + 2}::${type}[]`).join(', ');
  await session.run(
    `insert into ${tableNameOf(table)} (account_id, ${names}) select $1, * from unnest(${lists}) ${onConflict}`,
    columns.map(({ property, type }) => rows.map((row) => parameterOf(type, row[property]))),
  );
}

/** Writes rows under numbers of their own, in their order. Returns the first number. */
export async function insertNumbered<Row extends { readonly number: number }>(
  session: Session,
  table: EntitySchema<Row>,
  rows: readonly Values<Row>[],
): Promise<number> {
  const first = await session.drawNumbers(rows.length);
  const numbered = rows.map((row, index) => ({ ...row, number: first + index }));
  await writeRows(session, table, numbered);
  return first;
}

/** Writes the same values into the rows of these numbers. */
export async function updateNumbered<Row extends { readonly number: number }>(
  session: Session,
  table: EntitySchema<Row>,
  numbers: readonly number[],
  values: Values<Row>,
): Promise<void> {
  if (numbers.length === 0) return;
  const columns = columnsOf(table).filter(({ property }) => property in values);
  const assigned = columns.map(({ name, type }, index) => `${name} = $${index + 3}::${type}`);
  await session.run(
    `update ${tableNameOf(table)} set ${assigned.join(', ')} where account_id = $1 and number = any($2::bigint[])`,
    [numbers, ...columns.map(({ property, type }) => parameterOf(type, values[property]))],
  );
}

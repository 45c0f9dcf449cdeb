import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

type ColumnType = 'bigint' | 'int' | 'text' | 'boolean' | 'timestamptz';

/** A table of rows that are derived from facts. */
export interface DerivedTable<Row> {
  readonly name: string;
  /** Types of the columns, by the properties of a row. */
  readonly columns: Readonly<Record<keyof Row & string, ColumnType>>;
  /** Columns that are called otherwise than the property. */
  readonly renamed?: Readonly<Partial<Record<keyof Row & string, string>>>;
  readonly identity: readonly (keyof Row & string)[];
}

const selected: Readonly<Record<ColumnType, (column: string) => string>> = {
  bigint: (column) => `${column}::float8`,
  int: (column) => column,
  text: (column) => column,
  boolean: (column) => column,
  timestamptz: milliseconds,
};

const keysOf = <Row>({ columns }: DerivedTable<Row>) =>
  Object.keys(columns) as (keyof Row & string)[];

const columnOf = <Row>({ renamed }: DerivedTable<Row>, key: keyof Row & string): string =>
  renamed?.[key] ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Loads rows for which a condition holds, whose parameters begin at `$2`. */
export const loadRows = <Row>(
  session: Session,
  table: DerivedTable<Row>,
  condition: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> => {
  const columns = keysOf(table).map(
    (key) => `${selected[table.columns[key]](columnOf(table, key))} as "${key}"`,
  );
  return session.load<Row>(
    `select ${columns.join(', ')} from ${table.name} where account_id = $1 and ${condition}`,
    [...parameters],
  );
};

/** Returns rows as one list a column, with the SQL that makes rows of the lists. */
function listsOf<Row>(
  table: DerivedTable<Row>,
  keys: readonly (keyof Row & string)[],
  rows: readonly Row[],
) {
  const types = keys.map((key) => table.columns[key]);
  const parameterOf = (row: Row, index: number) => {
    const value = row[keys[index]!] ?? null;
    return types[index] === 'timestamptz' ? moment(value as number | null) : value;
  };
  return {
    columns: keys.map((key) => columnOf(table, key)),
    sql: `unnest(${types.map((type, index) => `$${index + 2}::${type}[]`).join(', ')})`,
    values: keys.map((_key, index) => rows.map((row) => parameterOf(row, index))),
  };
}

async function deleteRows<Row>(
  session: Session,
  table: DerivedTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { columns, sql, values } = listsOf(table, table.identity, rows);
  await session.run(
    `delete from ${table.name} t using ${sql} as given (${columns.join(', ')})
     where t.account_id = $1 and ${columns.map((column) => `t.${column} = given.${column}`).join(' and ')}`,
    [...values],
  );
}

/** Replaces rows `before` by rows `after`, and writes only the difference. Returns the rows that came, went or differ. */
export async function replaceRows<Row>(
  session: Session,
  table: DerivedTable<Row>,
  before: readonly Row[],
  after: readonly Row[],
): Promise<Row[]> {
  const keys = keysOf(table);
  const textOf = (row: Row) => JSON.stringify(keys.map((key) => row[key] ?? null));
  const old = new Set(before.map(textOf));
  const wanted = new Set(after.map(textOf));
  const gone = before.filter((row) => !wanted.has(textOf(row)));
  const come = after.filter((row) => !old.has(textOf(row)));
  await deleteRows(session, table, gone);
  if (come.length > 0) {
    const { columns, sql, values } = listsOf(table, keys, come);
    await session.run(
      `insert into ${table.name} (account_id, ${columns.join(', ')}) select $1, * from ${sql}`,
      [...values],
    );
  }
  return [...gone, ...come];
}

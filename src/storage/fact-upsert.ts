import { hash } from 'node:crypto';
import type { FactKind, FactOf } from '../model/facts.js';
import { factTables } from './fact-columns.js';
import { timestamp } from './instant-sql.js';
import type { Session } from './session.js';

/** A fact as it shall rest: the values of its columns in their order, and a digest of them. */
export interface Row<Kind extends FactKind> {
  readonly fact: FactOf[Kind];
  readonly digest: string;
  readonly values: readonly unknown[];
}

/** Equal for equal values. No text of the database holds the signs that stand for the end of a value and for its absence. */
export const digestOf = (values: readonly unknown[]): string => {
  const texts = values.map((value) => (value === null ? '\x00' : String(value)));
  return hash('md5', texts.join('\x00\x00'), 'base64').slice(0, 16);
};

interface InsertColumn {
  readonly name: string;
  readonly type: string;
  /** A value for each row. */
  readonly values: readonly unknown[];
}

// Each column comes as one text, which passes to the embedded database as it is. Structured values come as one array of JSON: within
// an array of the database each quote would be escaped and parsed once more.
const source = ({ type }: InsertColumn, parameter: number) =>
  type === 'jsonb'
    ? `jsonb_array_elements($${parameter}::text::jsonb)`
    : `unnest($${parameter}::text::${type}[])`;
const whole = ({ type, values }: InsertColumn) =>
  type === 'jsonb' ? `[${values.join()}]` : values;

function columnsOf<Kind extends FactKind>(
  kind: Kind,
  rows: readonly Row<Kind>[],
  numbers: readonly number[],
): InsertColumn[] {
  const own = Object.entries(factTables[kind].columns);
  return [
    { name: 'id', type: 'text', values: rows.map(({ fact }) => fact.id) },
    { name: 'number', type: 'bigint', values: numbers },
    { name: 'digest', type: 'text', values: rows.map(({ digest }) => digest) },
    {
      ...{ name: 'updated_at', type: 'timestamptz' },
      values: rows.map(({ fact }) => timestamp(fact.updatedAt)),
    },
    ...own.map(([name, [type]], column) => ({
      ...{ name, type },
      values: rows.map(({ values }) => values[column]),
    })),
  ];
}

const isSame = ({ values }: InsertColumn) => values.every((value) => value === values[0]);

/** The statement without what follows a conflict, and its parameters. A column of which all rows have the same value passes it once. */
function insertionOf(
  session: Session,
  kind: FactKind,
  columns: readonly InsertColumn[],
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const [id, ...others] = columns as [InsertColumn, ...InsertColumn[]];
  const [same = [], different = []] = [true, false].map((wanted) =>
    others.filter((column) => isSame(column) === wanted),
  );
  const varying = [id, ...different];
  const names = [...varying, ...same].map(({ name }) => name);
  const sources = varying.map((column, index) => source(column, index + 2));
  const values = same.map(({ type }, index) => `$${varying.length + index + 2}::text::${type}`);
  return {
    sql: `insert into ${factTables[kind].table} (account_id, ${names.join(', ')}) select ${['$1', 'varying.*', ...values].join(', ')} from rows from (${sources.join(', ')}) as varying`,
    parameters: [
      session.account,
      ...varying.map(whole),
      ...same.map(({ values: [value] }) => value),
    ],
  };
}

function replacementOf(kind: FactKind, columns: readonly InsertColumn[]): string {
  const { table } = factTables[kind];
  const updates = columns
    .filter(({ name }) => name !== 'id' && name !== 'number')
    .map(({ name }) => `${name} = excluded.${name}`);
  return ` on conflict (account_id, id) do update set ${updates.join(', ')}, deleted_at = null where ${table}.updated_at <= excluded.updated_at
     returning number::float8 as number`;
}

/** Writes rows over older ones; each keeps the number that it has, or gets the one in its place. Answers the numbers of what was written. */
export async function upsert<Kind extends FactKind>(
  session: Session,
  kind: Kind,
  rows: readonly Row<Kind>[],
  numbers: readonly number[],
): Promise<number[]> {
  const columns = columnsOf(kind, rows, numbers);
  const { sql, parameters } = insertionOf(session, kind, columns);
  const written = await session.query<{ number: number }>(
    sql + replacementOf(kind, columns),
    parameters,
  );
  return written.map(({ number }) => number);
}

const UNIQUE_VIOLATION = '23505';
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;

/** Writes rows that are most likely the first of their ids, which costs least. False, and nothing is written, where one of them is not. */
export async function insertFirst<Kind extends FactKind>(
  session: Session,
  kind: Kind,
  rows: readonly Row<Kind>[],
  numbers: readonly number[],
): Promise<boolean> {
  const { sql, parameters } = insertionOf(session, kind, columnsOf(kind, rows, numbers));
  await session.query('savepoint first');
  try {
    await session.query(sql, parameters);
  } catch (error) {
    if (!isTaken(error)) throw error;
    await session.query('rollback to savepoint first');
    return false;
  }
  await session.query('release savepoint first');
  return true;
}

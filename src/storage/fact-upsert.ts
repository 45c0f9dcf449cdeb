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
}

// Each column comes as one text, which passes to the embedded database as it is. Structured values come as one array of JSON: within
// an array of the database each quote would be escaped and parsed once more.
const source = ({ type }: InsertColumn, index: number) =>
  type === 'jsonb'
    ? `jsonb_array_elements($${index + 2}::text::jsonb)`
    : `unnest($${index + 2}::text::${type}[])`;

const columnsOf = (kind: FactKind): InsertColumn[] => [
  { name: 'id', type: 'text' },
  { name: 'number', type: 'bigint' },
  { name: 'digest', type: 'text' },
  { name: 'updated_at', type: 'timestamptz' },
  ...Object.entries(factTables[kind].columns).map(([name, [type]]) => ({ name, type })),
];

function insertionOf(kind: FactKind): string {
  const columns = columnsOf(kind);
  const names = columns.map(({ name }) => name);
  return `insert into ${factTables[kind].table} (account_id, ${names.join(', ')}) select $1, * from rows from (${columns.map(source).join(', ')})`;
}

function replacementOf(kind: FactKind): string {
  const { table } = factTables[kind];
  const updates = columnsOf(kind)
    .filter(({ name }) => name !== 'id' && name !== 'number')
    .map(({ name }) => `${name} = excluded.${name}`);
  return ` on conflict (account_id, id) do update set ${updates.join(', ')}, deleted_at = null where ${table}.updated_at <= excluded.updated_at
     returning number::float8 as number`;
}

/** Answers what the statement returns. */
async function send<Kind extends FactKind>(
  session: Session,
  sql: string,
  kind: Kind,
  rows: readonly Row<Kind>[],
  numbers: readonly number[],
): Promise<number[]> {
  const types = Object.values(factTables[kind].columns).map(([type]) => type);
  const own = types.map((type, column) => {
    const values = rows.map((row) => row.values[column]);
    return type === 'jsonb' ? `[${values.join()}]` : values;
  });
  const written = await session.query<{ number: number }>(sql, [
    session.account,
    rows.map(({ fact }) => fact.id),
    numbers,
    rows.map(({ digest }) => digest),
    rows.map(({ fact }) => timestamp(fact.updatedAt)),
    ...own,
  ]);
  return written.map(({ number }) => number);
}

/** Writes rows over older ones; each keeps the number that it has, or gets the one in its place. Answers the numbers of what was written. */
export const upsert = <Kind extends FactKind>(
  session: Session,
  kind: Kind,
  rows: readonly Row<Kind>[],
  numbers: readonly number[],
): Promise<number[]> => send(session, insertionOf(kind) + replacementOf(kind), kind, rows, numbers);

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
  await session.query('savepoint first');
  try {
    await send(session, insertionOf(kind), kind, rows, numbers);
  } catch (error) {
    if (!isTaken(error)) throw error;
    await session.query('rollback to savepoint first');
    return false;
  }
  await session.query('release savepoint first');
  return true;
}

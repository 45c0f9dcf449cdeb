import type pg from 'pg';
import { Fault } from '../../model/errors.js';
import type { Session } from '../sql/session.js';
import { COPIED_COLUMNS, type CopiedColumn, insertOfJson, quote, rowsAsJson } from './copy-rows.js';
import type { Database } from './database.js';

const ROWS_A_STATEMENT = 2000;

/** One table that was copied. */
export interface CopiedTable {
  /** Name of the table. */
  readonly table: string;
  /** Number of rows. */
  readonly rows: number;
}
export interface CopyOptions {
  readonly from: Database;
  /** A PostgreSQL database without accounts. */
  readonly url: string;
  readonly onProgress: (table: string, rows: number) => void;
  /** Ends the copy, so that nothing of it is kept. */
  readonly signal?: AbortSignal | undefined;
}

/** Rows as JSON text in pages, written by the database itself, so that no number and no instant loses a digit on the way. */
async function* pagesOf(
  session: Session,
  query: string,
): AsyncGenerator<{ json: string; rows: number }> {
  await session.query(`declare page no scroll cursor for ${query}`);
  for (;;) {
    const rows = await session.query<{ row: string }>(`fetch ${ROWS_A_STATEMENT} from page`);
    if (rows.length === 0) break;
    yield { json: `[${rows.map(({ row }) => row).join(',')}]`, rows: rows.length };
  }
  await session.query('close page');
}

const countOf = async (target: pg.Client, table: string, account: number): Promise<number> => {
  const { rows } = await target.query(
    `select count(*)::int as count from ${quote(table)} where account_id = $1`,
    [account],
  );
  return rows[0].count;
};

async function copyTable(
  session: Session,
  target: pg.Client,
  [table, columns]: readonly [string, readonly CopiedColumn[]],
  { onProgress, signal }: CopyOptions,
): Promise<number> {
  const insert = insertOfJson(table, columns);
  let copied = 0;
  for await (const { json, rows } of pagesOf(
    session,
    rowsAsJson(table, columns, session.account),
  )) {
    signal?.throwIfAborted();
    await target.query(insert, [json]);
    copied += rows;
    onProgress(table, copied);
  }
  const arrived = await countOf(target, table, session.account);
  if (arrived === copied) return copied;
  throw new Fault(
    'UNAVAILABLE',
    `Of ${table} ${copied} rows were sent and ${arrived} arrived; nothing was kept. Copy into a database that nobody else uses.`,
  );
}

/** Copies the account and all its rows. Throws UNAVAILABLE if other rows arrive than were sent. */
export async function copyAccount(
  options: CopyOptions,
  target: pg.Client,
  { id, sequence }: { readonly id: number; readonly sequence: number },
): Promise<CopiedTable[]> {
  await target.query('insert into account (id, sequence) values ($1, $2)', [id, sequence]);
  await target.query("select set_config('app.account', $1, true)", [String(id)]);
  return options.from.read(id, async (session) => {
    const copied: CopiedTable[] = [];
    const all = await session.query<CopiedColumn & { readonly table: string }>(COPIED_COLUMNS);
    for (const entry of Map.groupBy(all, ({ table }) => table)) {
      const rows = await copyTable(session, target, entry, options);
      copied.push({ table: entry[0], rows });
    }
    return copied;
  });
}

/** Sequences go on after the highest number that was copied; policies would hide it, so it comes from the rows themselves. */
export async function raiseSequences(
  target: pg.Client,
  accounts: readonly number[],
): Promise<void> {
  const { rows } = await target.query(
    `select relation.relname as name, attribute.attname as column, pg_get_serial_sequence(quote_ident(relation.relname), attribute.attname) as sequence
     from pg_class relation join pg_attribute attribute on attribute.attrelid = relation.oid and attnum > 0 and not attisdropped
     where relation.relkind = 'r' and relation.relnamespace = 'public'::regnamespace
       and pg_get_serial_sequence(quote_ident(relation.relname), attribute.attname) is not null and relation.relname <> 'mikro_orm_migrations'`,
  );
  for (const { name, column, sequence } of rows) {
    let highest = 0;
    for (const account of accounts) {
      await target.query("select set_config('app.account', $1, true)", [String(account)]);
      const found = await target.query(
        `select coalesce(max(${quote(column)}), 0)::float8 as highest from ${quote(name)}`,
      );
      highest = Math.max(highest, found.rows[0].highest);
    }
    if (highest > 0) await target.query('select setval($1::regclass, $2)', [sequence, highest]);
  }
}

/** Throws CONFLICT if the database holds an account. */
export async function demandEmpty(target: pg.Client): Promise<void> {
  const { rows } = await target.query('select count(*)::int as count from account');
  if (rows[0].count > 0)
    throw new Fault('CONFLICT', 'The target database holds accounts already: name an empty one.');
}

import pg from 'pg';
import { Fault } from '../../model/errors.js';
import type { Session } from '../sql/session.js';
import { COPIED_COLUMNS, type CopiedColumn, insertOfJson, quote, rowsAsJson } from './copy-rows.js';
import { type Database, openDatabase } from './database.js';

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

type Columns = ReadonlyMap<string, readonly CopiedColumn[]>;

/** The columns of every table whose rows belong to an account. */
async function columnsByTable(session: Session): Promise<Columns> {
  const rows = await session.query<CopiedColumn & { readonly table: string }>(COPIED_COLUMNS);
  return Map.groupBy(rows, ({ table }) => table);
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

async function copyAccount(
  options: CopyOptions,
  target: pg.Client,
  { id, sequence }: { readonly id: number; readonly sequence: number },
): Promise<CopiedTable[]> {
  await target.query('insert into account (id, sequence) values ($1, $2)', [id, sequence]);
  await target.query("select set_config('app.account', $1, true)", [String(id)]);
  return options.from.read(id, async (session) => {
    const copied: CopiedTable[] = [];
    for (const entry of await columnsByTable(session)) {
      const rows = await copyTable(session, target, entry, options);
      copied.push({ table: entry[0], rows });
    }
    return copied;
  });
}

/** Sequences go on after the highest number that was copied; policies would hide it, so it comes from the rows themselves. */
async function raiseSequences(target: pg.Client, accounts: readonly number[]): Promise<void> {
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

async function demandEmpty(target: pg.Client): Promise<void> {
  const { rows } = await target.query('select count(*)::int as count from account');
  if (rows[0].count > 0)
    throw new Fault('CONFLICT', 'The target database holds accounts already: name an empty one.');
}

/** Rows of both databases added up by table. */
function totalsOf(copied: readonly CopiedTable[]): CopiedTable[] {
  const byTable = Map.groupBy(copied, ({ table }) => table);
  return [...byTable].map(([table, parts]) => ({
    table,
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
  }));
}

/**
 * Copies every account into an empty PostgreSQL database, in one transaction: all of it, counted table by table, or nothing.
 * Nobody may write to the source meanwhile. Throws CONFLICT if the target is not empty, UNAVAILABLE if it cannot be reached.
 */
export async function copyDatabase(options: CopyOptions): Promise<CopiedTable[]> {
  const { url } = options;
  const prepared = await openDatabase({ url, name: '--to', directory: null, clock: Date.now });
  await prepared.close();
  options.signal?.throwIfAborted();
  const target = new pg.Client({ connectionString: options.url });
  await target.connect();
  try {
    await target.query('begin');
    await demandEmpty(target);
    const accounts = await options.from.accounts();
    const copied: CopiedTable[] = [];
    for (const account of accounts) copied.push(...(await copyAccount(options, target, account)));
    await raiseSequences(
      target,
      accounts.map(({ id }) => id),
    );
    await target.query('commit');
    return totalsOf(copied);
  } finally {
    await target.end();
  }
}

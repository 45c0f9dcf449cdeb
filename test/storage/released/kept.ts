import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress } from 'node:zlib';
import pg from 'pg';
import type { Database } from '../../../src/storage/database/database.js';
import { openEmbeddedClient } from '../../../src/storage/database/embedded/client.js';
import { migrations } from '../../../src/storage/database/migrations.js';

/** A small database of a released version, as rows, and what it answered. Its tables are those that its migrations make, which are frozen. */
export interface KeptDatabase {
  readonly version: string;
  readonly migrations: readonly string[];
  /** The tables; those without an account come first. */
  readonly tables: readonly { readonly name: string; readonly rows: readonly object[] }[];
  readonly figures: unknown;
}

const ENDING = '.json.br';
const folder = import.meta.dirname;

/** Returns the versions that have a kept database. */
export async function keptVersions(): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
}

export async function readKept(version: string): Promise<KeptDatabase> {
  const packed = await readFile(join(folder, `${version}${ENDING}`));
  return JSON.parse((await promisify(brotliDecompress)(packed)).toString('utf8'));
}

export async function writeKept(kept: KeptDatabase): Promise<number> {
  const packed = await promisify(brotliCompress)(JSON.stringify(kept));
  await writeFile(join(folder, `${kept.version}${ENDING}`), packed);
  return packed.length;
}

const TABLES = `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
   and relname <> 'mikro_orm_migrations' order by relname in ('account', 'migration_digest', 'stored_document') desc, relname`;

/** Returns all that an account's tables hold. */
export async function rowsOf(
  database: Database,
  account: number,
): Promise<Pick<KeptDatabase, 'migrations' | 'tables'>> {
  return database.read(account, async (session) => {
    const names = await session.query<{ name: string }>(TABLES);
    const tables: { name: string; rows: object[] }[] = [];
    for (const { name } of names) {
      const rows = await session.query<{ row: object }>(`select to_jsonb(t) as row from ${name} t`);
      tables.push({ name, rows: rows.map(({ row }) => row) });
    }
    return { migrations: migrations.map(({ name }) => name), tables };
  });
}

/** Returns the statements that make the tables of the kept version: its migrations, as they are frozen. */
async function statementsOf({ migrations: names }: KeptDatabase): Promise<string[]> {
  const statements: string[] = [];
  for (const name of names) {
    const { class: Class } = migrations.find((migration) => migration.name === name)!;
    const migration = new Class(undefined as never, undefined as never);
    await migration.up();
    statements.push(...migration.getQueries().map(String));
  }
  return [
    ...statements,
    'create table mikro_orm_migrations (id serial primary key, name varchar(255), executed_at timestamptz(0) default current_timestamp)',
    ...names.map((name) => `insert into mikro_orm_migrations (name) values ('${name}')`),
  ];
}

const SEQUENCES = `select relation.relname as table, attname as column, pg_get_serial_sequence(relation.relname, attname) as sequence
   from pg_class relation join pg_attribute on attrelid = relation.oid and attnum > 0 and not attisdropped
   where relation.relkind = 'r' and relation.relnamespace = 'public'::regnamespace and pg_get_serial_sequence(relation.relname, attname) is not null`;

/** A JSON null of a column that is never null comes back as one. */
const COLUMNS = `select case when data_type = 'jsonb' and is_nullable = 'NO' then 'coalesce("' || column_name || '", ''null'')'
   else '"' || column_name || '"' end as value
   from information_schema.columns where table_schema = 'public' and table_name = $1 order by ordinal_position`;

type Query = (sql: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

async function fill(kept: KeptDatabase, query: Query): Promise<void> {
  for (const statement of await statementsOf(kept)) await query(statement);
  for (const { name, rows } of kept.tables)
    if (rows.length > 0) {
      const columns = await query(COLUMNS, [name]);
      const values = (columns.rows as { value: string }[]).map(({ value }) => value);
      await query(
        `insert into ${name} select ${values.join(', ')} from json_populate_recordset(null::${name}, $1::json)`,
        [JSON.stringify(rows)],
      );
    }
  const { rows } = await query(SEQUENCES);
  for (const { table, column, sequence } of rows as Record<string, string>[])
    await query(
      `select setval('${sequence}', (select coalesce(max("${column}"), 0) + 1 from "${table}"))`,
    );
}

/** Fills an empty database with the kept one. */
export async function restoreKept(
  kept: KeptDatabase,
  place: { readonly url: string | null; readonly directory: string | null },
): Promise<void> {
  if (place.url === null) {
    const client = await openEmbeddedClient(place.directory!);
    await fill(kept, (sql, values = []) => client.query(sql, values) as never);
    return client.close();
  }
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  await fill(kept, (sql, values) => client.query(sql, values));
  await client.end();
}

import type { PGlite } from '@electric-sql/pglite';
import { MikroORM as EmbeddedOrm } from '@mikro-orm/pglite';
import { MikroORM } from '@mikro-orm/postgresql';
import {
  COPIED_COLUMNS,
  type CopiedColumn,
  insertOfJson,
  rowsAsJson,
} from '../../../src/storage/database/copy-rows.js';
import { openEmbeddedClient } from '../../../src/storage/database/embedded/client.js';
import type { Orm } from '../../../src/storage/database/migrate.js';
import { migrations } from '../../../src/storage/database/migrations.js';
import { ormOptions } from '../../../src/storage/database/orm-options.js';
import { administer, type DatabaseKind } from '../../storage/databases.js';
import { databaseFolder, newPlace, type Place } from './place.js';

/** So many of the newest migrations are yet to come. */
const HELD_BACK = 8;

type Execute = (sql: string) => Promise<readonly Record<string, unknown>[]>;
type Column = CopiedColumn & { readonly table: string };

/** Everything of an account that the older tables can hold. */
async function fill(execute: Execute, from: string): Promise<void> {
  const { rows: accounts } = await administer(from, 'select id, sequence from account');
  const [{ id, sequence }] = accounts as [{ id: number; sequence: number }];
  await execute(`insert into account (id, sequence) values (${id}, ${sequence})`);
  const columns = (await execute(COPIED_COLUMNS)) as unknown as readonly Column[];
  const held = await administer(from, "select relname from pg_class where relkind = 'r'");
  const isHeld = new Set(held.rows.map(({ relname }) => relname));
  for (const [table, own] of Map.groupBy(columns, (column) => column.table)) {
    // The program derives again what was derived otherwise then.
    if (!isHeld.has(table)) continue;
    const { rows } = await administer(from, rowsAsJson(table, own, id));
    const json = `[${rows.map(({ row }) => row).join(',')}]`.replaceAll("'", "''");
    await execute(insertOfJson(table, own).replace('$1', () => `'${json}'`));
  }
}

/** Opens the ORM of a place, whatever its migrations. */
export async function openOrm({ url, ...place }: Place): Promise<Orm> {
  if (url !== null)
    return (await MikroORM.init({ ...ormOptions, clientUrl: url } as never)) as never;
  const client = await openEmbeddedClient(databaseFolder({ url, ...place }));
  return (await EmbeddedOrm.init({
    ...ormOptions,
    dbName: 'embedded',
    driverOptions: { pglite: client as unknown as PGlite },
  })) as never;
}

/** An older program derived otherwise, so that its rules are others: what the held back tables hold is derived again. */
const AS_BEFORE = `update ruleset set digest = 'older ' || number, content = content || '{"shape": "older"}'`;

/** The company of another place as a program of some migrations ago would have kept it. */
export async function olderOf(from: Place, kind: DatabaseKind): Promise<Place> {
  const place = await newPlace(kind);
  const orm = await openOrm(place);
  try {
    await orm.migrator.up({ to: migrations.at(-1 - HELD_BACK)!.name });
    const connection = orm.em.getConnection();
    await fill((sql) => connection.execute(sql), from.url!);
    await connection.execute(AS_BEFORE);
  } finally {
    await orm.close(true);
  }
  return place;
}

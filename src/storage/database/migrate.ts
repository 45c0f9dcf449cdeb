import type { Migrator } from '@mikro-orm/migrations';
import type { EntityManager, SqlMikroORM } from '@mikro-orm/sql';
import { Fault } from '../../model/errors.js';
import { migrations } from './migrations.js';
import { applicationRole } from './role.js';

export type Orm = Pick<SqlMikroORM, 'em' | 'close'> & {
  readonly em: EntityManager;
  readonly migrator: Migrator;
};

/** The application may read and write rows, but neither change what was logged as activity nor any table's shape. */
const grants = `do $$ begin
  if exists (select from pg_roles where rolname = '${applicationRole}') then
    grant usage on schema public to ${applicationRole};
    grant select, insert, update, delete on all tables in schema public to ${applicationRole};
    grant usage on all sequences in schema public to ${applicationRole};
    revoke update, delete on activity from ${applicationRole};
  end if;
end $$`;

async function appliedNames(orm: Orm): Promise<string[]> {
  const connection = orm.em.getConnection();
  const [table] = (await connection.execute(
    "select to_regclass('mikro_orm_migrations')::text as name",
  )) as [{ name: string | null }];
  if (!table.name) return [];
  const rows = (await connection.execute('select name from mikro_orm_migrations')) as {
    name: string;
  }[];
  return rows.map((row) => row.name);
}

function refuseNewer(applied: readonly string[]): void {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new Fault(
    'UNAVAILABLE',
    `The database is newer than this program: it holds ${unknown.join(', ')}. Update the program, or open another database.`,
  );
}

/** Brings the database to the newest migration; nobody else may do so meanwhile. */
export async function migrate(orm: Orm): Promise<void> {
  refuseNewer(await appliedNames(orm));
  await orm.migrator.up();
  await orm.em.getConnection().execute(grants);
}

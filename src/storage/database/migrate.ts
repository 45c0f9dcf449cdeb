import type { Migrator } from '@mikro-orm/migrations';
import type { EntityManager, SqlMikroORM } from '@mikro-orm/sql';
import { Fault } from '../../model/errors.js';
import { type OnUnreadable, upgradeDocuments } from '../documents/upgrade-documents.js';
import {
  type Execute,
  loadAppliedMigrations,
  refuseOtherMigrations,
  writeDigests,
} from '../schema/applied-migrations.js';
import { tableDifferences } from '../schema/table-differences.js';
import { Session } from '../sql/session.js';
import { stateOf } from '../sql/sql-state.js';
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
    revoke insert, update, delete on migration_digest, stored_document, mikro_orm_migrations from ${applicationRole};
  end if;
end $$`;

const REMEDY =
  'Open it with the program that made it, or begin with an empty database and bring the data in again.';

/** Syntax errors and names that are lacking or taken; rights that are lacking are another matter. */
const UNFIT = /^42(?!501)/;

/** Throws UNAVAILABLE in place of the error of a statement that the tables do not allow; other errors pass. */
function refuseOtherTables(error: unknown): never {
  const state = stateOf(error);
  if (state === null || !UNFIT.test(state)) throw error;
  const reason = error instanceof Error ? error.message.split(/ - |\n/).at(-1) : String(error);
  throw new Fault(
    'UNAVAILABLE',
    `The database was made by a program between two versions and cannot be upgraded: ${reason}. ${REMEDY}`,
  );
}

async function demandDeclaredTables(orm: Pick<Orm, 'em'>, execute: Execute): Promise<void> {
  const [first, ...others] = await tableDifferences(orm, execute);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, and ${others.length} more differences`;
  throw new Fault(
    'UNAVAILABLE',
    `The database's tables are not what its migrations make: ${first}${more}. ${REMEDY}`,
  );
}

/** Applies what is lacking, stores the digest of each migration and upgrades stored documents, all or nothing. */
async function upgrade(orm: Orm, onUnreadable: OnUnreadable): Promise<void> {
  await orm.em.fork().transactional(async (entities) => {
    const transaction = entities.getTransactionContext();
    const execute: Execute = async (sql) =>
      entities.getConnection().execute(sql, [], 'all', transaction);
    await orm.migrator.up({ transaction }).catch(refuseOtherTables);
    await demandDeclaredTables(orm, execute);
    await writeDigests(execute, await loadAppliedMigrations(execute));
    await upgradeDocuments(
      (account) => new Session(entities, account, Date.now(), () => undefined),
      onUnreadable,
    );
  });
}

/** Brings the database to the newest migration; nobody else may do so meanwhile. Throws UNAVAILABLE where it is newer, or made otherwise. */
export async function migrate(
  orm: Orm,
  onUnreadable: OnUnreadable = () => undefined,
): Promise<void> {
  const execute: Execute = async (sql) => orm.em.getConnection().execute(sql);
  refuseOtherMigrations(await loadAppliedMigrations(execute));
  // The table of applied migrations is made outside the transaction: an embedded database has one connection.
  await orm.migrator.getPending();
  await upgrade(orm, onUnreadable);
  await orm.em.getConnection().execute(grants);
}

import { migrationDigests } from '../../../migrations/digests.js';
import { Fault } from '../../model/errors.js';
import { otherVersions } from '../documents/upgrade-documents.js';

export type Execute = <Row>(sql: string) => Promise<Row[]>;

/** A migration that a database holds. `digest` is null where it was applied before digests were stored. */
export interface AppliedMigration {
  readonly name: string;
  readonly digest: string | null;
}

const TABLES = `select to_regclass('public.mikro_orm_migrations') is not null as applied,
   to_regclass('public.migration_digest') is not null as digests`;
const APPLIED =
  'select m.name, d.digest from mikro_orm_migrations m left join migration_digest d on d.name = m.name order by m.id';
const APPLIED_WITHOUT_DIGESTS = 'select name, null as digest from mikro_orm_migrations order by id';

/** Returns the migrations that the database holds, the oldest first. Empty where it is new. */
export async function loadAppliedMigrations(execute: Execute): Promise<AppliedMigration[]> {
  const [tables] = await execute<{ applied: boolean; digests: boolean }>(TABLES);
  if (!tables?.applied) return [];
  return execute<AppliedMigration>(tables.digests ? APPLIED : APPLIED_WITHOUT_DIGESTS);
}

/** Writes the digest of each migration that was applied before digests were stored. */
export async function writeDigests(
  execute: Execute,
  applied: readonly AppliedMigration[],
): Promise<void> {
  const rows = applied
    .filter(({ digest }) => digest === null)
    .map(({ name }) => `('${name}', '${migrationDigests[name]}')`)
    .join(', ');
  if (rows !== '') await execute(`insert into migration_digest (name, digest) values ${rows}`);
}

/** Returns the first of these names, and how many more there are. */
export const named = (names: readonly string[]): string =>
  names.length > 3
    ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
    : names.join(', ');

/** Throws UNAVAILABLE where the database holds a migration that this program does not know, or knows otherwise. */
export function refuseOtherMigrations(applied: readonly AppliedMigration[]): void {
  const unknown = applied.filter(({ name }) => migrationDigests[name] === undefined);
  if (unknown.length > 0)
    throw new Fault(
      'UNAVAILABLE',
      `The database is newer than this program: it holds ${named(unknown.map(({ name }) => name))}. Update the program, or open another database.`,
    );
  const changed = applied.filter(
    ({ name, digest }) => digest !== null && migrationDigests[name] !== digest,
  );
  if (changed.length > 0)
    throw new Fault(
      'UNAVAILABLE',
      `The database was made by another form of ${named(changed.map(({ name }) => name))} than this program has. Open it with the program that made it, or open another database.`,
    );
}

/** Throws UNAVAILABLE where the database is not at the very migrations of this program: newer, older, or made by others. */
export async function demandNewestSchema(execute: Execute): Promise<void> {
  const applied = await loadAppliedMigrations(execute);
  refuseOtherMigrations(applied);
  const held = new Set(applied.map(({ name }) => name));
  const lacking = Object.keys(migrationDigests).filter((name) => !held.has(name));
  if (lacking.length > 0)
    throw new Fault(
      'UNAVAILABLE',
      `The database is older than this program: it lacks ${named(lacking)}. Run "insights migrate", or start this program again.`,
    );
  const versions = await execute<{ name: string; version: number }>(
    'select name, version from stored_document',
  );
  const reason = otherVersions(new Map(versions.map(({ name, version }) => [name, version])));
  if (reason !== null) throw new Fault('UNAVAILABLE', reason);
}

import { createHash } from 'node:crypto';
import type { migrations } from '../database/migrations.js';

const LENGTH = 32;

/** Returns the digest of the SQL that a migration runs. */
export async function digestOfMigration({ class: Class }: (typeof migrations)[number]) {
  const migration = new Class(undefined as never, undefined as never);
  await migration.up();
  return createHash('sha256')
    .update(migration.getQueries().join(';\n'))
    .digest('hex')
    .slice(0, LENGTH);
}

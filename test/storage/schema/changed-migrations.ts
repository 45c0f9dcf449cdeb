import { createHash } from 'node:crypto';
import { migrationDigests } from '../../../migrations/digests.js';
import { migrations } from '../../../src/storage/database/migrations.js';

const LENGTH = 32;

/** Returns the digest of the SQL that a migration runs. */
async function digestOfMigration({ class: Class }: (typeof migrations)[number]) {
  const migration = new Class(undefined as never, undefined as never);
  await migration.up();
  return createHash('sha256')
    .update(migration.getQueries().join(';\n'))
    .digest('hex')
    .slice(0, LENGTH);
}

/** Returns one sentence for each migration whose SQL is not what the frozen list of digests says. Empty where all are as they were merged. */
export async function changedMigrations(
  all: typeof migrations = migrations,
  frozen: Readonly<Record<string, string>> = migrationDigests,
): Promise<string[]> {
  const findings: string[] = [];
  for (const migration of all) {
    const digest = await digestOfMigration(migration);
    const known = frozen[migration.name];
    if (known === undefined)
      findings.push(
        `migrations/digests.ts lacks a migration. Add this line:\n  ${migration.name}: '${digest}',`,
      );
    else if (known !== digest)
      findings.push(
        `${migration.name} was merged and is changed: databases were made by it as it was. Restore it, and put the change into a new migration.`,
      );
  }
  const names = new Set(all.map(({ name }) => name));
  for (const name of Object.keys(frozen))
    if (!names.has(name)) findings.push(`${name} was merged and is gone: restore it.`);
  return findings;
}

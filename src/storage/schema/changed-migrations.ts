import { migrationDigests } from '../../../migrations/digests.js';
import { migrations } from '../database/migrations.js';
import { digestOfMigration } from './digest-of-migration.js';

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

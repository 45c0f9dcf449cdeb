import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MikroORM } from '@mikro-orm/pglite';
import { migrationDigests } from '../../migrations/digests.js';
import { createSchema, printSorted } from '../../src/graph/schema.js';
import { withFormDocument } from '../../src/providers/custom/document.js';
import { migrate, type Orm } from '../../src/storage/database/migrate.js';
import { ormOptions } from '../../src/storage/database/orm-options.js';
import { changedMigrations } from '../storage/schema/changed-migrations.js';

/** A generated file must be what generating it again would give; run by `npm run check`. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const findings: string[] = [];

if (printSorted(await createSchema()) !== readFileSync(`${root}schema/schema.graphql`, 'utf8'))
  findings.push(
    'schema/schema.graphql is not what the code says: run `npm run schema` and commit it.',
  );

const form = `${root}src/providers/custom/README.md`;
const formReadme = readFileSync(form, 'utf8');
if (withFormDocument(formReadme) !== formReadme)
  findings.push(
    'src/providers/custom/README.md does not list the fields as the form has them: run `npm run schema` and commit it.',
  );

const client = `${root}src/client/generated.ts`;
const before = readFileSync(client, 'utf8');
execFileSync('npx', ['--no-install', 'graphql-codegen', '--config', 'codegen.yml', '--silent'], {
  cwd: root,
  stdio: 'ignore',
});
if (readFileSync(client, 'utf8') !== before)
  findings.push(
    'src/client/generated.ts was not what schema and operations say; it is now: commit it.',
  );

findings.push(...(await changedMigrations()));

/** Lines that history removed or changed; a copy without history has none. */
const history = (() => {
  try {
    return execFileSync('git', ['log', '-p', '--format=', '--', 'migrations/digests.ts'], {
      ...{ cwd: root, encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '';
  }
})();
for (const [, name, digest] of history.matchAll(/^-\s+(Migration\w+): '(\w+)'/gm))
  if (name && migrationDigests[name] !== digest)
    findings.push(`The digest of ${name} was ${digest} when it was merged: restore it.`);

/** Returns the statements that are missing between the newest migration and the tables. */
async function missingStatements(): Promise<string[]> {
  const orm = await MikroORM.init({ ...ormOptions, dbName: 'memory://' });
  try {
    await migrate(orm as unknown as Orm);
    const up = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    const lines = up.split('\n').filter((line) => line.trim() !== '');
    return lines.filter((line) => !line.includes('mikro_orm_migrations'));
  } finally {
    await orm.close(true);
  }
}
const difference = await missingStatements();
if (difference.length > 0)
  findings.push(
    `The tables have what no migration makes:\n${difference.join('\n')}\nAdd a migration with these statements.`,
  );

const copies = new Set(
  execFileSync('npm', ['ls', 'graphql', '--all', '--parseable'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((line) => /node_modules\/graphql$/.test(line)),
);
if (copies.size !== 1)
  findings.push(`There are ${copies.size} copies of graphql: ${[...copies].join(', ')}.`);

for (const finding of findings) process.stderr.write(`${finding}\n`);
process.exit(findings.length === 0 ? 0 : 1);

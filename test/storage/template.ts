import { createHash } from 'node:crypto';
import { constants, cpSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/storage/database/database.js';
import { migrations } from '../../src/storage/database/migrations.js';
import { storedDocuments } from '../../src/storage/documents/stored-documents.js';
import { placeOfDatabases } from './run-folders.js';

const root = join(import.meta.dirname, '../..');
const kept = join(root, 'node_modules/.cache/insights-templates');
const PROGRAM = join(root, 'node_modules/@electric-sql/pglite/dist/pglite.wasm');

let compiled: Promise<WebAssembly.Module> | null = null;
/** Keeps the program of the embedded database compiled for as long as this process lives, for all that it opens. */
function keepCompiled(): Promise<WebAssembly.Module> {
  compiled ??= readFile(PROGRAM).then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}

/** Returns a name for what an empty database consists of: its program, the migrations, the grants, the versions of documents. */
async function digestOfShape(): Promise<string> {
  const files = [
    'node_modules/@electric-sql/pglite/package.json',
    'src/storage/database/migrate.ts',
    'src/storage/database/role.ts',
    ...migrations.map(({ name }) => `migrations/${name}.ts`),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(join(root, file)));
  for (const { name, version } of storedDocuments) hash.update(`${name} ${version}`);
  return hash.digest('hex').slice(0, 16);
}

async function exists(folder: string): Promise<boolean> {
  return readFile(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Returns the folder of a migrated, empty embedded database. It is made once for each shape, whichever process comes first. */
async function embeddedTemplate(): Promise<string> {
  const folder = join(kept, await digestOfShape());
  if (await exists(folder)) return folder;
  await mkdir(kept, { recursive: true });
  const making = await mkdtemp(join(kept, 'making-'));
  const database = await openDatabase({ url: null, directory: making, clock: Date.now });
  await database.close();
  await rename(making, folder).catch(async () => {
    await rm(making, { recursive: true, force: true });
  });
  return folder;
}

/** Copies the migrated, empty embedded database into a folder that is not there yet, or is empty. */
export async function copyEmbeddedTemplateTo(folder: string): Promise<void> {
  const template = await embeddedTemplate();
  cpSync(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** Copies the migrated, empty embedded database into a folder of its own, in memory where there is room. */
export async function copyEmbeddedTemplate(): Promise<string> {
  await keepCompiled();
  const folder = await mkdtemp(join(placeOfDatabases(), 'insights-embedded-'));
  await copyEmbeddedTemplateTo(folder);
  return folder;
}

/** Creates a database of the server from a migrated, empty one. The empty one is made once for each server. */
export async function createFromTemplate(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const addressOf = (database: string) => server.replace(/\/postgres$/, `/${database}`);
  try {
    await client.query('select pg_advisory_lock(1)');
    const { rows } = await client.query(`select from pg_database where datname = 'template_ready'`);
    if (rows.length === 0) {
      await client.query('drop database if exists template_making');
      await client.query('create database template_making');
      const url = addressOf('template_making');
      const database = await openDatabase({ url, directory: null, clock: Date.now });
      await database.close();
      await client.query('alter database template_making rename to template_ready');
    }
    await client.query(`create database ${name} template template_ready`);
  } finally {
    await client.end();
  }
  return addressOf(name);
}

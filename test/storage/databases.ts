import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { afterAll } from 'vitest';
import {
  type Database,
  type DatabaseOptions,
  openDatabase,
} from '../../src/storage/database/database.js';
import { postgresUrl } from './postgres-url.js';
import { copyEmbeddedTemplate, createFromTemplate } from './template.js';

/** Both databases answer alike: what is written for one is run on the other. */
export const databaseKinds = ['EMBEDDED', 'POSTGRESQL'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export async function administer(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

const newName = () => `test_${randomBytes(6).toString('hex')}`;

/** The address of a new database of the real server without a single table; it goes with the server. */
export async function newPostgresUrl(): Promise<string> {
  const server = await postgresUrl();
  const name = newName();
  await administer(server, `create database ${name}`);
  return server.replace(/\/postgres$/, `/${name}`);
}

/** Where a migrated, empty database of the kind stands, as `openDatabase` is given it. */
export async function newPlace(kind: DatabaseKind): Promise<{
  readonly url: string | null;
  readonly directory: string | null;
}> {
  if (kind === 'POSTGRESQL')
    return { url: await createFromTemplate(await postgresUrl(), newName()), directory: null };
  const directory = await copyEmbeddedTemplate();
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return { url: null, directory };
}

/** A database with what ends it: many in one file would fill the memory if each stayed until its end. */
export interface HeldDatabase {
  readonly database: Database;
  /** Closes it, and removes all that it keeps. */
  release(): Promise<void>;
}

type Options = Partial<DatabaseOptions>;

async function holdEmbedded(options: Options): Promise<HeldDatabase> {
  const directory = await copyEmbeddedTemplate();
  const database = await openDatabase({ url: null, directory, clock: Date.now, ...options });
  return {
    database,
    release: async () => {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function holdPostgres(options: Options): Promise<HeldDatabase> {
  const server = await postgresUrl();
  const name = newName();
  const url = await createFromTemplate(server, name);
  const database = await openDatabase({ url, directory: null, clock: Date.now, ...options });
  return {
    database,
    release: async () => {
      await database.close();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

/** Opens a migrated, empty database of the kind until it is released. */
export const holdDatabase = (kind: DatabaseKind, options: Options = {}): Promise<HeldDatabase> =>
  kind === 'EMBEDDED' ? holdEmbedded(options) : holdPostgres(options);

/** A migrated, empty database of the kind, closed after the file's tests. */
export async function newDatabase(kind: DatabaseKind, options: Options = {}): Promise<Database> {
  const { database, release } = await holdDatabase(kind, options);
  afterAll(release);
  return database;
}

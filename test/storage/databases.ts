import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from '../../src/storage/database.js';

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

/** The address of a new, empty database of the real server; it goes with the server. */
export async function newPostgresUrl(): Promise<string> {
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  return server.replace(/\/postgres$/, `/${name}`);
}

/** A migrated, empty database of the kind, closed after the file's tests. */
export async function newDatabase(
  kind: DatabaseKind,
  options: Partial<DatabaseOptions> = {},
): Promise<Database> {
  const url = kind === 'POSTGRESQL' ? await newPostgresUrl() : null;
  const database = await openDatabase({ url, directory: null, clock: Date.now, ...options });
  afterAll(() => database.close());
  return database;
}

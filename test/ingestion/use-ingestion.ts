import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import {
  createIngestion,
  type Ingestion,
  type IngestionOptions,
} from '../../src/ingestion/ingestion.js';
import type { Viewer } from '../../src/model/access.js';
import { git } from '../../src/providers/git/index.js';
import type { Database } from '../../src/storage/database/database.js';
import { type DatabaseKind, holdDatabase } from '../storage/databases.js';
import { writeLargeHistory } from '../story/git-history.js';

/** The PATH that the tests were started with. */
const searchPath = execFileSync('sh', ['-c', 'printf %s "$PATH"']).toString();

export const keyOf = (account: number, role: Viewer['role'] = 'ADMIN', key = 1): Viewer => ({
  ...{ account, key, keyName: role, role, reveals: false },
});

/** One database of the kind for the tests of a file, histories that go with it, and as many processes' ingestion as wanted. */
export function useIngestion(kind: DatabaseKind) {
  const folder = mkdtempSync(join(tmpdir(), 'insights-ingestion-'));
  const parts = {} as { database: Database; ingestion: Ingestion };
  const all: Ingestion[] = [];
  let histories = 0;
  const another = (options: Partial<IngestionOptions> = {}): Ingestion => {
    const ingestion = createIngestion({
      ...{ database: parts.database, providers: [git], clock: Date.now, log: () => undefined },
      ...{ dataDirectory: join(folder, 'data'), environment: { PATH: searchPath }, fetch },
      gitRoots: [folder],
      keyRing: createKeyRing([{ id: 'test', bytes: randomBytes(32) }]),
      ...options,
    });
    all.push(ingestion);
    return ingestion;
  };
  let release = async (): Promise<void> => undefined;
  beforeAll(async () => {
    const held = await holdDatabase(kind);
    parts.database = held.database;
    release = held.release;
    parts.ingestion = another();
  });
  afterAll(async () => {
    for (const ingestion of all) await ingestion.close();
    await release();
    rmSync(folder, { recursive: true, force: true });
  });
  const history = (commits: number): string => {
    histories += 1;
    const directory = join(folder, `history-${histories}.git`);
    writeLargeHistory(directory, { commits, seed: histories });
    return directory;
  };
  const connect = (viewer: Viewer, location: string) =>
    parts.ingestion.connect(viewer, { provider: 'GIT', name: null, settings: { location } });
  /** A new account with one connected history. */
  const connected = async (location: string) => {
    const viewer = keyOf(await parts.database.createAccount());
    const { number } = await connect(viewer, location);
    return { viewer, account: viewer.account, number };
  };
  return { folder, parts, another, history, connect, connected };
}

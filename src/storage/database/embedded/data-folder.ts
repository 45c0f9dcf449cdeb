import { constants, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../../model/errors.js';
import { isNoRoom } from '../../../model/no-room.js';

/** A folder that the embedded database may be opened in. */
export interface DataFolder {
  /** True where there is no database in it. */
  readonly isEmpty: boolean;
  /** Notes that a new database is whole. */
  made(): Promise<void>;
}

const VERSION = '18';
const parts = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal', 'pg_xact'];

const refusal = (directory: string, why: string) =>
  new Fault(
    'UNAVAILABLE',
    `${directory} ${why}. Put a copy of the whole folder in its place, or set DATA_DIR to another folder.`,
  );

/** Returns the fault of a database that is damaged, in one line. */
function damaged(directory: string, error: unknown): Fault {
  const [reason] = String(error instanceof Error ? error.message : error).split('\n');
  return refusal(directory, `holds a database that cannot be opened: it is damaged (${reason})`);
}

/** Bytes that the database needs to begin: a file of its log, and its writes at a checkpoint. */
const ROOM_BYTES = 24_000_000;

/** True where the disk takes as much as the database needs to begin; quotas and limits are met by trying alone. */
function hasRoom(directory: string): boolean {
  const trial = `${directory}.room`;
  try {
    writeFileSync(trial, Buffer.alloc(ROOM_BYTES));
    return true;
  } catch (error) {
    return !isNoRoom(error);
  } finally {
    rmSync(trial, { force: true });
  }
}

/** Returns the fault of a database that did not begin: without room, which harms nothing, or since it is damaged. */
export function cannotOpen(directory: string, error: unknown): Fault {
  if (hasRoom(directory)) return damaged(directory, error);
  return new Fault(
    'UNAVAILABLE',
    `The disk of ${directory} is full: make room for at least ${ROOM_BYTES / 1e6} MB and start again. The database there is whole.`,
  );
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Throws UNAVAILABLE where a folder that is not empty lacks what every database has. */
async function demandWhole(directory: string): Promise<void> {
  for (const part of parts)
    if (!existsSync(join(directory, part)))
      throw refusal(directory, `is neither empty nor a whole database: it lacks ${part}`);
  const version = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  if (version !== VERSION)
    throw refusal(directory, `holds a database of version ${version}, not ${VERSION}`);
}

/** The empty database that `npm ci` has made of these very sources, beside the program that it bundled. */
const EMPTY_DATABASE = fileURLToPath(new URL('../../../../empty-database', import.meta.url));

/** Begins a folder as a copy of an empty database. Returns false where none was made. */
function copyDatabase(from: string, directory: string): boolean {
  if (!existsSync(from)) return false;
  cpSync(from, directory, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return true;
}

async function begin(directory: string, mark: string, empty: string): Promise<DataFolder> {
  const above = dirname(directory);
  await mkdir(above, { recursive: true });
  await (await open(mark, 'w', 0o600)).close();
  await syncFolder(above);
  return {
    isEmpty: !copyDatabase(empty, directory),
    // Nothing is written to the database before the mark is gone for good: what it stands beside holds no fact.
    made: async () => {
      await rm(mark, { force: true });
      await syncFolder(above);
    },
  };
}

/**
 * Looks at the folder of an embedded database before it is opened. One whose making was cut off, which a mark beside it
 * says, is made again. A new one begins as a copy of an empty database, where there is one. Throws UNAVAILABLE where the folder is neither empty nor a whole database.
 */
export async function prepareDataFolder(
  directory: string,
  empty: string = EMPTY_DATABASE,
): Promise<DataFolder> {
  const mark = `${directory}.unfinished`;
  if (existsSync(mark)) await rm(directory, { recursive: true, force: true });
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return begin(directory, mark, empty);
  await demandWhole(directory);
  return { isEmpty: false, made: async () => undefined };
}

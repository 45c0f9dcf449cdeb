import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault } from '../../model/errors.js';

// The operating system keeps 108 bytes for the path of a socket, on some 104, with a zero at the end.
const LONGEST = 103;

const recordIn = (dataDirectory: string) => join(dataDirectory, 'owner.path');
const fits = (path: string) => Buffer.byteLength(path) <= LONGEST;

function elsewhere(dataDirectory: string): string {
  const digest = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `insights-${digest}`, 'owner.sock');
  if (fits(path)) return path;
  throw new Fault(
    'UNAVAILABLE',
    `Neither ${dataDirectory} nor ${tmpdir()} is short enough for a socket: choose a DATA_DIR of at most 90 characters.`,
  );
}

/** In a temporary folder others may have been first: it must be ours alone. */
async function ownFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Fault('UNAVAILABLE', `${folder} belongs to somebody else: remove it.`);
  await chmod(folder, 0o700);
}

/** Where the owner of a data folder is to listen; a path that is too long is replaced by one that the folder records. */
export async function chooseSocketPath(dataDirectory: string): Promise<string> {
  const own = join(dataDirectory, 'owner.sock');
  if (fits(own)) {
    await rm(recordIn(dataDirectory), { force: true });
    return own;
  }
  const path = elsewhere(dataDirectory);
  await ownFolder(dirname(path));
  await writeFile(recordIn(dataDirectory), path, { mode: 0o600 });
  return path;
}

/** Where the owner of a data folder listens, if there is one. */
export async function findSocketPath(dataDirectory: string): Promise<string> {
  const recorded = await readFile(recordIn(dataDirectory), 'utf8').catch(() => null);
  return recorded?.trim() || join(dataDirectory, 'owner.sock');
}

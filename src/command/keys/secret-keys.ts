import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../env.js';
import type { SecretKey } from '../../ingestion/credentials/key-ring.js';
import { Fault } from '../../model/errors.js';
import { fileFault } from '../../model/file-fault.js';

const KEY_ID = 'data-folder';
const KEY_BYTES = 32;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

async function loadKey(file: string): Promise<SecretKey | null> {
  try {
    const bytes = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
    if (bytes.length !== KEY_BYTES)
      throw new Fault(
        'UNAVAILABLE',
        `${file} holds no key of ${KEY_BYTES} bytes: give it back from a backup.`,
      );
    return { id: KEY_ID, bytes };
  } catch (error) {
    if (isMissing(error)) return null;
    throw fileFault(error, file) ?? error;
  }
}

/** Writes a new key under a name of its own and links it, so that of several processes that start at once one key stays. */
async function writeKey(file: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  try {
    await link(draft, file);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Returns the keys of the environment, else the key in the data folder, which is made where there is none. */
export async function loadSecretKeys({
  secretKeys,
  dataDirectory,
}: Pick<Environment, 'secretKeys' | 'dataDirectory'>): Promise<readonly SecretKey[]> {
  const file = join(dataDirectory, 'secret.key');
  if (secretKeys) {
    // Secrets sealed before keys were given can still be opened.
    const own = await loadKey(file);
    return own ? [...secretKeys, own] : secretKeys;
  }
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const known = await loadKey(file);
  if (known) return [known];
  await writeKey(file);
  const made = await loadKey(file);
  if (!made)
    throw new Fault('UNAVAILABLE', `${file} vanished while it was made: repeat the command.`);
  return [made];
}

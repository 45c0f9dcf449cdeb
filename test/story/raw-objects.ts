import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** Writes an object of a bare repository as it is, whether git would write it or not, and returns its hash. */
export function writeObject(directory: string, type: 'commit' | 'tag', content: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const sha = createHash('sha1').update(whole).digest('hex');
  const path = join(directory, 'objects', sha.slice(0, 2), sha.slice(2));
  if (existsSync(path)) return sha;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, deflateSync(whole));
  return sha;
}

/** Writes refs of a bare repository that has packed none, hashes by name. */
export const packRefs = (directory: string, refs: ReadonlyMap<string, string>): void =>
  appendFileSync(
    join(directory, 'packed-refs'),
    [...refs].map(([name, sha]) => `${sha} ${name}\n`).join(''),
  );

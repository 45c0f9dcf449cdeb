import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The program as `npm start` and `npm run insights` run it: bundled once for each state of its sources. From single files, through tsx, a start loads
 * 3,200 of them: `insights key list` took 12.0 s of processor time, and takes 3.7 s so. These two files are no TypeScript, since
 * loading what reads it takes 0.3 s.
 */
const root = join(import.meta.dirname, '..');
const kept = join(root, 'node_modules/.cache/insights-programs');
/** What the program consists of. The last file names every installed package with its version. */
const SOURCES = [
  ...['.program/*', 'src/**/*.ts', 'migrations/*.ts', 'schema/operations/*'],
  ...['package.json', 'tsconfig.json', 'node_modules/.package-lock.json'],
];

function digest() {
  const hash = createHash('sha256');
  for (const name of globSync(SOURCES, { cwd: root }).toSorted())
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(root, name)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

/**
 * Returns where the program of the sources as they are lies, and where Node keeps what it has compiled of it. It is built by the process that
 * comes first.
 */
export async function findProgram() {
  const folder = join(kept, digest());
  if (existsSync(folder)) {
    const now = new Date();
    utimesSync(folder, now, now);
  } else {
    const { buildProgram } = await import('./build-program.ts');
    await buildProgram(root, folder);
  }
  return { folder, compiled: join(folder, 'compiled') };
}

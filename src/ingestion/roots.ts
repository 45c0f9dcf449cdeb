import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Viewer } from '../model/access.js';
import { refuse } from '../model/errors.js';
import type { SourceIdentity } from '../providers/provider.js';

// What does not exist leads nowhere else.
const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

const isWithin = (directory: string, root: string): boolean =>
  directory === root || directory.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);

/**
 * Refuses to read a folder of this machine that lies in none of `roots`, links followed. Whoever sits at the machine itself (key 0)
 * may have any folder read, and so may everybody where `roots` is null.
 */
export async function demandRoot(
  viewer: Viewer,
  source: SourceIdentity,
  roots: readonly string[] | null,
): Promise<void> {
  if (source.directory === null || roots === null || viewer.key === 0) return;
  const directory = await real(source.directory);
  for (const root of roots) if (isWithin(directory, await real(root))) return;
  refuse(
    'OUTSIDE_GIT_ROOTS',
    ['settings', 'location'],
    roots.length === 0
      ? 'This server imports no folders of its own machine: give a URL, set GIT_ROOTS, or run `insights import git PATH` on the machine.'
      : `${source.directory} lies outside the folders that GIT_ROOTS names: move it there, or run \`insights import git PATH\` on the machine.`,
  );
}

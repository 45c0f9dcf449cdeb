import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RefPlaces } from './repository.js';
import type { Place } from './run.js';

export const objectFormats = ['sha1', 'sha256'] as const;
export type ObjectFormat = (typeof objectFormats)[number];

/** The parts of a repository that are read through a view, and how. */
export interface Viewed {
  /** The folder of its objects. */
  readonly objects: string;
  readonly format: ObjectFormat;
  /** Commits whose parents are cut off (shallow clones). */
  readonly boundaries: readonly string[];
  /** Its branches and tags; absent if the objects alone are read. */
  readonly refs?: RefPlaces & { readonly isTable: boolean };
}

const configurationOf = ({ format, refs }: Viewed) => `[core]
\trepositoryformatversion = 1
\tbare = true
[extensions]
\tobjectformat = ${format}
${refs?.isTable ? '\trefstorage = reftable\n' : ''}`;

async function writeRefs(gitDirectory: string, refs: Viewed['refs']): Promise<void> {
  const at = (name: string) => join(gitDirectory, name);
  await writeFile(at('HEAD'), refs?.head ?? 'ref: refs/heads/none\n');
  if (!refs) return void (await mkdir(at('refs')));
  await symlink(refs.loose, at('refs'));
  await symlink(refs.packed, at('packed-refs'));
  if (refs.isTable) await symlink(refs.table, at('reftable'));
}

/**
 * Opens a view: a repository without attributes, grafts or a configuration of its own. Only the
 * objects, and the refs if they are asked for, decide the output of git.
 */
export async function openView(viewed: Viewed) {
  const gitDirectory = await mkdtemp(join(tmpdir(), 'insights-git-view-'));
  const close = () => rm(gitDirectory, { recursive: true, force: true });
  const { objects, boundaries } = viewed;
  try {
    await writeRefs(gitDirectory, viewed.refs);
    await writeFile(join(gitDirectory, 'config'), configurationOf(viewed));
    if (boundaries.length > 0)
      await writeFile(join(gitDirectory, 'shallow'), `${boundaries.join('\n')}\n`);
  } catch (error) {
    await close();
    throw error;
  }
  const place: Place = { gitDirectory, objects };
  return { place, close };
}

import { lstat, readlink, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AllowedFolders } from '../../folders.js';
import { type Boundary, createBoundary } from './boundary.js';
import { GitFailure } from './run.js';

const MOST_ALTERNATES = 50;
const ALTERNATES = 'objects/info/alternates';

/** Links are not followed, so that the answer says nothing of where they lead. */
const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** The folder that `.git` is, or that a file of that name leads to; the folder itself where it is bare. */
async function gitFolderOf(boundary: Boundary, directory: string): Promise<string> {
  const own = await boundary.enter(directory, 'it');
  if (!(await isThere(own)))
    throw new GitFailure(-1, `${directory} does not exist: check the path.`);
  const inside = join(own, '.git');
  if (!(await isThere(inside))) return own;
  const real = await boundary.enter(inside, '.git');
  if ((await stat(real).catch(() => null))?.isFile() !== true) return real;
  const text = await boundary.readPaths(real, '.git');
  const [, named] = /^gitdir: (.+?)[\r\n]*$/s.exec(text) ?? [];
  return named === undefined ? real : boundary.enter(resolve(own, named), '.git');
}

async function commonFolderOf(boundary: Boundary, gitFolder: string): Promise<string> {
  const file = join(gitFolder, 'commondir');
  if (!(await isThere(file))) return gitFolder;
  const named = (await boundary.readPaths(file, 'commondir')).replace(/[\r\n]+$/, '');
  return boundary.enter(resolve(gitFolder, named), 'commondir');
}

/** Enters the folders of objects that are added to these, over any number of steps. */
async function enterAlternates(boundary: Boundary, objects: string, known = new Set([objects])) {
  const file = join(objects, 'info', 'alternates');
  if (!(await isThere(file))) return;
  for (const line of linesOf(await boundary.readPaths(file, ALTERNATES))) {
    if (line.startsWith('#')) continue;
    if (line.startsWith('"'))
      throw boundary.failureOf(`${ALTERNATES} quotes a path, which cannot be checked`);
    const next = await boundary.enter(resolve(objects, line), ALTERNATES);
    if (known.has(next)) continue;
    known.add(next);
    if (known.size > MOST_ALTERNATES)
      throw boundary.failureOf(`${ALTERNATES} leads to more than ${MOST_ALTERNATES} folders`);
    await boundary.enterAll(next, 'objects');
    await enterAlternates(boundary, next, known);
  }
}

/** Returns the contents of HEAD. If HEAD is a symbolic link, its target names the branch. */
async function headOf(boundary: Boundary, gitFolder: string): Promise<string> {
  const file = join(gitFolder, 'HEAD');
  const link = await readlink(file).catch(() => '');
  return link.startsWith('refs/') ? `ref: ${link}\n` : boundary.read(file, 'HEAD');
}

async function demandRepository(directory: string, gitFolder: string, folder: string) {
  for (const part of [join(gitFolder, 'HEAD'), join(folder, 'objects'), join(folder, 'refs')])
    if (!(await isThere(part)))
      throw new GitFailure(
        128,
        `${directory} is no git repository: name the folder that holds one.`,
      );
}

async function enterFolder(boundary: Boundary, folder: string, name: string): Promise<string> {
  const real = await boundary.enter(join(folder, name), name);
  await boundary.enterAll(real, name);
  return real;
}

async function identityOf(folders: readonly string[]): Promise<string> {
  const all = folders.map(async (folder) => {
    const found = await stat(folder, { bigint: true }).catch(() => null);
    return found ? `${found.dev}:${found.ino}` : '';
  });
  return (await Promise.all(all)).join(' ');
}

const readWhereThere = async (boundary: Boundary, folder: string, name: string): Promise<string> =>
  (await isThere(join(folder, name))) ? boundary.read(join(folder, name), name) : '';

/**
 * Finds everything that git would read of the repository in a folder: over `.git` files, linked work trees, links and alternates.
 * Throws GitFailure if there is no repository, or where any of it leads out of the folders that may be read. It is called for
 * each reading, since what a path leads to may have changed since the last.
 */
export async function resolveRepository(directory: string, allowed: AllowedFolders) {
  const boundary = createBoundary(directory, allowed);
  const gitFolder = await gitFolderOf(boundary, directory);
  const folder = await commonFolderOf(boundary, gitFolder);
  await demandRepository(directory, gitFolder, folder);
  const objects = await enterFolder(boundary, folder, 'objects');
  await enterAlternates(boundary, objects);
  const refs = {
    /** The contents of `HEAD`. */
    head: await headOf(boundary, gitFolder),
    loose: await enterFolder(boundary, folder, 'refs'),
    packed: await boundary.enter(join(folder, 'packed-refs'), 'packed-refs'),
    table: await enterFolder(boundary, folder, 'reftable'),
  };
  return {
    /** Shared by all its work trees. */
    folder,
    objects,
    refs,
    /** False for a linked work tree, which has a HEAD of its own. */
    isMain: gitFolder === folder,
    /** The folders themselves, whatever their paths lead to later: devices and inodes. */
    identity: await identityOf([folder, objects, refs.loose]),
    configuration: await readWhereThere(boundary, folder, 'config'),
    /** Commits whose parents are cut off (shallow clones), sorted. */
    boundaries: linesOf(await readWhereThere(boundary, folder, 'shallow')).sort(),
    /** Everything that was followed to find it. */
    entered: boundary.entered(),
  };
}
/** Everything that git would read of a repository, found and checked without git. Paths are real: no link is left in them. */
export type Repository = Awaited<ReturnType<typeof resolveRepository>>;
/** Where branches and tags lie, as real paths; some of them may be missing. */
export type RefPlaces = Repository['refs'];

/**
 * Throws GitFailure where the folder leads to another repository than it did, or out of the folders that may be read. Data that git
 * read meanwhile must not be used. It costs nothing where all folders may be read.
 */
export async function demandSame(
  directory: string,
  allowed: AllowedFolders,
  before: Repository,
): Promise<void> {
  if (allowed === null) return;
  const { identity, folder, objects } = await resolveRepository(directory, allowed);
  if (identity === before.identity && folder === before.folder && objects === before.objects)
    return;
  throw new GitFailure(-1, `${directory} was replaced while it was read: it is read again later.`);
}

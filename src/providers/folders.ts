import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';

/** Folders of this machine, absolute, below which may be read; null: everywhere. */
export type AllowedFolders = readonly string[] | null;

const MOST_LINKS = 40;

/** Follows links one by one, also where the end does not exist, so that no answer depends on that. */
async function followLinks(path: string, links: number): Promise<string> {
  const parent = dirname(path);
  if (parent === path) return path;
  const place = join(await followLinks(parent, links), basename(path));
  const target = links < MOST_LINKS ? await readlink(place).catch(() => null) : null;
  return target === null ? place : followLinks(resolve(dirname(place), target), links + 1);
}

/** Returns the path with every link followed, whether it exists or not. */
export const realPathOf = (path: string): Promise<string> =>
  realpath(path).catch(() => followLinks(resolve(path), 0));

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

/** Returns true if a real path lies in one of the folders, which must be real, too. */
export const isAllowedPath = (path: string, folders: AllowedFolders): boolean =>
  folders === null || folders.some((folder) => isWithin(path, folder));

/** Returns true if a path with `..` and links, or what it leads to, lies in one of the folders. */
export const isAllowed = async (path: string, folders: AllowedFolders): Promise<boolean> =>
  folders === null || isAllowedPath(await realPathOf(path), folders);

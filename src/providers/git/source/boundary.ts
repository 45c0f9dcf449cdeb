import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { type AllowedFolders, isAllowedPath, realPathOf } from '../../folders.js';
import { GitFailure } from './run.js';

/** More than any of git's own small files has. */
const MOST_BYTES = 10_000_000;
/**
 * Characters that replace bytes that are not UTF-8, so that git would read another name than is
 * checked.
 */
const UNREADABLE = /[\0\uFFFD]/;

const REMEDY =
  'Move it below a folder that GIT_ROOTS names, or run `insights import git PATH` on the machine.';

/** Git may remove something while it is looked at. */
const entriesOf = (folder: Buffer): Promise<Dirent<Buffer>[]> =>
  readdir(folder, { withFileTypes: true, encoding: 'buffer' }).catch(() => []);

async function isShortFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size <= MOST_BYTES;
}

/** Follows what a repository leads to, and refuses what leaves the folders that may be read. */
export function createBoundary(directory: string, allowed: AllowedFolders) {
  const entered = new Set<string>();
  const walked = new Set<string>();
  const failureOf = (why: string) =>
    new GitFailure(-1, `${directory} may not be read: ${why}. ${REMEDY}`);
  const unclear = (what: string) => failureOf(`${what} names a path that cannot be checked`);

  async function enter(path: string, what: string): Promise<string> {
    if (UNREADABLE.test(path)) throw unclear(what);
    const real = await realPathOf(path);
    if (!isAllowedPath(real, allowed))
      throw failureOf(`${what} leads out of the folders that may be read`);
    if (UNREADABLE.test(real)) throw unclear(what);
    entered.add(real);
    return real;
  }

  async function enterEntry(folder: Buffer, entry: Dirent<Buffer>, what: string): Promise<void> {
    const path = Buffer.concat([folder, Buffer.from(sep), entry.name]);
    const named = `${what}/${entry.name}`;
    if (entry.isDirectory()) return walk(path, named);
    if (!entry.isSymbolicLink()) {
      if (!entry.isFile()) throw failureOf(`${named} is neither a file nor a folder`);
      return;
    }
    await walk(Buffer.from(await enter(path.toString(), named)), named);
  }

  async function walk(folder: Buffer, what: string): Promise<void> {
    const key = folder.toString('latin1');
    if (walked.has(key)) return;
    walked.add(key);
    for (const entry of await entriesOf(folder)) await enterEntry(folder, entry, what);
  }

  async function readBytes(path: string, what: string): Promise<Buffer> {
    const real = await enter(path, what);
    if (!(await isShortFile(real))) throw failureOf(`${what} is no file, or too long for one`);
    return readFile(real);
  }

  async function readPaths(path: string, what: string): Promise<string> {
    const text = (await readBytes(path, what)).toString();
    if (UNREADABLE.test(text)) throw unclear(what);
    return text;
  }

  return {
    /** Returns the real path. Throws GitFailure if it may not be read; `what` names the part of the repository. */
    enter,
    /** Returns the text of a file that names paths. Throws GitFailure if they cannot be checked as git would read them. */
    readPaths,
    failureOf,
    /** Enters everything below a real path, links followed. */
    enterAll: (path: string, what: string): Promise<void> => walk(Buffer.from(path), what),
    /** Returns the text of a file. */
    read: async (path: string, what: string) => (await readBytes(path, what)).toString(),
    /** Returns every path that was entered, real. */
    entered: (): readonly string[] => [...entered],
  };
}
export type Boundary = ReturnType<typeof createBoundary>;

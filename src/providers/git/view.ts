import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from './run.js';

export const objectFormats = ['sha1', 'sha256'] as const;
export type ObjectFormat = (typeof objectFormats)[number];

/** The objects of a repository, and how they are to be read. */
export interface Objects {
  readonly folder: string;
  readonly format: ObjectFormat;
  /** Commits whose parents are cut off (shallow clones). */
  readonly boundaries: readonly string[];
}

/** A repository of nobody's, through which the objects of another are read. */
export interface View {
  readonly place: Place;
  /** Removes it. */
  readonly close: () => Promise<void>;
}

const configurationOf = (format: ObjectFormat) => `[core]
\trepositoryformatversion = 1
\tbare = true
[extensions]
\tobjectformat = ${format}
`;

/**
 * Opens a view of these objects: a repository without refs, attributes, grafts or a configuration of its own, so that nothing but the
 * objects decides what git says of them.
 */
export async function openView({ folder, format, boundaries }: Objects): Promise<View> {
  const gitDirectory = await mkdtemp(join(tmpdir(), 'insights-git-view-'));
  const close = () => rm(gitDirectory, { recursive: true, force: true });
  const write = (name: string, text: string) => writeFile(join(gitDirectory, name), text);
  try {
    await mkdir(join(gitDirectory, 'refs'));
    await write('HEAD', 'ref: refs/heads/none\n');
    await write('config', configurationOf(format));
    if (boundaries.length > 0) await write('shallow', `${boundaries.join('\n')}\n`);
  } catch (error) {
    await close();
    throw error;
  }
  return { place: { gitDirectory, objects: folder }, close };
}

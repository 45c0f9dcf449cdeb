import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A repository of the roots, `.git` in a folder, and a bare one that it may lead to. */
export interface Pair {
  /** The folder that is named. */
  readonly directory: string;
  readonly other: string;
}
export type WayOut = (pair: Pair) => void;

const inside = ({ directory }: Pair, ...names: string[]) => join(directory, '.git', ...names);
const replaceByLink = (path: string, target: string): void => {
  rmSync(path, { recursive: true, force: true });
  symlinkSync(target, path);
};
const link =
  (...names: string[]): WayOut =>
  (pair) =>
    replaceByLink(inside(pair, ...names), join(pair.other, ...names));
const writeAlternates = (objects: string, line: string): void => {
  mkdirSync(join(objects, 'info'), { recursive: true });
  writeFileSync(join(objects, 'info', 'alternates'), `# one\n${line}\n`);
};

/** How a repository leads to another one. */
export const waysOut: Readonly<Record<string, WayOut>> = {
  'a `.git` file': (pair) => {
    rmSync(inside(pair), { recursive: true });
    writeFileSync(inside(pair), `gitdir: ${pair.other}\n`);
  },
  'a relative `.git` file': (pair) => {
    rmSync(inside(pair), { recursive: true });
    writeFileSync(inside(pair), `gitdir: ${relative(pair.directory, pair.other)}\n`);
  },
  'a `.git` link': (pair) => replaceByLink(inside(pair), pair.other),
  'the folder being a link': (pair) => replaceByLink(pair.directory, pair.other),
  commondir: (pair) => writeFileSync(inside(pair, 'commondir'), `${pair.other}\n`),
  'a relative commondir': (pair) =>
    writeFileSync(inside(pair, 'commondir'), relative(inside(pair), pair.other)),
  alternates: (pair) => writeAlternates(inside(pair, 'objects'), join(pair.other, 'objects')),
  'relative alternates': (pair) =>
    writeAlternates(
      inside(pair, 'objects'),
      relative(inside(pair, 'objects'), join(pair.other, 'objects')),
    ),
  'alternates of alternates': (pair) => {
    const between = `${pair.directory}-between`;
    cpSync(inside(pair, 'objects'), between, { recursive: true });
    writeAlternates(inside(pair, 'objects'), between);
    writeAlternates(between, join(pair.other, 'objects'));
  },
  'linked objects': link('objects'),
  'linked packs': link('objects', 'pack'),
  'a linked folder of objects': (pair) => {
    const [name = 'info'] = readdirSync(join(pair.other, 'objects'));
    link('objects', name)(pair);
  },
  'linked refs': link('refs'),
  'linked branches': link('refs', 'heads'),
  'a linked branch': (pair) => {
    mkdirSync(inside(pair, 'refs', 'heads'), { recursive: true });
    link('refs', 'heads', 'main')(pair);
  },
  'a linked list of refs': link('packed-refs'),
  'a linked HEAD': (pair) => replaceByLink(inside(pair, 'HEAD'), join(pair.other, 'HEAD')),
  'a linked configuration': link('config'),
  'links of links': (pair) => {
    const between = `${pair.directory}-link`;
    rmSync(between, { force: true });
    symlinkSync(relative(join(between, '..'), pair.other), between);
    replaceByLink(inside(pair), between);
  },
};

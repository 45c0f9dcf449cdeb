import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { git } from '../../../../src/providers/git/index.js';
import { git as run, writeHistory } from '../../../story/fast-import.js';
import { contextAt, Rows, temporaryDirectory } from '../gather.js';
import { waysOut } from '../ways-out.js';

const NOW = Date.UTC(2026, 0, 2);
const author = 'Ada <ada@example.com>';

function historyAt(directory: string, message: string): void {
  mkdirSync(directory, { recursive: true });
  const commit = { mark: 1, branch: 'main', message, author, seconds: 1_700_000_000 };
  writeHistory(directory, { commits: [{ ...commit, files: { a: message } }] });
  run(directory, ['pack-refs', '--all']);
}

const template = mkdtempSync(join(tmpdir(), 'insights-git-template-'));
beforeAll(() => {
  historyAt(join(template, 'roots', 'shop', '.git'), 'Own');
  historyAt(join(template, 'roots', 'other.git'), 'Shared');
  historyAt(join(template, 'secret', 'other.git'), 'Secret');
});
afterAll(() => rmSync(template, { recursive: true }));

/** Folders that may be read, and one beside them that may not. */
function grounds() {
  const place = temporaryDirectory();
  cpSync(template, place, { recursive: true });
  const roots = join(place, 'roots');
  return { place, roots, directory: join(roots, 'shop') };
}

async function titlesOf(location: string, roots: string): Promise<string[]> {
  const rows = new Rows();
  for await (const page of git.collect({ location }, contextAt(NOW, { folders: [roots] })))
    rows.write(git.toFacts(page));
  return rows.of('COMMIT').map(({ title }) => title);
}

async function outcomeOf(location: string, roots: string): Promise<string> {
  const report = await git.check({ location }, contextAt(NOW, { folders: [roots] }));
  return report.ok ? 'read' : (report.items.at(-1)?.message ?? '');
}

it.each(Object.keys(waysOut))('follows %s within the roots, and never out of them', async (way) => {
  const { place, roots, directory } = grounds();
  const copy = join(roots, 'copy');
  cpSync(directory, copy, { recursive: true });
  waysOut[way]!({ directory: copy, other: join(roots, 'other.git') });
  expect(await outcomeOf(copy, roots)).not.toMatch('GIT_ROOTS');
  waysOut[way]!({ directory, other: join(place, 'secret', 'other.git') });
  const said = await outcomeOf(directory, roots);
  expect(said).toMatch(/^\S+ may not be read: .+ leads out .+ GIT_ROOTS .+$/);
  await expect(titlesOf(directory, roots)).rejects.toThrow('GIT_ROOTS');
});

/** Makes something that leads on to a repository, and returns its place. */
const leadsOn: Readonly<Record<string, (place: string, other: string) => void>> = {
  link: (place, other) => symlinkSync(other, place),
  commondir: (place, other) => writeFileSync(join(place, 'commondir'), other),
  alternates: (place, other) =>
    writeFileSync(join(place, 'objects', 'info', 'alternates'), join(other, 'objects')),
};

async function isLedOut(last: string, between: readonly string[]): Promise<boolean> {
  const { place, roots, directory } = grounds();
  let other = join(place, 'secret', 'other.git');
  for (const [index, kind] of between.entries()) {
    const next = join(roots, `between-${index}`);
    if (kind !== 'link') cpSync(join(directory, '.git'), next, { recursive: true });
    leadsOn[kind]!(next, other);
    other = next;
  }
  waysOut[last]!({ directory, other });
  return (await titlesOf(directory, roots).catch((): string[] => [])).includes('Secret');
}

it('is never led out, over whatever lies between', async () => {
  const ways = fc.constantFrom(...Object.keys(waysOut));
  const between = fc.array(fc.constantFrom(...Object.keys(leadsOn)), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(ways, between, async (last, before) => !(await isLedOut(last, before))),
    { numRuns: 25 },
  );
});

it('says the same of what exists outside and of what does not', async () => {
  const { place, roots, directory } = grounds();
  const saidOf = async (name: string, target: string) => {
    const link = join(roots, name);
    symlinkSync(join(place, target), link);
    return (await outcomeOf(link, roots)).replace(link, 'LINK');
  };
  expect(await saidOf('a', 'absent')).toBe(await saidOf('b', 'secret'));
  symlinkSync(join(place, 'absent'), join(directory, '.git', 'commondir'));
  const absent = await outcomeOf(directory, roots);
  expect(absent).toMatch('commondir leads out');
});

it('reads a linked work tree, whose HEAD is its own', async () => {
  const { roots, directory } = grounds();
  const gitFolder = join(directory, '.git');
  run(gitFolder, ['config', 'core.bare', 'false']);
  run(directory, ['worktree', 'add', '--quiet', '-b', 'side', join(roots, 'linked')]);
  expect(await titlesOf(join(roots, 'linked'), roots)).toEqual(['Own']);
  const report = await git.check(
    { location: join(roots, 'linked') },
    contextAt(NOW, { folders: [roots] }),
  );
  expect(report.items.map(({ message }) => message)).toContain('side');
});

it('neither includes files nor knows a work tree that the configuration names elsewhere', async () => {
  const { place, roots, directory } = grounds();
  const config = join(directory, '.git', 'config');
  const secret = join(place, 'secret.config');
  writeFileSync(secret, '[remote "origin"]\n\turl = https://secret.example.com/a/b\n');
  run(place, ['config', '--file', config, 'include.path', secret]);
  run(place, ['config', '--file', config, 'core.worktree', join(place, 'secret')]);
  const pages = [];
  const context = contextAt(NOW, { folders: [roots] });
  for await (const page of git.collect({ location: directory }, context)) pages.push(page.body);
  expect(pages.join('\n')).toContain('Own');
  expect(pages.join('\n')).not.toContain('secret');
});

it('refuses what it cannot check', async () => {
  const { roots, directory } = grounds();
  const objects = join(directory, '.git', 'objects');
  const alternates = join(objects, 'info', 'alternates');
  mkdirSync(join(objects, 'info'), { recursive: true });
  for (const odd of ['"/quoted"\n', '/with\0nul\n', Buffer.from([0x2f, 0xff, 0x0a])]) {
    writeFileSync(alternates, odd);
    expect(await outcomeOf(directory, roots)).toMatch('may not be read');
  }
  writeFileSync(alternates, '');
  symlinkSync('/', Buffer.from(`${join(directory, '.git', 'refs')}/\xff`, 'latin1'));
  expect(await outcomeOf(directory, roots)).toMatch('may not be read');
});

/** A git that makes a repository lead out before it first reads objects, and is itself from then on. */
function swappingGit(place: string, from: string, to: string): string {
  const { PATH = '' } = contextAt(NOW).environment;
  const folder = join(place, 'programs');
  mkdirSync(folder);
  const script = [
    '#!/bin/sh',
    `case " $* " in *" log "*|*" cat-file "*|*" for-each-ref "*)`,
    `  [ -L '${from}' ] || { mv '${from}' '${from}-before'; ln -s '${to}' '${from}'; };;`,
    'esac',
    `PATH='${PATH}' exec git "$@"`,
  ];
  writeFileSync(join(folder, 'git'), script.join('\n'), { mode: 0o755 });
  return `${folder}:${PATH}`;
}

it.each(['.git', '.git/objects', '.git/refs', '.'])(
  'uses nothing that was read after %s was swapped within a sync',
  async (part) => {
    const { place, roots, directory } = grounds();
    const inner = part.replace(/^\.git\/?|^\.$/, '');
    const secret = join(place, 'secret', 'other.git', inner);
    const PATH = swappingGit(place, join(directory, part).replace(/\/$/, ''), secret);
    const context = contextAt(NOW, { folders: [roots], environment: { PATH } });
    const pages: string[] = [];
    const read = async () => {
      for await (const { body } of git.collect({ location: directory }, context)) pages.push(body);
    };
    await expect(read()).rejects.toThrow(/GIT_ROOTS|replaced/);
    expect(pages).toEqual([]);
  },
);

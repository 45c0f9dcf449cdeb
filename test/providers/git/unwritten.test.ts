import { expect, it } from 'vitest';
import { git as run, writeHistory } from '../../story/fast-import.js';
import { freshRows, Sync, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const author = 'Ada <ada@example.com>';
const at = (mark: number) => ({ mark, branch: 'main', author, seconds: 1_700_000_000 + mark });
const pointer = (id: string) =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${id.repeat(64)}\nsize 12\n`;
const attributes = [
  '*.psd filter=lfs diff=lfs merge=lfs -text',
  'dist/** linguist-generated=true',
  '*.lock -diff',
  'kept/** linguist-generated=false',
].join('\n');

/** Adds a commit with a link to another repository, and another with a changed mode. */
function addOddities(directory: string): void {
  const tree = (entry: string, base: string) => {
    run(directory, ['read-tree', base]);
    run(directory, ['update-index', '--add', '--cacheinfo', entry]);
    return run(directory, ['write-tree']);
  };
  const commit = (made: string, message: string) => {
    const sha = run(directory, ['commit-tree', made, '-p', 'main', '-m', message]);
    run(directory, ['update-ref', 'refs/heads/main', sha]);
  };
  commit(tree(`160000,${'1'.repeat(40)},sub`, 'main'), 'Link');
  commit(tree(`160000,${'2'.repeat(40)},sub`, 'main'), 'Bump');
  const blob = run(directory, ['rev-parse', 'main:a.ts']);
  commit(tree(`100755,${blob},a.ts`, 'main'), 'Mode');
}

function history(): string {
  const directory = temporaryDirectory();
  writeHistory(directory, {
    commits: [
      {
        ...{ ...at(1), message: 'One' },
        files: {
          ...{ 'a.ts': 'a\n', 'x.psd': pointer('a'), 'dist/a.js': 'a\n', 'npm.lock': 'a\n' },
          ...{ 'kept/a': 'a\n', 'image.dat': 'a\0b' },
        },
      },
      { ...at(2), message: 'Two', parents: [1], files: { 'x.psd': pointer('b'), 'a.ts': 'b\n' } },
      { ...at(3), message: 'Marks', parents: [2], files: { '.gitattributes': `${attributes}\n` } },
    ],
  });
  addOddities(directory);
  return directory;
}

it('no lines are emitted for files that nobody writes, and why', async () => {
  const commits = (await freshRows(history(), NOW)).of('COMMIT');
  const filesOf = (title: string) =>
    Object.fromEntries(
      commits
        .find((commit) => commit.title === title)!
        .files.map(({ path, additions, unwritten }) => [path, unwritten ?? additions]),
    );
  expect(filesOf('One')).toEqual({
    ...{ 'a.ts': 1, 'x.psd': 'LFS_POINTER', 'dist/a.js': 'GENERATED', 'npm.lock': 'NO_DIFF' },
    ...{ 'kept/a': 1, 'image.dat': 'BINARY' },
  });
  expect(filesOf('Two')).toEqual({ 'a.ts': 1, 'x.psd': 'LFS_POINTER' });
  expect([filesOf('Link'), filesOf('Bump'), filesOf('Mode')]).toEqual([
    { sub: 'SUBMODULE' },
    { sub: 'SUBMODULE' },
    { 'a.ts': 'MODE_CHANGE' },
  ]);
});

it('marks that change hold for all commits, as they do in a fresh import', async () => {
  const directory = history();
  const sync = new Sync(directory);
  await sync.run(NOW);
  const blob = run(directory, ['hash-object', '-w', '--stdin'], '*.ts linguist-generated\n');
  run(directory, ['read-tree', 'main']);
  run(directory, ['update-index', '--add', '--cacheinfo', `100644,${blob},.gitattributes`]);
  const tree = run(directory, ['write-tree']);
  const sha = run(directory, ['commit-tree', tree, '-p', 'main', '-m', 'Others']);
  run(directory, ['update-ref', 'refs/heads/main', sha]);
  await sync.run(NOW + 1);
  expect(sync.rows.content()).toEqual((await freshRows(directory, NOW)).content());
  const one = sync.rows.of('COMMIT').find(({ title }) => title === 'One')!;
  expect(one.files.find(({ path }) => path === 'a.ts')?.unwritten).toBe('GENERATED');
  expect(one.files.find(({ path }) => path === 'npm.lock')?.additions).toBe(1);
});

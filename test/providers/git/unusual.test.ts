import { expect, it } from 'vitest';
import { type CommitStory, git as run, writeHistory } from '../../story/fast-import.js';
import { freshRows, Sync, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const SECONDS = 1_700_000_000;

const commit = (mark: number, parents: number[], branch = 'main', message = `Commit ${mark}`) =>
  ({
    ...{ mark, parents, branch, message, author: 'Ada <ada@example.com>' },
    ...{ seconds: SECONDS + mark, files: { [`${mark}.txt`]: `${mark}\n` } },
  }) satisfies CommitStory;

/** 1 - 2 - 5(merge of 3, 4) - 6 on main; 3 and 4 on sides; 7 is unrelated. */
function octopus(): string {
  const directory = temporaryDirectory();
  writeHistory(directory, {
    commits: [
      ...[commit(1, []), commit(2, [1]), commit(3, [1], 'side'), commit(4, [2], 'other')],
      commit(5, [2, 3, 4], 'main', 'Merge branches\n\nSee merge request a/b!12\n'),
      ...[commit(6, [5], 'main', 'Squashed (#34)\n'), commit(7, [], 'unrelated')],
    ],
    tags: [
      { name: 'light', commit: 3 },
      { name: 'signed', commit: 6, tagger: 'Rel <rel@example.com>', seconds: SECONDS + 99 },
      { name: 'apart', commit: 7 },
    ],
  });
  run(directory, ['tag', '-a', '-m', 'Twice', 'nested', 'signed']);
  run(directory, ['tag', 'a-file', 'main:1.txt']);
  return directory;
}

it('an octopus merge brings in the commits of all its branches, the earliest of which is its author’s', async () => {
  const rows = await freshRows(octopus(), NOW);
  const changes = rows.of('CHANGE').sort((left, right) => left.position - right.position);
  expect(
    changes.map((one) => [one.position, one.commits.length, one.pullRequest, one.squashed]),
  ).toEqual([
    [0, 1, null, false],
    [1, 1, null, false],
    [2, 2, 12, false],
    [3, 1, 34, true],
  ]);
  expect(changes[2]?.firstCommitAt).toBe((SECONDS + 3) * 1000);
});

it('a change says which commits its message reverts', async () => {
  const directory = temporaryDirectory();
  const body = 'This reverts commit ABCDEF0, reversing\nchanges made to 1234567.';
  writeHistory(directory, {
    commits: [commit(1, []), commit(2, [1], 'main', `Search goes\n\nWhy.\n\n${body}`)],
  });
  const changes = (await freshRows(directory, NOW)).of('CHANGE');
  expect(Object.fromEntries(changes.map((one) => [one.title, one.revertedShas]))).toEqual({
    'Commit 1': [],
    'Search goes': ['abcdef0'],
  });
});

it('a tag has the position of what it contains of the default branch, and none where it has nothing of it', async () => {
  const tags = (await freshRows(octopus(), NOW)).of('TAG');
  const emitted = Object.fromEntries(tags.map((tag) => [tag.name, tag.position]));
  expect(emitted).toEqual({ light: 0, signed: 3, nested: 3, apart: null });
  expect(tags.find((tag) => tag.name === 'signed')?.taggedAt).toBe((SECONDS + 99) * 1000);
  expect(tags.find((tag) => tag.name === 'light')?.taggedAt).toBe((SECONDS + 3) * 1000);
});

it('a tag’s position rises when the default branch comes to contain its commit', async () => {
  const directory = octopus();
  run(directory, ['update-ref', 'refs/heads/main', 'main~1']);
  const sync = new Sync(directory);
  await sync.run(NOW);
  const position = () => sync.rows.of('TAG').find((tag) => tag.name === 'signed')?.position;
  expect(position()).toBe(2);
  run(directory, ['update-ref', 'refs/heads/main', 'signed^{commit}']);
  await sync.run(NOW + 1);
  expect(position()).toBe(3);
});

it('a detached HEAD has the changes of its line, as far as a branch or tag reaches them', async () => {
  const directory = octopus();
  run(directory, ['update-ref', '--no-deref', 'HEAD', run(directory, ['rev-parse', 'main~1'])]);
  const changes = (await freshRows(directory, NOW)).of('CHANGE');
  expect(changes.map((change) => change.branch)).toEqual(['HEAD', 'HEAD', 'HEAD']);
  const lone = run(directory, ['commit-tree', 'main^{tree}', '-p', 'main', '-m', 'Lone']);
  run(directory, ['update-ref', '--no-deref', 'HEAD', lone]);
  expect((await freshRows(directory, NOW)).of('CHANGE')).toHaveLength(4);
});

it('origin’s HEAD is the default branch where there is one', async () => {
  const directory = octopus();
  run(directory, ['update-ref', 'refs/remotes/origin/other', 'other']);
  run(directory, ['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/other']);
  const rows = await freshRows(directory, NOW);
  expect(rows.of('REPOSITORY')[0]?.defaultBranch).toBe('other');
  expect(rows.of('CHANGE')).toHaveLength(3);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { git } from '../../../src/providers/git/index.js';
import { git as run, writeHistory } from '../../story/fast-import.js';
import { writeLargeHistory } from '../../story/git-history.js';
import { freshRows, Sync, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const LOCAL = ['-c', 'protocol.file.allow=always'];

function origin(commits = 80): string {
  const directory = temporaryDirectory();
  writeLargeHistory(directory, { commits, seed: 5 });
  for (const setting of ['allowFilter', 'allowAnySHA1InWant'])
    run(directory, ['config', `uploadpack.${setting}`, 'true']);
  return directory;
}

function clone(from: string, ...how: string[]): string {
  const directory = temporaryDirectory();
  run(directory, [...LOCAL, 'clone', '--quiet', ...how, `file://${from}`, 'clone']);
  return join(directory, 'clone');
}

/** Has a partial clone fetch the contents that so many newest commits differ by, which git itself would fetch one by one. */
function fetchContents(repository: string, from: string, commits: number): void {
  const raw = ['--raw', '--no-abbrev', '--format=', '--diff-merges=first-parent'];
  const all = ['--branches', '--tags', `--max-count=${commits}`];
  const hashes = run(from, ['log', ...raw, ...all]).match(/\b[0-9a-f]{40}\b/g) ?? [];
  const wanted = [...new Set(hashes)].filter((hash) => !/^0+$/.test(hash));
  const how = ['--no-tags', '--no-write-fetch-head', '--filter=blob:none', '--stdin'];
  const fetching = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', 'origin', ...how];
  run(repository, [...LOCAL, ...fetching], `${wanted.join('\n')}\n`);
}

it('a shallow clone emits what it has, and says whose lines it cannot know', async () => {
  const from = origin();
  const repository = clone(from, '--depth=5', '--no-single-branch', '--no-tags');
  const rows = await freshRows(repository, NOW);
  const shas = run(repository, ['rev-list', '--branches', '--remotes', '--tags']).split('\n');
  expect(
    rows
      .of('COMMIT')
      .map((commit) => commit.sha)
      .sort(),
  ).toEqual(shas.sort());
  const cut = readFileSync(join(repository, '.git/shallow'), 'utf8').trim().split('\n');
  const incomplete = rows.of('COMMIT').filter((commit) => commit.incomplete);
  expect(incomplete.map((commit) => commit.sha).sort()).toEqual(cut.sort());
  for (const commit of incomplete) {
    expect(commit.files).toEqual([]);
    expect(commit.parents.join(' ')).toBe(run(from, ['log', '-1', '--format=%P', commit.sha]));
  }
});

it('a shallow clone that is deepened ends equal to a full one', async () => {
  const repository = clone(origin(), '--depth=5', '--no-single-branch');
  const sync = new Sync(repository);
  await sync.run(NOW);
  run(repository, [...LOCAL, 'fetch', '--quiet', '--unshallow']);
  await sync.run(NOW + 1);
  expect(sync.rows.content()).toEqual((await freshRows(repository, NOW + 1)).content());
  expect(sync.rows.of('COMMIT').some((commit) => commit.incomplete)).toBe(false);
});

it.each(['blob:none', 'tree:0', 'blob:limit=100'])(
  'a partial clone (%s) keeps every commit and fetches nothing',
  async (filter) => {
    const from = origin();
    const repository = clone(from, '--no-checkout', `--filter=${filter}`);
    const objects = run(repository, ['count-objects', '-v']);
    const rows = await freshRows(repository, NOW);
    expect(run(repository, ['count-objects', '-v'])).toBe(objects);
    const full = await freshRows(from, NOW);
    const linesOf = ({ sha, files }: (typeof commits)[number]) => [sha, files];
    const commits = rows.of('COMMIT');
    const complete = commits.filter((commit) => !commit.incomplete);
    const expected = new Map(full.of('COMMIT').map((commit) => [commit.sha, commit]));
    expect(commits.map(({ sha }) => sha).sort()).toEqual([...expected.keys()].sort());
    expect(complete.map(linesOf)).toEqual(complete.map(({ sha }) => linesOf(expected.get(sha)!)));
    expect(complete.length).toBeLessThan(commits.length);
    for (const { files, incomplete } of commits)
      if (incomplete) expect(files.every((file) => file.additions === null)).toBe(true);
  },
);

it('a partial clone whose gaps lie deep in its history emits every commit once, those before the gaps completely', async () => {
  const from = origin(500);
  const repository = clone(from, '--no-checkout', '--filter=blob:none');
  fetchContents(repository, from, 350);
  const shown = ['--branches', '--remotes', '--tags', '--numstat', '--diff-merges=first-parent'];
  run(repository, [...LOCAL, 'log', '--max-count=350', ...shown]);
  const pages = await new Sync(repository).run(NOW);
  const commits = pages.flatMap((page) => git.toFacts(page).COMMIT ?? []);
  const all = run(from, ['rev-list', '--branches', '--tags']).split('\n');
  expect(commits.map(({ sha }) => sha).sort()).toEqual(all.sort());
  const { length } = commits.filter(({ incomplete }) => !incomplete);
  expect(length).toBeGreaterThanOrEqual(350);
  expect(length).toBeLessThan(commits.length);
});

it('a partial clone whose objects come later ends equal to a full one', async () => {
  const from = origin();
  const repository = clone(from, '--no-checkout', '--filter=blob:none');
  const sync = new Sync(repository);
  await sync.run(NOW);
  fetchContents(repository, from, 1000);
  run(repository, [...LOCAL, 'log', '--all', '--numstat', '-m', '--first-parent']);
  run(repository, [...LOCAL, 'log', '--all', '--numstat', '-m']);
  await sync.run(NOW + 1);
  expect(sync.rows.of('COMMIT').filter((commit) => commit.incomplete)).toEqual([]);
  expect(await sync.run(NOW + 2)).toEqual([]);
});

it('an empty repository emits itself and nothing more', async () => {
  const repository = temporaryDirectory();
  writeHistory(repository, { commits: [] });
  const rows = await freshRows(repository, NOW);
  expect(rows.of('REPOSITORY')).toMatchObject([{ defaultBranch: null }]);
  expect(rows.of('COMMIT')).toEqual([]);
});

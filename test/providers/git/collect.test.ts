import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommitFact } from '../../../src/model/facts/code.js';
import { git as run } from '../../story/fast-import.js';
import { writeLargeHistory } from '../../story/git-history.js';
import { freshRows, type Rows } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const REFS = ['--branches', '--remotes', '--tags'];

let repository: string;
let rows: Rows;
const ask = (...parameters: string[]) => {
  const answer = run(repository, parameters);
  return answer === '' ? [] : answer.split('\n');
};
const counted = (keys: Iterable<string>) => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** Returns the messages of all commits of a branch by their hashes. */
const messagesOf = (branch: string): Map<string, string> =>
  new Map(
    run(repository, ['log', '--format=%H%n%B%x00', branch])
      .split('\0')
      .map((text) => text.trimStart())
      .map((text) => [text.slice(0, text.indexOf('\n')), text.slice(text.indexOf('\n') + 1)]),
  );

function namedRequest(message: string): number | null {
  const forms = /pull request #(\d+)|group\/project!(\d+)|^[^\n]*\(#(\d+)\)$/m;
  const number = forms.exec(message)?.slice(1).find(Boolean);
  return number === undefined ? null : Number(number);
}

/** Returns the commits that a step brings in, earliest first: seconds, hash and author of each. */
function broughtBy(step: string, parent: string | undefined): string[][] {
  const without = parent ? [`^${parent}`] : [];
  const lines = ask('log', '--no-merges', '--format=%at|%H|%an <%ae>', step, ...without);
  return lines.sort().map((line) => line.split('|'));
}

/** Returns the counted lines between the first parent of each commit and the commit, by its hash. */
function differencesOf(commits: readonly CommitFact[]): Map<string, string[]> {
  const trees = new Map(
    ask('log', ...REFS, '--format=%H|%T').map((row) => row.split('|') as [string, string]),
  );
  const pairs = commits.map(({ sha, parents: [parent] }) => {
    const before = parent === undefined ? EMPTY_TREE : trees.get(parent);
    return `${before} ${trees.get(sha)}`;
  });
  const compared = ['-c', 'core.quotePath=false', 'diff-tree', '--stdin', '-r', '--numstat', '-M'];
  const answer = run(repository, compared, Buffer.from(`${pairs.join('\n')}\n`)).split('\n');
  const found: string[][] = [];
  for (const line of answer)
    if (line.includes('\t')) found.at(-1)!.push(line);
    else if (line !== '') found.push([]);
  return new Map(commits.map(({ sha }, index) => [sha, found[index]!]));
}

beforeAll(async () => {
  repository = mkdtempSync(join(tmpdir(), 'insights-history-'));
  writeLargeHistory(repository, { commits: 220, seed: 11 });
  rows = await freshRows(repository, NOW);
});

afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe('the facts of a history equal what plain git says', () => {
  it('has every commit that a branch or tag reaches, once, with its people and dates', () => {
    const expected = ask('log', ...REFS, '--format=%H|%P|%an <%ae>|%cn <%ce>|%at|%ct|%s');
    const emitted = rows.of('COMMIT').map((commit) => {
      const { sha, parents, author, committer, authoredAt, committedAt, title } = commit;
      const dates = [authoredAt / 1000, committedAt / 1000];
      return [sha, parents.join(' '), author.id, committer.id, ...dates, title].join('|');
    });
    expect(emitted.sort()).toEqual(expected.sort());
  });

  it('has the commits and coding days of each author', () => {
    const lines = ask('log', ...REFS, '--no-merges', '--format=%an <%ae>|%ad', '--date=format:%F');
    const plain = rows.of('COMMIT').filter((commit) => commit.parents.length < 2);
    const emitted = plain.map(
      ({ author, authoredAt }) => `${author.id}|${new Date(authoredAt).toISOString().slice(0, 10)}`,
    );
    const authorOf = (line: string) => line.split('|')[0]!;
    expect(counted(emitted.map(authorOf))).toEqual(counted(lines.map(authorOf)));
    expect(counted([...new Set(emitted)].map(authorOf))).toEqual(
      counted([...new Set(lines)].map(authorOf)),
    );
  });

  it('has the lines of each commit against its first parent, a merge too', () => {
    const differences = differencesOf(rows.of('COMMIT'));
    for (const { sha, files, incomplete } of rows.of('COMMIT')) {
      const lines = differences.get(sha)!;
      const sum = (numbers: (number | null)[]) =>
        numbers.reduce<number>((all, n) => all + (n ?? 0), 0);
      const column = (at: number) => lines.map((line) => Number(line.split('\t')[at]) || 0);
      expect([files.length, incomplete]).toEqual([lines.length, false]);
      expect(sum(files.map((file) => file.additions))).toBe(sum(column(0)));
      expect(sum(files.map((file) => file.deletions))).toBe(sum(column(1)));
    }
  });

  it('has binary files without lines, and renames with where the file was', () => {
    const files = rows.of('COMMIT').flatMap((commit) => commit.files);
    const binary = files.filter((file) => file.path.endsWith('.bin'));
    expect(binary.length).toBeGreaterThan(0);
    expect(new Set(binary.map((file) => file.additions))).toEqual(new Set([null]));
    const moved = files.filter((file) => file.from !== undefined);
    expect(moved.length).toBeGreaterThan(0);
    for (const file of moved)
      expect([file.from?.split('/')[0], file.path.split('/')[0]]).toEqual(['moving', 'moved']);
  });

  it('has co-authors as trailers', () => {
    const expected = ask('log', ...REFS, '--format=%(trailers:key=Co-authored-by,valueonly)');
    const trailers = rows.of('COMMIT').flatMap((commit) => commit.trailers);
    expect(trailers.length).toBeGreaterThan(0);
    expect(trailers.map(([key, value]) => `${key}: ${value}`).sort()).toEqual(
      expected
        .filter((line) => line !== '')
        .map((line) => `Co-authored-by: ${line}`)
        .sort(),
    );
  });

  it('has a change for every step of main that brings in commits', () => {
    const emitted = new Map(rows.of('CHANGE').map((change) => [change.sha, change]));
    const messages = messagesOf('main');
    let steps = 0;
    const line = ask('log', '--first-parent', '--reverse', '--format=%H|%ct|%P', 'main');
    for (const [position, row] of line.entries()) {
      const [step = '', seconds, ancestors = ''] = row.split('|');
      const parents = ancestors.split(' ');
      const brought = broughtBy(step, parents[0]);
      const [first] = brought;
      if (first === undefined) continue;
      steps += 1;
      const number = namedRequest(messages.get(step)!);
      expect(emitted.get(step)).toMatchObject({
        ...{ position, branch: 'main', author: { id: first[2] }, pullRequest: number },
        firstCommitAt: Number(first[0]) * 1000,
        commits: brought.map(([, sha]) => sha),
        mergedAt: Number(seconds) * 1000,
        squashed: number !== null && parents.length < 2,
      });
    }
    expect(emitted.size).toBe(steps);
  });

  it('has every tag with its commit, its instant and the highest step that it contains', () => {
    const line = ask('rev-list', '--first-parent', '--reverse', 'main');
    const expected = ask(
      'for-each-ref',
      '--format=%(refname:short)|%(creatordate:unix)',
      'refs/tags',
    ).map((row) => {
      const [name = '', seconds] = row.split('|');
      const contained = new Set(ask('rev-list', name));
      const position = line.findLastIndex((step) => contained.has(step));
      return [name, ask('rev-parse', `${name}^{commit}`)[0], Number(seconds) * 1000, position];
    });
    const emitted = rows
      .of('TAG')
      .map(({ name, sha, taggedAt, position }) => [name, sha, taggedAt, position]);
    expect(emitted.length).toBeGreaterThan(2);
    expect(emitted.sort()).toEqual(expected.sort());
  });

  it('has the repository and its mailmap', () => {
    expect(rows.of('REPOSITORY')).toMatchObject([{ defaultBranch: 'main', url: null }]);
    expect(rows.of('MAILMAP')).toMatchObject([
      { entries: [{ properName: 'Ada Alt', commitEmail: 'person0@home.example' }] },
    ]);
  });
});

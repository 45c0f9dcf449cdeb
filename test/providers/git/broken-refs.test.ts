import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { git } from '../../../src/providers/git/index.js';
import { git as run, writeHistory } from '../../story/fast-import.js';
import { contextAt, Sync, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const author = 'Ada <ada@example.com>';
const at = (mark: number) => ({ mark, author, seconds: 1_700_000_000 + mark, message: `${mark}` });
const absent = '12'.repeat(20);

/** Two branches and tags that are as they should be. */
function soundHistory(): string {
  const directory = temporaryDirectory();
  writeHistory(directory, {
    commits: [
      { ...at(1), branch: 'main', files: { a: 'a\n' } },
      { ...at(2), branch: 'side', parents: [1], files: { b: 'b\n' } },
    ],
    tags: [
      { name: 'v1', commit: 1, tagger: author, seconds: 1_700_000_100 },
      { name: 'light', commit: 2 },
    ],
  });
  return directory;
}

function point(directory: string, ref: string, content: string): void {
  mkdirSync(dirname(join(directory, ref)), { recursive: true });
  writeFileSync(join(directory, ref), content);
}
const write = (directory: string, kind: string, text: string) =>
  run(directory, ['hash-object', '-t', kind, '-w', '--stdin', '--literally'], text);
const tagOf = (object: string, type = 'commit') =>
  `object ${object}\ntype ${type}\ntag x\ntagger M <m@x> 1700000000 +0000\n\nm\n`;

/** Writes a commit, and something else over its object. */
function damaged(directory: string, bytes: string): string {
  const tree = run(directory, ['rev-parse', 'main^{tree}']);
  const words = `tree ${tree}\nauthor M <m@x> 1 +0000\ncommitter M <m@x> 1 +0000\n\n${bytes}`;
  const sha = write(directory, 'commit', words);
  const file = join(directory, 'objects', sha.slice(0, 2), sha.slice(2));
  // Objects are written to be read only.
  rmSync(file);
  writeFileSync(file, bytes);
  return sha;
}

const breakings: Record<string, (directory: string) => string> = {
  'a branch whose commit is missing': (directory) => {
    point(directory, 'refs/heads/gone', `${absent}\n`);
    return 'refs/heads/gone';
  },
  'a branch without content': (directory) => {
    point(directory, 'refs/heads/empty', '');
    return 'refs/heads/empty';
  },
  'a branch whose content is no hash': (directory) => {
    point(directory, 'refs/heads/odd', 'what is this?\n');
    return 'refs/heads/odd';
  },
  'a packed branch whose commit is missing': (directory) => {
    writeFileSync(join(directory, 'packed-refs'), `${absent} refs/heads/packed\n`, { flag: 'a' });
    return 'refs/heads/packed';
  },
  'a light tag whose commit is missing': (directory) => {
    point(directory, 'refs/tags/v9', `${absent}\n`);
    return 'refs/tags/v9';
  },
  'a tag of a missing commit': (directory) => {
    point(directory, 'refs/tags/v9', write(directory, 'tag', tagOf(absent)));
    return 'refs/tags/v9';
  },
  'a tag of a tag of a missing commit': (directory) => {
    const inner = write(directory, 'tag', tagOf(absent));
    point(directory, 'refs/tags/v9', write(directory, 'tag', tagOf(inner, 'tag')));
    return 'refs/tags/v9';
  },
  'a tag that takes a tree for a commit': (directory) => {
    const tree = run(directory, ['rev-parse', 'main^{tree}']);
    point(directory, 'refs/tags/v9', write(directory, 'tag', tagOf(tree)));
    return 'refs/tags/v9';
  },
  'a branch whose commit is damaged': (directory) => {
    point(directory, 'refs/heads/torn', damaged(directory, 'torn'));
    return 'refs/heads/torn';
  },
  'a branch whose commit is an empty file': (directory) => {
    point(directory, 'refs/heads/blank', damaged(directory, ''));
    return 'refs/heads/blank';
  },
  'a branch whose commit says nothing that a commit says': (directory) => {
    point(directory, 'refs/heads/words', write(directory, 'commit', 'only words\n'));
    return 'refs/heads/words';
  },
};

const reservationsOf = (pages: Awaited<ReturnType<Sync['run']>>) =>
  pages.flatMap((page) => git.toFacts(page).reservations ?? []);

describe('a ref that leads to no object', () => {
  it.each(Object.keys(breakings))('stops no other and is named: %s', async (kind) => {
    const [sound, directory] = [soundHistory(), soundHistory()];
    const name = breakings[kind]!(directory);
    const [before, after] = [new Sync(sound), new Sync(directory)];
    await before.run(NOW);
    const pages = await after.run(NOW);
    const shas = (sync: Sync) => sync.rows.of('COMMIT').map(({ sha }) => sha);
    const tags = (sync: Sync) => sync.rows.of('TAG').map((tag) => [tag.name, tag.sha]);
    expect(shas(after).sort()).toEqual(shas(before).sort());
    expect(after.rows.of('CHANGE')).toHaveLength(before.rows.of('CHANGE').length);
    expect(tags(after)).toEqual(tags(before));
    expect(reservationsOf(pages)).toEqual([{ reason: 'REF_BROKEN', name }]);
    expect(await after.run(NOW + 1)).toEqual([]);
    const { ok, items } = await git.check({ location: directory }, contextAt(NOW));
    expect(ok).toBe(true);
    expect(items.map(({ message }) => message).join('\n')).toContain(name);
  });

  it('stops no other where there are all kinds at once', async () => {
    const directory = soundHistory();
    const names = new Set(Object.values(breakings).map((breakIt) => breakIt(directory)));
    const sync = new Sync(directory);
    const found = reservationsOf(await sync.run(NOW));
    expect(found.map(({ name }) => name)).toEqual([...names].sort());
    expect(sync.rows.of('COMMIT')).toHaveLength(2);
  });

  it('takes what it led to back once it breaks, and brings it again once it is fixed', async () => {
    const directory = soundHistory();
    const side = run(directory, ['rev-parse', 'side']);
    run(directory, ['update-ref', '-d', 'refs/tags/light']);
    const sync = new Sync(directory);
    await sync.run(NOW);
    const whole = sync.rows.content();
    point(directory, 'refs/heads/side', `${absent}\n`);
    expect(reservationsOf(await sync.run(NOW + 1))).toHaveLength(1);
    expect(sync.rows.of('COMMIT')).toHaveLength(1);
    point(directory, 'refs/heads/side', `${side}\n`);
    expect(reservationsOf(await sync.run(NOW + 2))).toEqual([]);
    expect(sync.rows.content()).toEqual(whole);
  });

  it('is refused as the default branch, so that nothing of it is retracted', async () => {
    const directory = soundHistory();
    const sync = new Sync(directory);
    await sync.run(NOW);
    const before = sync.rows.content();
    point(directory, 'refs/heads/main', `${absent}\n`);
    await expect(sync.run(NOW + 1)).rejects.toThrow(
      /refs\/heads\/main names is missing or damaged\. Fetch it again, or name another branch/,
    );
    expect(sync.rows.content()).toEqual(before);
  });
});

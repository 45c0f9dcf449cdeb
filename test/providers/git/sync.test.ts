import { describe, expect, it } from 'vitest';
import { DAY_MILLISECONDS } from '../../../src/model/time.js';
import { lawRuns } from '../../law-runs.js';
import { git as run, writeHistory } from '../../story/fast-import.js';
import { forcePush, writeLargeHistory } from '../../story/git-history.js';
import { freshRows, Sync, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);
const SECONDS = NOW / 1000 - 86_400;
const who = 'Ada <ada@example.com>';

const append = (repository: string, branch: string, message: string, seconds = SECONDS) => {
  const tip = run(repository, ['rev-parse', branch]);
  const tree = run(repository, ['rev-parse', `${branch}^{tree}`]);
  const person = `${who} ${seconds} +0000`;
  const text = `tree ${tree}\nparent ${tip}\nauthor ${person}\ncommitter ${person}\n\n${message}\n`;
  const sha = run(repository, ['hash-object', '-t', 'commit', '-w', '--stdin'], text);
  run(repository, ['update-ref', `refs/heads/${branch}`, sha]);
  return sha;
};

const forget = (repository: string) => {
  run(repository, ['reflog', 'expire', '--expire=now', '--all']);
  run(repository, ['gc', '--quiet', '--prune=now']);
};

const history = (commits = 120) => {
  const repository = temporaryDirectory();
  writeLargeHistory(repository, { commits, seed: 3 });
  return repository;
};

/** The events that may happen to a repository between two syncs; each knows only those before it. */
const events: Record<string, (repository: string) => void> = {
  'a commit on main': (repository) => append(repository, 'main', 'One more (#9001)'),
  'a new branch': (repository) => {
    run(repository, ['branch', 'late', 'main~3']);
    append(repository, 'late', 'Late work');
  },
  'a tag on the branch': (repository) => run(repository, ['tag', 'v9.0.0', 'late']),
  'a force-push': (repository) => forcePush(repository, 4),
  'a force-push whose old commits are gone': (repository) => {
    append(repository, 'main', 'Soon forgotten');
    forcePush(repository, 6);
    forget(repository);
  },
  'a moved tag': (repository) => run(repository, ['tag', '--force', 'v9.0.0', 'main']),
  'a deleted branch': (repository) => run(repository, ['branch', '-D', 'late']),
  'a deleted tag': (repository) => run(repository, ['tag', '-d', 'v9.0.0']),
  'a removed mailmap': (repository) => {
    const tree = run(repository, ['ls-tree', 'main']).split('\n');
    const kept = tree.filter((line) => !line.endsWith('.mailmap')).join('\n');
    const bare = run(repository, ['mktree'], `${kept}\n`);
    const sha = run(repository, ['commit-tree', bare, '-p', 'main', '-m', 'No mailmap']);
    run(repository, ['update-ref', 'refs/heads/main', sha]);
  },
  'another default branch': (repository) => {
    run(repository, ['branch', 'trunk', 'main~2']);
    run(repository, ['symbolic-ref', 'HEAD', 'refs/heads/trunk']);
  },
};

describe('a sync', () => {
  it('says nothing where nothing changed', async () => {
    const sync = new Sync(history());
    expect((await sync.run(NOW)).map((page) => page.kind)).toEqual([
      ...['REPOSITORY', 'COMMITS', 'CHANGES', 'COMMITS', 'TAGS', 'MAILMAP'],
    ]);
    expect(await sync.run(NOW + 1)).toEqual([]);
  });

  it('ends equal to a fresh import after any event', async () => {
    const repository = history();
    const sync = new Sync(repository);
    let now = NOW;
    await sync.run(now);
    for (const [name, happen] of Object.entries(events)) {
      happen(repository);
      now += 60_000;
      await sync.run(now);
      expect(sync.rows.content(), name).toEqual((await freshRows(repository, now)).content());
      expect(await sync.run(now), name).toEqual([]);
    }
  });

  it('ends equal where a deleted branch comes back', async () => {
    const repository = history(60);
    const sync = new Sync(repository);
    const tip = append(repository, 'main', 'Comes back');
    await sync.run(NOW);
    const before = sync.rows.content();
    run(repository, ['update-ref', 'refs/heads/main', `${tip}~1`]);
    await sync.run(NOW + 1);
    expect(sync.rows.content()).not.toEqual(before);
    run(repository, ['update-ref', 'refs/heads/main', tip]);
    await sync.run(NOW + 2);
    expect(sync.rows.content()).toEqual(before);
  });

  it('emits only what is new', async () => {
    const repository = history(60);
    const sync = new Sync(repository);
    await sync.run(NOW);
    append(repository, 'main', 'One more');
    const pages = await sync.run(NOW + 1);
    expect(pages.map(({ kind, items }) => [kind, items])).toEqual([
      ['COMMITS', 1],
      ['CHANGES', 1],
    ]);
  });

  it('can be stopped after any page, with anything happening meanwhile', async () => {
    for (const stop of lawRuns([1, 4], [0, 1, 2, 3, 4, 5, 6])) {
      const repository = history(30);
      const sync = new Sync(repository);
      const doomed = append(repository, 'main', 'Doomed');
      run(repository, ['tag', 'v9.9.9', doomed]);
      await sync.run(NOW, { budget: { pages: stop } });
      run(repository, ['tag', '-d', 'v9.9.9']);
      forcePush(repository, 3);
      if (stop % 2 === 0) forget(repository);
      for (let round = 1; round < 9; round += 1)
        await sync.run(NOW + round, { budget: { pages: 1 } });
      expect(sync.rows.content(), `${stop}`).toEqual((await freshRows(repository, NOW)).content());
    }
  });

  it('is emitted again from the beginning if it was under way in an order that is no longer', async () => {
    const repository = history(60);
    const sync = new Sync(repository);
    await sync.run(NOW, { budget: { pages: 3 } });
    const state = JSON.parse(sync.cursor!);
    expect(state.underway.told).toBeGreaterThan(0);
    // Merges were emitted among the others once.
    const { tips } = state.underway;
    sync.cursor = JSON.stringify({ ...state, underway: { tips, reported: 60 } });
    await sync.run(NOW + 1);
    expect(sync.rows.content()).toEqual((await freshRows(repository, NOW)).content());
    expect(await sync.run(NOW + 2)).toEqual([]);
  });

  it('goes on with a large import where it was stopped', async () => {
    const repository = history(1_700);
    const sync = new Sync(repository);
    await sync.run(NOW, { budget: { pages: 2 } });
    const before = sync.rows.of('COMMIT').length;
    const [next] = await sync.run(NOW + 1, { budget: { pages: 1 } });
    const all = sync.rows.of('COMMIT').length;
    expect(before).toBeGreaterThan(0);
    await sync.run(NOW + 2);
    const rest = sync.rows.of('COMMIT').length - before;
    expect([next?.kind, next?.items, next?.total]).toEqual(['COMMITS', all - before, rest]);
    expect(sync.rows.content()).toEqual((await freshRows(repository, NOW)).content());
  });

  it('doubts dates before 1980 and ahead of time, these until their day has come', async () => {
    const repository = temporaryDirectory();
    const ahead = SECONDS + 3 * 86_400;
    writeHistory(repository, {
      commits: [
        { mark: 1, branch: 'main', message: 'Old', author: who, seconds: 0 },
        { mark: 2, branch: 'main', message: 'Now', author: who, seconds: SECONDS, parents: [1] },
        { mark: 3, branch: 'main', message: 'Ahead', author: who, seconds: ahead, parents: [2] },
      ],
    });
    const sync = new Sync(repository);
    await sync.run(NOW);
    const doubts = () => [
      sync.rows
        .of('COMMIT')
        .map((commit) => [commit.title, commit.doubt])
        .sort(),
      sync.rows
        .of('CHANGE')
        .map((change) => [change.title, change.doubt])
        .sort(),
    ];
    const old = ['Old', 'AUTHORED_BEFORE_1980'];
    const first = [['Ahead', 'AUTHORED_IN_FUTURE'], ['Now', null], old];
    expect(doubts()).toEqual([first, first]);
    await sync.run(NOW + 2 * DAY_MILLISECONDS);
    const later = [['Ahead', null], ['Now', null], old];
    expect(doubts()).toEqual([later, later]);
  });
});

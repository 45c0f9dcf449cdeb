import { beforeAll, describe, expect, test } from 'vitest';
import type { ChangeFact, CommitFact } from '../../src/model/facts/code.js';
import type { Facts } from '../../src/model/facts/facts.js';
import type { Person } from '../../src/model/facts/people.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { databaseKinds } from '../storage/databases.js';
import { file, type ImportedStory, merged, openImportedStory } from '../story/imported-story.js';

const shop = {
  ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: '2026-01-01T00:00:00Z', name: 'shop' },
  defaultBranch: 'main',
};
const monthEnds: Readonly<Record<string, string>> = {
  ...{ '2026-02': '2026-02-28', '2026-03': '2026-03-31', '2026-04': '2026-04-30' },
  ...{ '2026-05': '2026-05-31', '2026-06': '2026-06-30' },
};

/** A step of the default branch, as a git history reports it. */
function step(position: number, at: string, ...files: ReturnType<typeof file>[]): Facts {
  const mergedAt = Date.parse(at);
  const author: Person = {
    ...{ applicationType: 'GIT', id: 'ada', name: 'Ada', email: 'ada@example.com' },
  };
  const both = {
    ...{ id: `shop:${position}`, sha: `${position}`, updatedAt: mergedAt, repository: 'shop' },
    ...{ title: 'A step', author, doubt: null },
  } as const;
  const commit: CommitFact = {
    ...both,
    ...{
      committer: author,
      authoredAt: mergedAt,
      committedAt: mergedAt,
      parents: [],
      isRoot: false,
      files,
    },
    ...{ body: null, trailers: [], incomplete: false, tooManyRenames: false },
  };
  const change: ChangeFact = {
    ...both,
    ...{ branch: 'main', position, mergedAt, firstCommitAt: mergedAt, commits: [both.sha] },
    ...{ pullRequest: null, squashed: false, revertedShas: [] },
  };
  return { COMMIT: [commit], CHANGE: [change] };
}

describe.each(databaseKinds)(
  'code rework of pull requests that are reported alone, on %s',
  (kind) => {
    let story: ImportedStory;
    /** The lines of one month. */
    const linesOf = async (month: string) => {
      await story.settle();
      const [insight] = await story.ask({
        metrics: ['CODE_REWORK'],
        range: { dates: { from: `${month}-01`, to: monthEnds[month]! } },
      });
      const { segments, value } = insight!.series[0]!;
      const parts = segments.map(({ key, value: own }) => [key.toLowerCase(), own.numerator]);
      return { ...Object.fromEntries(parts), total: value.denominator };
    };
    const reported = (facts: Facts) =>
      story.app.database.write(story.viewer.account, (session) => writeFacts(session, 77, facts));
    const between = (at: string, rest: object = {}) =>
      merged(5, at, { files: [file('src/old.ts', 1, 0)], ...rest });

    beforeAll(async () => {
      story = await openImportedStory(kind);
      // The later ones first.
      await story.report(
        merged(4, '2026-04-10T12:00:00Z', { files: [file('src/old.ts', 5, 25)] }),
        merged(2, '2026-02-11T12:00:00Z', { files: [file('src/new.ts', 30, 10)] }),
      );
      await story.report(
        merged(1, '2026-01-30T12:00:00Z', { files: [file('src/new.ts', 50, 0)] }),
        merged(3, '2026-01-10T12:00:00Z', { files: [file('src/old.ts', 70, 0)] }),
        shop,
      );
    }, 60_000);

    test('30 lines for 10 in a file last touched 12 days ago are 10 recent and 20 new of 30', async () => {
      const lines = { recent: 10, legacy: 0, new: 20, removed: 0, total: 30 };
      expect(await linesOf('2026-02')).toEqual(lines);
    });

    test('5 lines for 25 in a file last touched 90 days ago are 5 legacy and 20 removed of 25', async () => {
      const lines = { recent: 0, legacy: 5, new: 0, removed: 20, total: 25 };
      expect(await linesOf('2026-04')).toEqual(lines);
    });

    test('one that is reported late, corrected or retracted makes a later one follow another', async () => {
      const recent = { recent: 5, legacy: 0 };
      const legacy = { recent: 0, legacy: 5 };
      await story.report(between('2026-03-30T12:00:00Z'));
      expect(await linesOf('2026-04')).toMatchObject(recent);
      // It was merged in February after all.
      await story.report(between('2026-02-01T12:00:00Z', { updatedAt: '2026-05-01T00:00:00Z' }));
      expect(await linesOf('2026-04')).toMatchObject(legacy);
      await story.report(between('2026-03-30T12:00:00Z', { updatedAt: '2026-05-02T00:00:00Z' }));
      expect(await linesOf('2026-04')).toMatchObject(recent);
      // It went into another branch.
      const elsewhere = { targetBranch: 'release', updatedAt: '2026-05-03T00:00:00Z' };
      await story.report(between('2026-03-30T12:00:00Z', elsewhere));
      expect(await linesOf('2026-04')).toMatchObject(legacy);
      await story.report(between('2026-03-30T12:00:00Z', { updatedAt: '2026-05-04T00:00:00Z' }));
      expect(await linesOf('2026-04')).toMatchObject(recent);
      await story.report({
        ...{ kind: 'PULL_REQUEST', id: 'shop!5', updatedAt: '2026-05-05T00:00:00Z', deleted: true },
      });
      expect(await linesOf('2026-04')).toMatchObject(legacy);
    });

    test('a file is followed through a rename, and what takes its old name is another', async () => {
      await story.report(
        merged(6, '2026-04-20T12:00:00Z', { files: [file('src/newer.ts', 0, 0, 'src/new.ts')] }),
        merged(7, '2026-05-11T12:00:00Z', { files: [file('src/newer.ts', 3, 3)] }),
        merged(8, '2026-05-12T12:00:00Z', { files: [file('src/new.ts', 4, 4)] }),
      );
      expect(await linesOf('2026-05')).toMatchObject({ recent: 3, legacy: 4, total: 7 });
    });

    test('where the history of the branch is known its changes count, and nothing twice', async () => {
      const release = { targetBranch: 'release', files: [file('src/a.ts', 6, 6)] };
      await story.report(
        merged(9, '2026-06-10T12:00:00Z', { files: [file('src/a.ts', 2, 2)] }),
        merged(10, '2026-06-11T12:00:00Z', release),
      );
      expect(await linesOf('2026-06')).toMatchObject({ recent: 0, legacy: 8, total: 8 });
      // Nothing names the pull request that came in with it.
      await reported(step(1, '2026-06-10T12:00:05Z', file('src/a.ts', 2, 2)));
      expect(await linesOf('2026-06')).toMatchObject({ recent: 6, legacy: 2, total: 8 });
      expect(await linesOf('2026-04')).toMatchObject({ total: 0 });
      const tombstone = { id: 'shop:1', updatedAt: Date.parse('2026-07-01T00:00:00Z') };
      await reported({ tombstones: [{ kind: 'CHANGE', ...tombstone }] });
      expect(await linesOf('2026-06')).toMatchObject({ recent: 0, legacy: 8, total: 8 });
      expect(await linesOf('2026-04')).toMatchObject({ total: 25 });
    });
  },
);

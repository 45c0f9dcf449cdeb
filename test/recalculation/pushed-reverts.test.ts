import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import type { ChangeFact } from '../../src/model/facts/code.js';
import type { PullRequestFact } from '../../src/model/facts/review.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';

const DAY = 86_400_000;
const author = { applicationType: 'CUSTOM', id: 'ada', name: null, email: null } as const;
const ADDING = 'abcdef0123456789abcdef0123456789abcdef01';
const step = (
  position: number,
  sha: string,
  title: string,
  revertedShas: readonly string[] = [],
  updatedAt = 1,
): ChangeFact => ({
  ...{ id: `r:${sha}`, updatedAt, repository: 'r', sha, branch: 'main', position, title, author },
  ...{ mergedAt: (position + 1) * DAY, firstCommitAt: (position + 1) * DAY, commits: [sha] },
  ...{ pullRequest: null, squashed: false, revertedShas, doubt: null },
});
const adding = step(0, ADDING, 'Add search');
const other = step(1, '1234567890123456789012345678901234567890', 'Add basket');
const reverting = step(2, 'fedcba9876543210fedcba9876543210fedcba98', 'Search goes', [
  ADDING.slice(0, 9),
]);

/** The first fact of a tool. */
const request: PullRequestFact = {
  ...{ id: 'r!1', updatedAt: 1, repository: 'r', number: 1, title: 'Open', body: null, author },
  ...{ sourceBranch: 'topic', targetBranch: 'main', labels: [], state: 'OPEN', openedAt: 0 },
  ...{ readyAt: null, mergedAt: null, closedAt: null, mergeMethod: null, mergeSha: null },
  ...{ headSha: null, reverts: null, additions: null, deletions: null, files: [], commits: [] },
  ...{ reviews: [], comments: [], url: null },
};

describe.each(databaseKinds)('on %s, a change that was pushed', async (kind) => {
  const database = await newDatabase(kind);
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const recalculation = createRecalculation({
    ...{ database, metrics: [] },
    onError: (error) => {
      throw error;
    },
  });
  const reverts = (account: number) =>
    database.read(account, (session) =>
      session.query<{ source: string; target: string }>(
        `select s.title as source, t.title as target from fact_link l
         join change s on s.account_id = $1 and s.number = l.source join change t on t.account_id = $1 and t.number = l.target
         where l.account_id = $1 and l.relation = 'CHANGE_REVERT'`,
        [account],
      ),
    );
  const reported = async (...pages: readonly (readonly ChangeFact[])[]) => {
    const account = await directory.account.create(`World ${Math.random()}`);
    await database.write(account, (session) => writeFacts(session, 1, { PULL_REQUEST: [request] }));
    const found = [];
    for (const CHANGE of pages) {
      await database.write(account, (session) => writeFacts(session, 1, { CHANGE }));
      await recalculation.settle(account);
      found.push(await reverts(account));
      await recalculation.rebuild(account);
      expect(await reverts(account)).toEqual(found.at(-1));
    }
    return found;
  };
  const both = [{ source: 'Search goes', target: 'Add search' }];

  test('reverts what it names also where it was imported before any tool reported', async () => {
    const account = await directory.account.create(`World ${Math.random()}`);
    for (const facts of [{ CHANGE: [adding, reverting] }, { PULL_REQUEST: [request] }]) {
      await database.write(account, (session) => writeFacts(session, 1, facts));
      await recalculation.settle(account);
    }
    expect(await reverts(account)).toEqual(both);
  });

  test('reverts what its message names by hash, whichever is reported first', async () => {
    expect(await reported([adding, other, reverting])).toEqual([both]);
    expect(await reported([adding, other], [reverting])).toEqual([[], both]);
    expect(await reported([reverting], [other], [adding])).toEqual([[], [], both]);
  });

  test('no longer reverts it when its message is corrected', async () => {
    const corrected = { ...reverting, updatedAt: 2, revertedShas: [] };
    expect(await reported([adding, reverting], [corrected])).toEqual([both, []]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.js';
import { createMailmap } from '../../src/engine/identity/mailmap.js';
import type { Facts } from '../../src/model/facts/facts.js';
import { createRecalculation } from '../../src/recalculation/recalculation.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';

const paths = fc.constantFrom('a', 'b', 'c');
const files = fc.array(
  fc.record(
    { path: paths, from: paths, additions: fc.nat(9), deletions: fc.nat(9) },
    { requiredKeys: ['path', 'additions', 'deletions'] },
  ),
  { maxLength: 3 },
);
const reported = fc.record({
  kind: fc.constant('PULL_REQUEST' as const),
  index: fc.nat(6),
  mergedAt: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 8 }),
  branch: fc.constantFrom('main', 'main', 'release'),
  home: fc.constantFrom('open', 'open', 'known'),
  files,
});
const stepped = fc.record({
  ...{ kind: fc.constant('CHANGE' as const), index: fc.nat(4) },
  ...{ mergedAt: fc.integer({ min: 1, max: 12 }), files },
});
const removed = fc.record({
  ...{ kind: fc.constant('GRAVE' as const), of: fc.constantFrom('PULL_REQUEST', 'CHANGE') },
  index: fc.nat(6),
});
const homed = fc.record({
  kind: fc.constant('HOME' as const),
  branch: fc.constantFrom('main', 'release', null),
});
const settled = fc.record({ kind: fc.constant('SETTLE' as const) });
const operation = fc.oneof(
  ...[
    { weight: 12, arbitrary: reported },
    { weight: 4, arbitrary: stepped },
    { weight: 2, arbitrary: removed },
    { weight: 1, arbitrary: homed },
    { weight: 4, arbitrary: settled },
  ],
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

const DAY = 86_400_000;
const person = { applicationType: 'CUSTOM', id: 'ada', name: null, email: null } as const;
const idOf = (of: string, index: number) => `${of.toLowerCase()} ${index}`;

function factsOf(one: Operation, updatedAt: number): Facts | null {
  if (one.kind === 'SETTLE') return null;
  if (one.kind === 'GRAVE') {
    const kinds = one.of === 'CHANGE' ? (['CHANGE', 'COMMIT'] as const) : ([one.of] as const);
    const id = idOf(one.of, one.index);
    return { tombstones: kinds.map((kind) => ({ kind, id, updatedAt })) } as Facts;
  }
  if (one.kind === 'HOME')
    return {
      REPOSITORY: [{ id: 'known', updatedAt, name: 'known', url: null, defaultBranch: one.branch }],
    };
  const id = idOf(one.kind, one.index);
  if (one.kind === 'CHANGE') {
    const both = {
      ...{ id, updatedAt, repository: 'known', sha: id, title: '', author: person, doubt: null },
    };
    const mergedAt = one.mergedAt * DAY;
    const times = { authoredAt: mergedAt, committedAt: mergedAt };
    return {
      COMMIT: [
        {
          ...{ ...both, ...times, committer: person, parents: [], isRoot: false, files: one.files },
          ...{ body: null, trailers: [], incomplete: false, tooManyRenames: false },
        },
      ],
      CHANGE: [
        {
          ...{ ...both, branch: 'main', position: one.index, mergedAt, firstCommitAt: mergedAt },
          ...{ commits: [], pullRequest: null, squashed: false, revertedShas: [] },
        },
      ],
    };
  }
  const mergedAt = one.mergedAt === null ? null : one.mergedAt * DAY;
  return {
    PULL_REQUEST: [
      {
        ...{ id, updatedAt, repository: one.home, number: one.index, title: '', body: null },
        ...{ author: person, sourceBranch: 'topic', targetBranch: one.branch, labels: [] },
        ...{ state: mergedAt === null ? 'OPEN' : 'MERGED', openedAt: 0, readyAt: null, mergedAt },
        ...{ closedAt: null, mergeMethod: null, mergeSha: null, headSha: null, reverts: null },
        ...{ additions: null, deletions: null, files: one.files, commits: [], reviews: [] },
        ...{ comments: [], url: null },
      },
    ],
  };
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const recalculation = createRecalculation({
    database,
    metrics: [],
    onError: (error) => {
      throw error;
    },
  });
  const linked = (account: number) =>
    database.read(account, (session) =>
      session.query<{ previous_at: string | null }>(
        `select f.pull_request, f.ordinal, f.branch, f.path_key, f.from_key, f.previous_at, f.rule from pull_request_file f
         where account_id = $1 order by 1, 2`,
        [account],
      ),
    );

  test('what files of pull requests follow is the same however it came to be reported', async () => {
    let following = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 10, maxLength: 40, size: 'max' }),
        async (performed) => {
          const account = await directory.account.create(`World ${Math.random()}`);
          for (const [index, one] of performed.entries()) {
            const facts = factsOf(one, index + 1);
            if (facts) await database.write(account, (session) => writeFacts(session, 1, facts));
            else await recalculation.settle(account);
          }
          await recalculation.settle(account);
          const increment = await linked(account);
          await recalculation.rebuild(account);
          expect(await linked(account)).toEqual(increment);
          following += increment.filter(({ previous_at: at }) => at !== null).length;
        },
      ),
      { numRuns: lawRuns(8, 25), endOnFailure: false, interruptAfterTimeLimit: 60_000 },
    );
    expect(following).toBeGreaterThan(lawRuns(0, 10));
  }, 100_000);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/storage/database/database.js';
import { lawRuns } from '../law-runs.js';
import { type DatabaseKind, databaseKinds, newDatabase } from '../storage/databases.js';
import { derivedRows } from './derived-rows.js';
import { company, openWorld } from './performed-world.js';
import { delivering, type Operation, operation, releasing } from './world.js';

/** Now and then the company and what it calls its own are there from the beginning. */
const operations = fc
  .tuple(fc.boolean(), fc.array(operation, { minLength: 10, maxLength: 40, size: 'max' }))
  .map(([early, later]): Operation[] => (early ? [...company, ...later] : later));

/** How often at most a law is tried on as many worlds more. */
const ROUNDS = lawRuns(15, 4);

/** A pull request of a bot that is still open. */
const reviewedLater = {
  ...{ repository: 'world:0', number: 1, title: 'Update', body: null, state: 'OPEN' as const },
  ...{ sourceBranch: 'update', targetBranch: 'main', labels: [], url: null },
  ...{ openedAt: Date.UTC(2026, 2, 3), readyAt: null, mergedAt: null, closedAt: null },
  ...{ mergeMethod: null, mergeSha: null, headSha: null, reverts: null },
  ...{ additions: null, deletions: null, files: [], commits: [], reviews: [] },
};

const releases = fc
  .array(releasing, { minLength: 10, maxLength: 24, size: 'max' })
  .map((later): Operation[] => [...company, ...later]);
const deliveries = fc
  .array(delivering, { minLength: 10, maxLength: 24, size: 'max' })
  .map((later): Operation[] => [...company, ...later]);

/** Performs and compares. Returns what was derived at the end. */
async function expectIncrementEqualsScratch(database: Database, performed: readonly Operation[]) {
  const world = await openWorld(database);
  for (const one of performed) await world.perform(one);
  await world.perform({ kind: 'people', file: 0 });
  await world.recalculation.settle(world.account);
  const increment = await derivedRows(database, world.account);
  await world.recalculation.rebuild(world.account);
  const scratch = await derivedRows(database, world.account);
  expect(increment).toEqual(scratch);
  expect(increment.open).toEqual([]);
  return increment;
}

/** Tries a law on some worlds, and on more where they had not everything yet that it is to be seen with. */
async function tryUntilSeen(
  law: fc.IAsyncProperty<[Operation[]]>,
  found: ReadonlySet<string>,
  wanted: readonly string[],
): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0 && wanted.every((one) => found.has(one))) return;
    await fc.assert(law, {
      numRuns: lawRuns(2, 15),
      endOnFailure: false,
      interruptAfterTimeLimit: 100_000,
    });
  }
  expect([...found]).toEqual(expect.arrayContaining([...wanted]));
}

/** Worlds are tried on both databases in turn; the long runs try a law on each of them. */
const places = lawRuns<readonly { readonly kinds: readonly DatabaseKind[] }[]>(
  [{ kinds: databaseKinds }],
  databaseKinds.map((kind) => ({ kinds: [kind] })),
);

describe.each(places)('on $kinds', async ({ kinds }) => {
  const databases = await Promise.all(kinds.map((kind) => newDatabase(kind)));
  let worlds = 0;
  const expectEqual = (performed: readonly Operation[]) => {
    worlds += 1;
    return expectIncrementEqualsScratch(databases[worlds % databases.length]!, performed);
  };

  test('whatever happened in whatever order, the increment equals a recalculation from scratch', async () => {
    let observed = 0;
    const found = new Set<string>();
    const law = fc.asyncProperty(fc.noBias(operations), async (performed) => {
      const { observations, links } = await expectEqual(performed);
      for (const { relation } of links) found.add(relation);
      for (const { metric } of observations) found.add(metric);
      observed += observations.length;
    });
    await tryUntilSeen(law, found, [
      ...['CHANGE_DEPLOYMENT', 'CHANGE_BUILD', 'ITEM_CHANGE', 'REPOSITORY_REVIEWED'],
      ...['CHANGE_REVERT', 'REVIEWING'],
    ]);
    expect(observed).toBeGreaterThan(lawRuns(5, 50));
  }, 450_000);

  test('a developer brings the months of their reviews alone into a team', async () => {
    const identity = (id: string) => ({ id, name: id, email: `${id}@work.io` });
    const by = (id: string) => ({ applicationType: 'CUSTOM' as const, ...identity(id) });
    const { observations } = await expectEqual([
      { kind: 'dividing', by: 'CONTRIBUTING' },
      { kind: 'people', file: 1 },
      {
        kind: 'reportTools',
        fact: 'PULL_REQUEST',
        given: [
          [
            0,
            {
              ...reviewedLater,
              author: by('renovate[bot]'),
              comments: [{ by: by('bo'), at: Date.UTC(2026, 0, 20) }],
            },
          ],
        ],
      },
      { kind: 'settle' },
    ]);
    expect(observations.map(({ metric }) => metric)).toContain('REVIEWING');
  });

  test('the same where releases follow merges, and histories come and go', async () => {
    const found = new Set<string>();
    const law = fc.asyncProperty(fc.noBias(releases), async (performed) => {
      const { firstReleasesByTime, links } = await expectEqual(performed);
      for (const { rule, baseline } of firstReleasesByTime)
        found.add(baseline ? `${rule} BASELINE` : rule);
      for (const { relation } of links) found.add(relation);
    });
    await tryUntilSeen(law, found, [
      ...['RELEASED_AFTER_MERGE', 'RELEASED_AFTER_MERGE BASELINE', 'REPOSITORY_HISTORY'],
    ]);
  }, 450_000);

  test('the same where deployments, what blames them, their labels and rules alone move', async () => {
    const found = new Set<string>();
    const law = fc.asyncProperty(fc.noBias(deliveries), async (performed) => {
      const { links } = await expectEqual(performed);
      for (const { relation, rule } of links) found.add(`${relation} ${rule}`);
    });
    await tryUntilSeen(law, found, [
      ...['DEPLOYMENT_NEXT STREAM', 'DEPLOYMENT_REPAIR REVERT', 'ITEM_INCIDENT FILTER'],
      ...['INCIDENT_DEPLOYMENT SERVICE', 'INCIDENT_DEPLOYMENT REPOSITORY'],
    ]);
  }, 450_000);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import { type FactKind, type Facts, factKinds } from '../../src/model/facts/facts.js';
import type { Database } from '../../src/storage/database/database.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';
import {
  blind,
  failing,
  observed,
  openPoisonedWorld,
  type PoisonedWorld,
  poisonOf,
  setAside,
} from './poisoned-world.js';
import { toolOperation } from './tool-world.js';
import { witnesses } from './witnesses.js';
import { delivering, factsOf, type Operation, operation } from './world.js';

const all = [...metrics, ...witnesses];

/** Some operations, each with whether the first fact of what it reports is poisoned. */
const reports = fc.array(
  fc.tuple(
    fc.oneof(operation, delivering, toolOperation).filter(({ kind }) => kind !== 'labelling'),
    fc.nat(3).map((one) => one === 0),
  ),
  { minLength: 10, maxLength: 30, size: 'max' },
);
type Reports = typeof reports extends fc.Arbitrary<infer Value> ? Value : never;

/** The facts with the first of each kind poisoned, and the tombstones that take it away. */
function poisoned(facts: Facts): { readonly facts: Facts; readonly tombstones: Facts } {
  const changed: Record<string, unknown> = { ...facts };
  const tombstones: { kind: FactKind; id: string; updatedAt: number }[] = [];
  for (const kind of factKinds) {
    const [first, ...others] = facts[kind] ?? [];
    if (!first || !poisonOf[kind]) continue;
    changed[kind] = [{ ...first, ...poisonOf[kind] }, ...others];
    tombstones.push({ kind, id: first.id, updatedAt: first.updatedAt });
  }
  return { facts: changed as Facts, tombstones: { tombstones } };
}

async function perform(
  world: PoisonedWorld,
  [one, isPoisoned]: Reports[number],
  reportedAt: number,
  removes: boolean,
): Promise<void> {
  if (one.kind === 'settle') return world.recalculation.settle(world.account);
  const facts = factsOf(one as Operation, reportedAt);
  if (!facts) return;
  if (!isPoisoned) return void (await world.write(facts));
  const bad = poisoned(facts);
  await world.write(bad.facts);
  if (removes) await world.write(bad.tombstones);
}

/** Performs reports in a world, and answers what was observed of them. */
async function performAll(
  database: Database,
  some: Reports,
  { make, removes }: { make: typeof failing; removes: boolean },
) {
  const world = await openPoisonedWorld(
    database,
    all.map((metric) => make(metric, (number) => number % 23 === 0)),
  );
  let reportedAt = 1;
  for (const one of some) await perform(world, one, ++reportedAt, removes);
  await world.recalculation.settle(world.account);
  return world;
}

/** Worlds that are tried, and how many at most until both a fact and a cell were set aside. */
const [RUNS, MOST_RUNS] = [lawRuns(2, 8), 8];

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);

  test('among random facts those that cannot be linked or observed bend nothing else', async () => {
    const seen = new Set<string>();
    const law = fc.asyncProperty(fc.noBias(reports), async (some) => {
      const bad = await performAll(database, some, { make: failing, removes: false });
      const good = await performAll(database, some, { make: blind, removes: true });
      const now = await observed(bad);
      expect(now).toEqual(await observed(good));
      expect(now.open).toEqual([]);
      expect([...bad.errors, ...good.errors]).toEqual([]);
      expect(await setAside(good)).toEqual([]);
      for (const each of await setAside(bad)) seen.add(each.split(' ')[0]!);
      await bad.recalculation.rebuild(bad.account);
      expect(await observed(bad)).toEqual(now);
    });
    const tried = { numRuns: 1, endOnFailure: true, interruptAfterTimeLimit: 100_000 };
    for (let run = 0; run < MOST_RUNS; run += 1)
      if (run < RUNS || seen.size < 2) await fc.assert(law, tried);
    expect([...seen].sort()).toEqual(['CELL', 'FACT']);
  }, 450_000);
});

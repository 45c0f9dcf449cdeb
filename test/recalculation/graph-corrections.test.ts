import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawRuns } from '../law-runs.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';
import {
  type Correction,
  correctionFact,
  factsOf,
  openWorld,
  type World,
  world,
} from './graph-world.js';

/** Corrections one after the other; in the end all parents go where the world says so. */
function stepsOf({ corrections, losesAll, graph }: World): Correction[][] {
  const all = graph.map((_, commit) => ({ commit, kind: 'NO_PARENTS' as const }));
  return [...corrections.map((each) => [each]), ...(losesAll ? [all] : [])];
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);

  test('corrections that remove parents, move, rename or delete commits leave what a rebuild gives', async () => {
    const corrected = world.filter((given) => stepsOf(given).length > 0);
    await fc.assert(
      fc.asyncProperty(corrected, async (given) => {
        const { write, settle, forget, links } = await openWorld(database);
        for (const facts of factsOf(given)) await write(facts);
        await settle();
        for (const step of stepsOf(given)) {
          for (const each of step) await write(correctionFact(given, each));
          await settle();
          const increment = await links();
          await forget();
          await settle();
          expect(await links()).toEqual(increment);
        }
      }),
      { numRuns: lawRuns(4, 30) },
    );
  }, 240_000);
});

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { inDependencyOrder } from '../../../src/recalculation/relations/apply-relation.js';
import type { Relation } from '../../../src/recalculation/relations/relation.js';
import { lawRuns } from '../../law-runs.js';
import { newDatabase } from '../../storage/databases.js';
import { derivedRows } from '../derived-rows.js';
import { company, openWorld } from '../performed-world.js';
import { delivering, type Operation, operation, releasing } from '../world.js';

/** The relations in another order that `after` allows: of those whose inputs are found, drawn numbers say which is next. */
function inOrderOf(drawn: readonly number[], listed: readonly Relation[]): readonly Relation[] {
  const left = new Set(listed);
  const ordered = drawn.map((number) => {
    const ready = [...left].filter(({ after }) => after.every((each) => !left.has(each)));
    const next = ready[number % ready.length]!;
    left.delete(next);
    return next;
  });
  return inDependencyOrder(ordered);
}

const catalogue = vi.hoisted(() => ({ relations: [] as readonly Relation[] }));
vi.mock('../../../src/recalculation/relations/index.js', () => catalogue);
const listed = (
  await vi.importActual<{ readonly relations: readonly Relation[] }>(
    '../../../src/recalculation/relations/index.js',
  )
).relations;

const drawn = fc.array(fc.nat(), { minLength: listed.length, maxLength: listed.length });
const operations = fc
  .array(fc.oneof({ weight: 3, arbitrary: operation }, delivering, releasing), {
    ...{ minLength: 20, maxLength: 40, size: 'max' },
  })
  .map((later): Operation[] => [...company, ...later]);

test('relations find the same in every order that what they say they read allows', async () => {
  const database = await newDatabase('EMBEDDED');
  const found = new Set<string>();
  const law = fc.asyncProperty(
    fc.noBias(drawn),
    fc.noBias(operations),
    async (order, performed) => {
      const world = await openWorld(database);
      catalogue.relations = inOrderOf(order, listed);
      for (const one of performed) await world.perform(one);
      await world.recalculation.settle(world.account);
      const otherwise = await derivedRows(database, world.account);
      for (const { relation } of otherwise.links) found.add(relation);
      catalogue.relations = listed;
      await world.recalculation.rebuild(world.account);
      expect(await derivedRows(database, world.account)).toEqual(otherwise);
    },
  );
  await fc.assert(law, { numRuns: lawRuns(10, 200), endOnFailure: true });
  expect([...found]).toEqual(
    expect.arrayContaining([
      'CHANGE_BUILD',
      'CHANGE_DEPLOYMENT',
      'ITEM_CHANGE',
      'BUILD_DEPLOYMENT',
    ]),
  );
}, 240_000);

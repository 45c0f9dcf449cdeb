import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { familiesOf, rootLinks } from '../../../src/engine/correlate/family.js';
import { idOf } from './deployment-history.js';

const item = (number: number, parent: number | null = null, id = idOf(number)) => ({
  ...{ number, id, parent },
});
const anyItems = fc
  .uniqueArray(
    fc.record({ number: fc.integer({ min: 1, max: 12 }), parent: fc.option(fc.nat(14)) }),
    { selector: ({ number }) => number },
  )
  .map((items) => items.map(({ number, parent }) => item(number, parent)));
const anyShuffled = anyItems.chain((items) =>
  fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
);

/** By walking up; -1 where that has no end. */
function topOf(number: number, members: readonly ReturnType<typeof item>[]): number {
  const parents = new Map(members.map((member) => [member.number, member.parent]));
  let top = number;
  for (let steps = 0; steps <= members.length; steps++) {
    const parent = parents.get(top) ?? null;
    if (parent === null) return top;
    top = parent;
  }
  return -1;
}

describe('families of work items', () => {
  it('are the trees by parent, an unknown parent being none', () => {
    expect(familiesOf([item(3, 2), item(2, 1), item(1), item(9, 77)])).toEqual([
      { root: 1, members: [item(1), item(2, 1), item(3, 2)] },
      { root: 9, members: [item(9)] },
    ]);
  });

  it('are cut above the item of a circle whose id comes first', () => {
    const items = [item(5, 7), item(7, 6), item(6, 5), item(8, 6), item(4, 4)];
    expect(familiesOf(items)).toEqual([
      { root: 4, members: [item(4)] },
      { root: 5, members: [item(5), item(6, 5), item(7, 6), item(8, 6)] },
    ]);
  });

  it('hold each item once, whatever the order, and no circle', () => {
    fc.assert(
      fc.property(anyShuffled, ([items, shuffled]) => {
        const families = familiesOf(items);
        expect(familiesOf(shuffled)).toEqual(families);
        const members = families.flatMap((family) => family.members);
        expect(new Set(members.map(({ number }) => number))).toEqual(
          new Set(items.map(({ number }) => number)),
        );
        expect(members).toHaveLength(items.length);
        expect(familiesOf(members)).toEqual(families);
        for (const family of families)
          for (const { number } of family.members) expect(topOf(number, members)).toBe(family.root);
      }),
    );
  });

  it('are the same one by one and all together', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const whole = familiesOf(items);
        const alone = whole.flatMap(({ members }) => {
          const numbers = new Set(members.map(({ number }) => number));
          return familiesOf(items.filter(({ number }) => numbers.has(number)));
        });
        expect(alone).toEqual(whole);
        expect(rootLinks(whole)).toHaveLength(items.length - whole.length);
      }),
    );
  });

  it('link every item below the root to it', () => {
    expect(rootLinks(familiesOf([item(3, 2), item(2, 1), item(1)]))).toEqual([
      { relation: 'ITEM_ROOT', source: 2, target: 1, at: null, rule: 'PARENT' },
      { relation: 'ITEM_ROOT', source: 3, target: 1, at: null, rule: 'PARENT' },
    ]);
  });
});

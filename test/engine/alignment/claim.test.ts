import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClaims } from '../../../src/engine/alignment/claim.js';
import type { WorkItemInput } from '../../../src/model/inputs/work-input.js';
import type { FetchScope } from '../../../src/model/profile/alignment-profile.js';
import type { Rules } from '../../../src/model/team.js';
import { category, has, item, itemsOf, member, rulesOf } from './item-story.js';

const claimed = (rules: Rules, items: readonly WorkItemInput[]) => {
  const claimOf = createClaims(rules);
  return Object.fromEntries(items.map((each) => [each.number, claimOf(each).category]));
};

describe('rank', () => {
  it('puts what is taken along by a better category before what matches a worse', () => {
    const family = [member(1, null, { label: ['abc'] }), member(2, 1, { component: ['text'] })];
    const rules = rulesOf({
      categories: [
        category(1, [has('label', 'abc')], { fetchScope: 'PARENT_AND_ALL_DESCENDANTS' }),
        category(2, [has('component', 'text')]),
      ],
    });
    expect(claimed(rules, itemsOf(family))).toEqual({ 1: 1, 2: 1 });
  });
});

describe('a category', () => {
  const abc = item(1, { traits: { label: ['abc'], type: ['Bug'] } });
  const one = (rules: Rules) => claimed(rules, [abc])[1];
  const profile = (...filters: Parameters<typeof category>[1]) => ({
    categories: [category(1, filters)],
  });
  const team = (...filters: Parameters<typeof category>[1]) => [{ category: 1, filters }];

  it('matches by any filter of the team, and of the profile', () => {
    expect(one(rulesOf(profile(has('label', 'x'), has('label', 'ABC '))))).toBe(1);
    expect(one(rulesOf(profile(), team(has('label', 'x'), has('label', 'abc'))))).toBe(1);
    expect(one(rulesOf(profile(has('label', 'x'))))).toBe(0);
  });

  it('wants both where team and profile both say something', () => {
    const bug = has('type', 'Bug');
    expect(one(rulesOf(profile(bug), team(has('label', 'abc'))))).toBe(1);
    expect(one(rulesOf(profile(bug), team(has('label', 'x'))))).toBe(0);
    expect(one(rulesOf(profile(has('type', 'Story')), team(has('label', 'abc'))))).toBe(0);
  });

  it('of which nobody says anything has nothing, also by an empty filter', () => {
    expect(one(rulesOf(profile()))).toBe(0);
    expect(one(rulesOf(profile([]), team([])))).toBe(0);
    expect(one(rulesOf(profile(), [{ category: 2, filters: [has('label', 'abc')] }]))).toBe(0);
  });
});

/**
 * 1 initiative - 2 epic - 4 story - 6 sub-task, 7 sub-task
 *                       - 5 story
 *              - 3 epic - 8 story
 */
const types = new Map([
  [1, 'Initiative'],
  [2, 'Epic'],
  [3, 'Epic'],
]);
const treeWith = (matching: number) =>
  [
    [1, null],
    [2, 1],
    [3, 1],
    [4, 2],
    [5, 2],
    [6, 4],
    [7, 4],
    [8, 3],
  ].map(([number, parent]) =>
    member(number!, parent!, {
      type: [types.get(number!) ?? 'Story'],
      label: number === matching ? ['it'] : [],
    }),
  );
const taken = (fetchScope: FetchScope, matching: number) => {
  const rules = rulesOf({ categories: [category(1, [has('label', 'it')], { fetchScope })] });
  const all = claimed(rules, itemsOf(treeWith(matching)));
  return Object.keys(all)
    .filter((number) => all[number] === 1)
    .map(Number);
};

describe('an item that matches takes along', () => {
  it.each([
    ['MATCH_ONLY', 2, [2]],
    ['PARENT_AND_ALL_DESCENDANTS', 2, [2, 4, 5, 6, 7]],
    ['PARENT_AND_ALL_DESCENDANTS', 5, [5]],
    ['LEAF_DESCENDANTS_ONLY', 2, [5, 6, 7]],
    ['LEAF_DESCENDANTS_ONLY', 5, [5]],
    ['PARENT_AND_IMMEDIATE_CHILDREN', 2, [2, 4, 5]],
    ['EPIC_AND_ALL_DESCENDANTS', 2, [2, 4, 5, 6, 7]],
    ['EPIC_AND_ALL_DESCENDANTS', 6, [2, 4, 5, 6, 7]],
    ['EPIC_AND_ALL_DESCENDANTS', 8, [3, 8]],
    ['EPIC_AND_ALL_DESCENDANTS', 1, [1, 2, 3, 4, 5, 6, 7, 8]],
  ] as const)('by %s of %i: %j', (fetchScope, matching, expected) => {
    expect(taken(fetchScope, matching)).toEqual(expected);
  });

  it('the whole tree where it has no epic', () => {
    const family = [member(1, null), member(2, 1, { label: ['it'] }), member(3, 1)];
    const fetchScope = 'EPIC_AND_ALL_DESCENDANTS';
    const rules = rulesOf({ categories: [category(1, [has('label', 'it')], { fetchScope })] });
    expect(claimed(rules, itemsOf(family))).toEqual({ 1: 1, 2: 1, 3: 1 });
  });
});

const scopes: readonly FetchScope[] = [
  'MATCH_ONLY',
  'PARENT_AND_ALL_DESCENDANTS',
  'LEAF_DESCENDANTS_ONLY',
  'EPIC_AND_ALL_DESCENDANTS',
  'PARENT_AND_IMMEDIATE_CHILDREN',
];
const anyFamily = fc
  .array(fc.tuple(fc.option(fc.nat(7)), fc.boolean(), fc.boolean()), { maxLength: 8 })
  .map((drawn) =>
    drawn.map(([parent, isEpic, isIt], number) =>
      member(number, parent, { type: [isEpic ? 'Epic' : 'Story'], label: isIt ? ['it'] : [] }),
    ),
  );

it('ends in circles, and does not depend on the order of the family', () => {
  fc.assert(
    fc.property(anyFamily, fc.constantFrom(...scopes), (family, fetchScope) => {
      const rules = rulesOf({ categories: [category(1, [has('label', 'it')], { fetchScope })] });
      const all = claimed(rules, itemsOf(family));
      expect(claimed(rules, itemsOf(family.toReversed()))).toEqual(all);
      if (fetchScope === 'LEAF_DESCENDANTS_ONLY') return;
      for (const { number, traits } of family)
        if (traits.label?.includes('it')) expect(all[number]).toBe(1);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { alignmentErrors } from '../../../src/directory/profile/alignment-errors.js';
import { withCategoryIds } from '../../../src/directory/profile/category-ids.js';
import type {
  AlignmentCategory,
  AllocationGoal,
} from '../../../src/model/profile/alignment-profile.js';
import { defaultAlignment } from '../../../src/model/profile/default-profile.js';

describe('a business alignment profile', () => {
  const category = (id: number, given: Partial<AlignmentCategory> = {}): AlignmentCategory => ({
    ...{ id, name: `Category ${id}`, description: null, rank: id, color: null },
    ...{ fetchScope: 'MATCH_ONLY', scopeFilters: [], goal: null },
    ...given,
  });
  const errorsOf = (...categories: AlignmentCategory[]) =>
    alignmentErrors({ ...defaultAlignment, categories }).map(
      ({ code, field }) => `${code} ${field.join('.')}`,
    );
  const goal = (...[acceptableMin, idealMin, idealMax, acceptableMax]: number[]) =>
    ({ acceptableMin, idealMin, idealMax, acceptableMax }) as AllocationGoal;

  it('ranks categories of different ids and names', () => {
    expect(errorsOf(category(1), category(2))).toEqual([]);
    expect(
      errorsOf(category(1), category(1, { name: ' CATEGORY 1' }), category(3, { rank: 0 })),
    ).toEqual([
      'INVALID_RANK config.categories.2.rank',
      'DUPLICATE_CATEGORY_ID config.categories.1.id',
      'DUPLICATE_CATEGORY_NAME config.categories.1.name',
      'DUPLICATE_RANK config.categories.1.rank',
    ]);
  });
  it.each([
    [goal(0, 0.2, 0.4, 1), true],
    [goal(0.2, 0.2, 0.2, 0.2), true],
    [goal(0.3, 0.2, 0.4, 1), false],
    [goal(0, 0.5, 0.4, 1), false],
    [goal(0, 0.2, 0.4, 1.1), false],
  ])('takes the goal %j: %s', (given, accepted) => {
    expect(errorsOf(category(1, { goal: given }))).toEqual(
      accepted ? [] : ['INVALID_GOAL config.categories.0.goal'],
    );
  });
  it('filters by what work items have', () => {
    const condition = (property: string) => [
      [{ property, operator: 'EQUALS' as const, values: ['x'] }],
    ];
    expect(errorsOf(category(1, { scopeFilters: condition('field:Team') }))).toEqual([]);
    expect(errorsOf(category(1, { scopeFilters: condition('branch') }))).toEqual([
      'UNKNOWN_PROPERTY config.categories.0.scopeFilters.0.0.property',
    ]);
  });
  it('never gives an id again', () => {
    const config = (...ids: number[]) => ({
      ...defaultAlignment,
      categories: ids.map((id) => category(id)),
    });
    const first = withCategoryIds(config(0, 0, 0), null);
    expect(first.categories.map(({ id }) => id)).toEqual([1, 2, 3]);
    const fewer = withCategoryIds(config(2), first);
    const more = withCategoryIds(config(0, 2), fewer);
    expect(more.categories.map(({ id }) => id)).toEqual([4, 2]);
    expect(() => withCategoryIds(config(3), fewer)).toThrow(/no category 3/);
  });
});

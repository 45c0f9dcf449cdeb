import { describe, expect, it } from 'vitest';
import { amountsOf } from '../../../src/engine/sprint/amounts.js';
import type { SprintItem } from '../../../src/model/inputs/work-input.js';
import { sourceCodePreset } from '../../../src/model/profile/default-profile.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { day, item, sevenItems, sprint } from './sprint-story.js';

const amounts = (items: readonly SprintItem[], rules: Partial<EfficiencyConfig['sprints']> = {}) =>
  amountsOf(sprint(1, items), { ...sourceCodePreset.sprints, ...rules }, emptyTeamSettings);
const graced = { endGraceDays: 1 };

describe('of seven items', () => {
  it('count as items where the profile says so', () => {
    expect(amounts(sevenItems, { ...graced, computationMode: 'WORK_ITEM_COUNT' })).toMatchObject({
      commit: 5,
      creep: 2,
      deliveredCommit: 3,
      deliveredCreep: 1,
      missedCommit: 1,
      removed: 1,
      churn: 3,
    });
  });

  it('increases of estimates are churn where the profile says so: 6 + 1 + 1', () => {
    const including = { includeEstimateIncreases: true };
    expect(amounts(sevenItems, including)).toMatchObject({ increases: 2 - 1, churn: 6 + 1 + 1 });
    const counted = { ...including, computationMode: 'WORK_ITEM_COUNT' } as const;
    expect(amounts(sevenItems, counted)).toMatchObject({ increases: 0, churn: 3 });
  });

  it('give the same in any order', () => {
    expect(amounts(sevenItems.toReversed())).toEqual(amounts(sevenItems));
  });
});

describe('an item', () => {
  const one = (
    rest: Parameters<typeof item>[1],
    rules: Partial<EfficiencyConfig['sprints']> = {},
  ) => amounts([item(1, { points: 3, ...rest }), item(2, { points: 10 })], rules)!;
  const beside = { commit: 10, creep: 0, delivered: 0, missedCommit: 10, removed: 0 };

  it('that is a sub-task does not count', () => {
    expect(one({ isSubtask: true, done: 3 })).toMatchObject(beside);
  });

  it('done before the start is out, save within the days of grace', () => {
    expect(one({ done: -1 })).toMatchObject(beside);
    expect(one({ done: -1 }, { startGraceDays: 1 })).toMatchObject({ commit: 13, delivered: 3 });
    expect(one({ done: -1.1 }, { startGraceDays: 1 })).toMatchObject(beside);
  });

  it('added at the very start is commit, a moment later creep, at the very end nothing', () => {
    expect(one({ moves: [[0, true]] })).toMatchObject({ commit: 13, creep: 0 });
    expect(one({ moves: [[0.001, true]] })).toMatchObject({ commit: 10, creep: 3, missedCreep: 3 });
    expect(one({ moves: [[14, true]] })).toMatchObject(beside);
  });

  it('taken out before the start was never in it', () => {
    const moves = [[-5, true] as const, [-1, false] as const];
    expect(one({ moves })).toMatchObject(beside);
  });

  it('whose history begins with a departure was in it before', () => {
    expect(one({ moves: [[3, false]] })).toMatchObject({ commit: 13, removed: 3, removedItems: 1 });
  });

  it('taken out and back in is not removed', () => {
    const moves = [[-5, true] as const, [3, false] as const, [6, true] as const];
    expect(one({ moves })).toMatchObject({ commit: 13, creep: 0, removed: 0, missedCommit: 13 });
    expect(one({ moves, done: 8 })).toMatchObject({ delivered: 3, missedCommit: 10 });
  });

  it('taken out counts as delivered only where it was done before', () => {
    const moves = [[-5, true] as const, [7, false] as const];
    expect(one({ moves, done: 6 })).toMatchObject({ deliveredCommit: 3, removed: 0 });
    expect(one({ moves, done: 8 })).toMatchObject({ deliveredCommit: 0, removed: 3 });
  });

  it('added and taken out again is no creep, unless it was done', () => {
    const moves = [[2, true] as const, [7, false] as const];
    expect(one({ moves })).toMatchObject({ creep: 0, removed: 0, missedCreep: 0 });
    expect(one({ moves, done: 6 })).toMatchObject({ creep: 3, deliveredCreep: 3 });
  });

  it('done and opened again does not count, done once more it does', () => {
    const reopened = [[-10, 'TODO'] as const, [3, 'DONE'] as const, [5, 'IN_PROGRESS'] as const];
    expect(one({ statuses: reopened })).toMatchObject({ delivered: 0, missedCommit: 13 });
    expect(one({ statuses: [...reopened, [9, 'DONE']] })).toMatchObject({ delivered: 3 });
    expect(one({ statuses: [...reopened, [20, 'DONE']] })).toMatchObject({ delivered: 0 });
  });

  it('opened again after the sprint stays delivered', () => {
    const statuses = [[-10, 'TODO'] as const, [3, 'DONE'] as const, [20, 'TODO'] as const];
    expect(one({ statuses })).toMatchObject({ delivered: 3 });
  });

  it('done before the sprint and opened again within is work of the sprint', () => {
    const statuses = [[-10, 'DONE'] as const, [1, 'TODO'] as const, [3, 'DONE'] as const];
    expect(one({ statuses })).toMatchObject({ commit: 13, delivered: 3 });
  });

  it('that moves on among done statuses was done when it came to the first', () => {
    const statuses = [[-10, 'DONE'] as const, [3, 'DONE', 'Released'] as const];
    expect(one({ statuses })).toMatchObject(beside);
  });

  it('given up is missed', () => {
    expect(one({ done: 3, resolution: "won't do" })).toMatchObject({ missedCommit: 13 });
    const statuses = [[-10, 'TODO'] as const, [3, 'DONE', 'Cancelled'] as const];
    expect(one({ statuses })).toMatchObject({ missedCommit: 13, delivered: 0 });
  });

  it('given up long after the sprint was delivered in it', () => {
    const statuses = [
      [-10, 'TODO'],
      [3, 'DONE'],
      [20, 'TODO'],
      [30, 'DONE'],
    ] as const;
    expect(one({ statuses, resolution: 'Duplicate' })).toMatchObject({ delivered: 3 });
  });

  it('without points weighs nothing, and one when items are counted', () => {
    expect(one({ points: null, done: 3 })).toMatchObject({ commit: 10, delivered: 0 });
    const counted = { computationMode: 'WORK_ITEM_COUNT' } as const;
    expect(one({ points: null, done: 3 }, counted)).toMatchObject({ commit: 2, delivered: 1 });
  });

  it('of creep weighs what it was estimated at in the end: 2 later 5 adds 5', () => {
    const points = [[2, 2] as const, [5, 5] as const, [15, 8] as const];
    expect(one({ points, moves: [[2, true]] })).toMatchObject({ creep: 5, missedCreep: 5 });
  });

  it('delivered weighs what it was estimated at when it was done', () => {
    const points = [[-10, 2] as const, [5, 3] as const, [9, 8] as const];
    expect(one({ points, done: 7 })).toMatchObject({ commit: 12, deliveredCommit: 3 });
  });
});

it('of a sprint in which nothing counts are unknown', () => {
  expect(amounts([])).toBeNull();
  expect(amounts([item(1, { isSubtask: true }), item(2, { done: -3 })])).toBeNull();
  expect(day(0)).toBe(Date.parse('2024-06-03T00:00:00Z'));
});

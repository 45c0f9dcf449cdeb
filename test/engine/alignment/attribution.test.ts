import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesOf } from '../../../src/engine/alignment/attribution.js';
import { effortOf } from '../../../src/engine/alignment/effort.js';
import type { StatusCategory } from '../../../src/model/facts/work.js';
import type { WorkItemInput } from '../../../src/model/inputs/work-input.js';
import { hour, item } from './item-story.js';

const HOUR = 3_600_000;
const statuses = (...entries: (readonly [number, StatusCategory])[]) =>
  entries.map(([at, category]) => ({ at: hour(at), status: category, category }));
const assignees = (...entries: (readonly [number, number | null])[]) =>
  entries.map(([at, developer]) => ({ at: hour(at), developer }));
const time = (rest: Partial<WorkItemInput>) =>
  effortOf(item(1, rest), hour(10), 'TICKET_TIME_SPENT');
const shares = (rest: Partial<WorkItemInput>) =>
  sharesOf(item(1, rest), hour(10), 'CURRENT_AND_PREVIOUS_ASSIGNEES').map((each) => [
    each.developer,
    each.share,
  ]);

describe('effort', () => {
  it('is one a ticket, its points, or unknown without them', () => {
    expect(effortOf(item(1), hour(10), 'TICKET_COUNT')).toBe(1);
    expect(effortOf(item(1, { points: 5 }), hour(10), 'STORY_POINTS')).toBe(5);
    expect(effortOf(item(1), hour(10), 'STORY_POINTS')).toBeNull();
  });

  it('is time in progress over all visits: 2 hours and 3', () => {
    const statusHistory = statuses(
      [0, 'TODO'],
      [1, 'IN_PROGRESS'],
      [3, 'TODO'],
      [5, 'IN_PROGRESS'],
      [8, 'DONE'],
    );
    expect(time({ statusHistory })).toBe((2 + 3) * HOUR);
  });

  it('lies within the life of the item', () => {
    expect(time({ statusHistory: statuses([-5, 'IN_PROGRESS'], [4, 'DONE']) })).toBe(4 * HOUR);
    expect(time({ statusHistory: statuses([2, 'IN_PROGRESS'], [30, 'DONE']) })).toBe(8 * HOUR);
  });

  it('is unknown of what never was in progress', () => {
    expect(time({ statusHistory: statuses([0, 'TODO'], [8, 'DONE']) })).toBeNull();
  });
});

describe('shares', () => {
  const statusHistory = statuses([0, 'TODO'], [2, 'IN_PROGRESS'], [10, 'DONE']);

  it('are by the time that each held the item in progress: 2 of 8 hours and 6 of 8', () => {
    const two = assignees([0, 4], [4, 3]);
    expect(shares({ statusHistory, assignees: two })).toEqual([
      [3, 6 / 8],
      [4, 2 / 8],
    ]);
  });

  it('add up several stints of one, and exclude time of nobody', () => {
    const back = assignees([0, 3], [3, 4], [5, null], [7, 3]);
    expect(shares({ statusHistory, assignees: back })).toEqual([
      [3, (1 + 3) / 6],
      [4, 2 / 6],
    ]);
  });

  it('exclude who gave it away before it was begun', () => {
    expect(shares({ statusHistory, assignees: assignees([0, 3], [1, 4]) })).toEqual([[4, 1]]);
  });

  it('are equal where nobody held it in progress', () => {
    expect(shares({ assignees: assignees([0, 3], [1, 4]) })).toEqual([
      [3, 0.5],
      [4, 0.5],
    ]);
  });

  it('are of who is credited where no assignee is known', () => {
    expect(shares({ statusHistory })).toEqual([[1, 1]]);
    expect(shares({ statusHistory, developer: null })).toEqual([[null, 1]]);
  });

  it('are all of the last assignee where the profile says so', () => {
    const passed = item(1, { statusHistory, assignees: assignees([0, 4], [9, 3], [12, 5]) });
    expect(sharesOf(passed, hour(10), 'CURRENT_ASSIGNEE')).toEqual([{ developer: 3, share: 1 }]);
  });

  it('add up to one, for any assignees at any time', () => {
    const anyEntries = fc.array(fc.tuple(fc.integer({ min: -2, max: 12 }), fc.option(fc.nat(3))));
    const anyStatuses = fc.array(
      fc.tuple(
        fc.integer({ min: -2, max: 12 }),
        fc.constantFrom<StatusCategory>('TODO', 'IN_PROGRESS', 'DONE'),
      ),
    );
    fc.assert(
      fc.property(anyEntries, anyStatuses, (had, was) => {
        const byTime = (left: readonly [number, unknown], right: readonly [number, unknown]) =>
          left[0] - right[0];
        const split = shares({
          assignees: assignees(...had.toSorted(byTime)),
          statusHistory: statuses(...was.toSorted(byTime)),
        });
        expect(new Set(split.map(([developer]) => developer)).size).toBe(split.length);
        expect(split.reduce((sum, [, share]) => sum + share!, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});

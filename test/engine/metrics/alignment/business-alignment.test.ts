import { describe, expect, it } from 'vitest';
import { breakdownByDeveloper } from '../../../../src/engine/breakdown.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { WorkItemInput } from '../../../../src/model/inputs/work-input.js';
import type { BusinessAlignmentConfig } from '../../../../src/model/profile/alignment-profile.js';
import { category, has, hour, item, itemsOf, member, rulesOf } from '../../alignment/item-story.js';
import { ask } from '../story.js';

const categories = [category(1, [has('label', 'a')]), category(2, [has('label', 'b')])];
const about = (
  workItems: readonly WorkItemInput[],
  alignment: Partial<BusinessAlignmentConfig> = {},
) =>
  ask('BUSINESS_ALIGNMENT', '2024-06-03', '2024-06-09', {
    workItems,
    rules: rulesOf({ categories, ...alignment }),
  });
const sharesOf = (question: ReturnType<typeof about>) =>
  Object.fromEntries(
    measure(question).series[0]!.segments.map(({ key, value }) => [key, value.value]),
  );
/** So many items of each label, done by a developer. */
function done(developer: number, counts: Readonly<Record<string, number>>): WorkItemInput[] {
  const labels = Object.entries(counts).flatMap(([label, count]) => Array(count).fill(label));
  return labels.map((label, index) =>
    item(100 * developer + index, { developer, traits: { label: [label] } }),
  );
}

describe('developers who do 3 and 2, 2 and 2, 1 and 1 items in A and B', () => {
  const workItems = [
    ...done(1, { a: 3, b: 2 }),
    ...done(2, { a: 2, b: 2 }),
    ...done(3, { a: 1, b: 1 }),
  ];

  it('are each one full-time equivalent alone', () => {
    const rows = breakdownByDeveloper(about(workItems, { effortCalculation: 'FTE' }));
    expect(rows.map(({ measured }) => measured.headline.denominator)).toEqual([1, 1, 1]);
  });

  it('may also do what no category claims: 11 / 15 is categorised', () => {
    const question = about([...workItems, ...done(4, { c: 4 })]);
    expect(measure(question).headline).toMatchObject({ value: 11 / 15 });
    expect(sharesOf(question)).toEqual({ 0: 4 / 15, 1: 6 / 15, 2: 5 / 15 });
  });
});

it('adds full-time equivalents up alike whatever numbers developers have: 0.1 + 0.2 + 0.3', () => {
  // From the other end the sum would be 0.6, a last digit less.
  const sumOf = (...tenths: readonly number[]) =>
    measure(
      about(
        tenths.flatMap((a, index) => done(index + 1, { a, c: 10 - a })),
        { effortCalculation: 'FTE' },
      ),
    ).headline;
  expect(sumOf(1, 2, 3)).toMatchObject({ numerator: 0.1 + 0.2 + 0.3, denominator: 3 });
  expect(sumOf(3, 2, 1)).toEqual(sumOf(1, 2, 3));
});

describe('effort', () => {
  const a = { label: ['a'] };
  const b = { label: ['b'] };

  it('in story points counts what has none as nothing, and says so', () => {
    const question = about(
      [
        item(1, { points: 8, traits: a }),
        item(2, { points: 2, traits: b }),
        item(3, { traits: b }),
        item(4, { points: 6 }),
      ],
      { effortUnit: 'STORY_POINTS' },
    );
    expect(sharesOf(question)).toEqual({ 0: 6 / 16, 1: 8 / 16, 2: 2 / 16 });
    expect(measure(question).headline).toMatchObject({ numerator: 10, denominator: 16 });
    expect(explain(question).notes).toEqual([expect.stringMatching(/^1 of the items/)]);
  });

  it('of nothing is unknown, of nothing estimated too', () => {
    expect(measure(about([])).headline).toMatchObject({ value: null, sampleSize: 0 });
    const unestimated = about([item(1)], { effortUnit: 'STORY_POINTS' });
    expect(measure(unestimated).headline).toMatchObject({ value: null, sampleSize: 1 });
  });

  it('in time is shared by those who held the item, each with a row of their own', () => {
    const passed = item(1, {
      traits: a,
      statusHistory: [{ at: hour(2), status: 'Doing', category: 'IN_PROGRESS' }],
      assignees: [
        { at: hour(0), developer: 2 },
        { at: hour(4), developer: 3 },
      ],
    });
    const question = about([passed], {
      effortUnit: 'TICKET_TIME_SPENT',
      effortAttribution: 'CURRENT_AND_PREVIOUS_ASSIGNEES',
    });
    const rows = rowsOf(question);
    expect(
      [0, 1].map((index) => rows.row(index)).map(({ developer, value }) => [developer, value]),
    ).toEqual([
      [2, 2 * 3_600_000],
      [3, 6 * 3_600_000],
    ]);
    expect(measure(question).headline).toMatchObject({ value: 1, denominator: 8 * 3_600_000 });
  });

  it('that is not estimated is one item however many had it', () => {
    const passed = item(1, {
      assignees: [
        { at: hour(0), developer: 2 },
        { at: hour(4), developer: 3 },
      ],
    });
    const question = about([passed], {
      effortUnit: 'STORY_POINTS',
      effortAttribution: 'CURRENT_AND_PREVIOUS_ASSIGNEES',
    });
    expect(explain(question).notes).toEqual([expect.stringMatching(/^1 of the items/)]);
  });
});

it("excludes what is not done, was given up, is nobody's in full-time equivalents", () => {
  const question = about(
    [
      item(1),
      item(2, { statusCategory: 'TODO', status: 'To do', resolvedAt: null }),
      item(3, { resolution: "Won't Do" }),
      item(4, { developer: null }),
    ],
    { effortCalculation: 'FTE' },
  );
  expect(explain(question)).toMatchObject({
    counted: 1,
    excluded: [
      { reason: 'NOT_COMPLETED', count: 1 },
      { reason: 'TERMINATED', count: 1 },
      { reason: 'NOBODY_ASSIGNED', count: 1 },
    ],
  });
});

it('excludes what has children where leaves alone count', () => {
  const family = [member(1, null), member(2, 1), member(3, 1)];
  expect(measure(about(itemsOf(family))).headline.sampleSize).toBe(3);
  expect(explain(about(itemsOf(family), { leafOnly: true }))).toMatchObject({
    counted: 2,
    excluded: [{ reason: 'HAS_CHILDREN', count: 1 }],
  });
});

describe('categories of the profile', () => {
  const listed = { categories: [2, 3, 1, 0] };
  const shares = (question: ReturnType<typeof about>) => {
    const { segments, series } = measure({ ...question, ...listed });
    return [segments, ...series.map((bucket) => bucket.segments)].map((all) =>
      all.map(({ key, value }) => [key, value.value, value.sampleSize]),
    );
  };

  it('are named by rank, 0 where none of the effort is theirs', () => {
    const expected = [
      ['2', 1 / 3, 1],
      ['3', 0, 0],
      ['1', 2 / 3, 2],
      ['0', 0, 0],
    ];
    expect(shares(about(done(1, { a: 2, b: 1 })))).toEqual([expected, expected]);
  });

  it('are unknown where nothing was observed', () => {
    const unknown = listed.categories.map((id) => [String(id), null, 0]);
    expect(shares(about([]))).toEqual([unknown, unknown]);
  });

  it('come before those that are no more but still have rows', () => {
    const question = { ...about(done(1, { a: 1, b: 1 })), categories: [2] };
    expect(measure(question).segments.map(({ key }) => key)).toEqual(['2', '1']);
  });
});

it('refuses no team that says nothing of a category: it has no effort there', () => {
  const question = about(done(1, { a: 1 }), { categories: [category(1, [])] });
  expect(sharesOf(question)).toEqual({ 0: 1 });
});

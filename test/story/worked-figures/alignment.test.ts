import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/engine/measure.js';
import { rowsOf } from '../../../src/engine/rows.js';
import type { WorkItemInput } from '../../../src/model/inputs/work-input.js';
import type { BusinessAlignmentConfig } from '../../../src/model/profile/alignment-profile.js';
import { category, has, item, rulesOf } from '../../engine/alignment/item-story.js';
import { ask } from '../../engine/metrics/story.js';

const about = (workItems: readonly WorkItemInput[], alignment: Partial<BusinessAlignmentConfig>) =>
  ask('BUSINESS_ALIGNMENT', '2024-06-03', '2024-06-09', { workItems, rules: rulesOf(alignment) });
/** The effort and the share of each category. */
const byCategory = (question: ReturnType<typeof about>) =>
  Object.fromEntries(
    measure(question).series[0]!.segments.map(({ key, value }) => [
      key,
      [value.numerator, value.value],
    ]),
  );

describe('business alignment of X who does 3 items in A and 2 in B, Y who does 2 and 2, Z who does 1 and 1', () => {
  const done = (developer: number, ...labels: readonly string[]) =>
    labels.map((label, index) =>
      item(100 * developer + index, { developer, traits: { label: [label] } }),
    );
  const workItems = [
    ...done(1, 'a', 'a', 'a', 'b', 'b'),
    ...done(2, 'a', 'a', 'b', 'b'),
    ...done(3, 'a', 'b'),
  ];
  const categories = [category(1, [has('label', 'a')]), category(2, [has('label', 'b')])];

  it('is absolute 3 + 2 + 1 = 6 in A and 2 + 2 + 1 = 5 in B: 6 / 11 = 54.55% and 5 / 11 = 45.45%', () => {
    const question = about(workItems, { categories, effortCalculation: 'ABSOLUTE' });
    expect(byCategory(question)).toEqual({ 1: [3 + 2 + 1, 6 / 11], 2: [2 + 2 + 1, 5 / 11] });
    expect([(100 * 6) / 11, (100 * 5) / 11].map((share) => share.toFixed(2))).toEqual([
      '54.55',
      '45.45',
    ]);
    // Every item has a category.
    expect(measure(question).headline).toMatchObject({
      value: 1,
      numerator: 11,
      denominator: 11,
      sampleSize: 11,
    });
  });

  it('is 3/5 + 2/4 + 1/2 = 1.6 and 2/5 + 2/4 + 1/2 = 1.4 of 3 full-time equivalents: 53.33% and 46.67%', () => {
    const question = about(workItems, { categories, effortCalculation: 'FTE' });
    expect(byCategory(question)).toEqual({ 1: [1.6, 1.6 / 3], 2: [1.4, 1.4 / 3] });
    expect([(100 * 1.6) / 3, (100 * 1.4) / 3].map((share) => share.toFixed(2))).toEqual([
      '53.33',
      '46.67',
    ]);
    expect(measure(question).headline).toMatchObject({ value: 1, numerator: 3, denominator: 3 });
  });
});

describe('of one item with labels abc and def, and one with abc, def and ghi and components text and value,', () => {
  const workItems = [
    item(1, { traits: { label: ['abc', 'def'] } }),
    item(2, { traits: { label: ['abc', 'def', 'ghi'], component: ['text', 'value'] } }),
  ];
  /** The category of each item, where one asks for the label abc and two for the component text. */
  const categoriesBy = (rankOfOne: number, rankOfTwo: number) => {
    const question = about(workItems, {
      categories: [
        category(1, [has('label', 'abc')], { rank: rankOfOne }),
        category(2, [has('component', 'text')], { rank: rankOfTwo }),
      ],
    });
    const rows = rowsOf(question);
    const tag = question.metric.tags.indexOf('category');
    const found = [0, 1].map((index) => rows.row(index));
    return {
      categories: Object.fromEntries(found.map(({ subject, tags }) => [subject, tags[tag]])),
      shares: byCategory(question),
    };
  };

  it('the label, where it ranks before the component, has both: 2 / 2', () => {
    expect(categoriesBy(1, 2)).toEqual({ categories: { 1: 1, 2: 1 }, shares: { 1: [2, 2 / 2] } });
  });

  it('the component, where it ranks before the label, has the second item alone: 1 / 2 and 1 / 2', () => {
    expect(categoriesBy(2, 1)).toEqual({
      categories: { 1: 1, 2: 2 },
      shares: { 1: [1, 1 / 2], 2: [1, 1 / 2] },
    });
  });
});

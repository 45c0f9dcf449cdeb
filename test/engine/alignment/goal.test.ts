import { describe, expect, it } from 'vitest';
import { alignmentOf, goalStatus } from '../../../src/engine/alignment/goal.js';
import { category } from './item-story.js';

const goal = { idealMin: 0.3, idealMax: 0.5, acceptableMin: 0.2, acceptableMax: 0.6 };

describe('a goal', () => {
  it('is ideal or acceptable up to both ends of its ranges, else poor', () => {
    const statuses = [0.19, 0.2, 0.29, 0.3, 0.5, 0.51, 0.6, 0.61].map((share) =>
      goalStatus(share, goal),
    );
    expect(statuses).toEqual([
      'POOR',
      'ACCEPTABLE',
      'ACCEPTABLE',
      'IDEAL',
      'IDEAL',
      'ACCEPTABLE',
      'ACCEPTABLE',
      'POOR',
    ]);
  });
});

describe('alignment', () => {
  const categories = [1, 2, 3].map((id) => category(id, [], { goal }));

  it('is the mean of ideal 1, acceptable 0.5 and poor 0: (1 + 0.5 + 0) / 3', () => {
    const shares = new Map([
      [1, 0.4],
      [2, 0.25],
    ]);
    expect(alignmentOf(categories.toReversed(), shares)).toEqual({
      goals: [
        { category: 1, share: 0.4, status: 'IDEAL' },
        { category: 2, share: 0.25, status: 'ACCEPTABLE' },
        { category: 3, share: 0, status: 'POOR' },
      ],
      score: (1 + 0.5 + 0) / 3,
    });
  });

  it('has no score without goals, and is unknown without effort', () => {
    expect(alignmentOf([category(1, [])], new Map([[1, 1]]))).toEqual({ goals: [], score: null });
    expect(alignmentOf(categories, null)).toBeNull();
  });
});

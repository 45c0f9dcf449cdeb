import { describe, expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { ReviewAct } from '../../../../src/model/inputs/code-input.js';
import { ask, instant, pullRequest } from '../story.js';

const HOUR = 3_600_000;
const week = ['2024-06-03', '2024-06-09'] as const;
const said = (at: string, rest: Partial<ReviewAct> = {}): ReviewAct => ({
  at: instant(`2024-06-03T${at}Z`),
  byAuthor: false,
  byBot: false,
  state: 'COMMENTED',
  hasText: true,
  ...rest,
});
type Rest = NonNullable<Parameters<typeof pullRequest>[3]>;
const merged = (number: number, rest: Rest) =>
  pullRequest(number, '2024-06-03T09:00Z', '2024-06-03T17:00Z', rest);

describe('time to first comment', () => {
  const about = (...given: Rest[]) =>
    ask('TIME_TO_FIRST_COMMENT', ...week, {
      pullRequests: given.map((rest, index) => merged(index + 1, rest)),
    });
  const hours = (rest: Rest) => measure(about(rest)).headline.value! / HOUR;

  it('runs from the opening to the first comment or review, with or without a text', () => {
    expect(hours({ comments: [said('12:00'), said('11:00')] })).toBe(2);
    expect(hours({ comments: [said('12:00')], reviews: [said('10:00', { hasText: false })] })).toBe(
      1,
    );
  });

  it('runs from when it was first ready; what was said of the draft is no answer', () => {
    const readyAt = instant('2024-06-03T10:30Z');
    expect(hours({ readyAt, comments: [said('10:00'), said('11:00')] })).toBe(0.5);
  });

  it('is not ended by the author or by a bot', () => {
    const others = [said('10:00', { byAuthor: true }), said('10:30', { byBot: true })];
    expect(hours({ comments: [...others, said('12:00')] })).toBe(3);
  });

  it('excludes who has no comment: (1 + 3) / 2 = 2 hours of 3 pull requests', () => {
    const question = about({ comments: [said('10:00')] }, { comments: [said('12:00')] }, {});
    expect(measure(question).headline).toMatchObject({ value: 2 * HOUR, sampleSize: 2 });
    expect(explain(question).excluded).toEqual([{ reason: 'NO_COMMENT', count: 1 }]);
  });

  it('counts an answer after the merge, and says so', () => {
    const question = about({ comments: [said('18:00')] });
    expect(measure(question).headline.value).toBe(9 * HOUR);
    expect(explain(question).notes).toEqual([
      '1 of 1 pull requests were answered only after their merge.',
    ]);
  });
});

describe('comments per pull request', () => {
  const about = (given: Rest[], rest = {}) =>
    ask(
      'COMMENTS_PER_PR',
      ...week,
      { pullRequests: given.map((each, index) => merged(index + 1, each)) },
      rest,
    );
  const two = { comments: [said('10:00'), said('11:00', { byAuthor: true })] };
  const reviewed = {
    comments: [said('10:00', { byBot: true })],
    reviews: [said('11:00'), said('12:00', { hasText: false })],
  };

  it('are those of people, the author among them, and reviews with a text: (2 + 1 + 0) / 3 = 1', () => {
    expect(measure(about([two, reviewed, {}])).headline).toMatchObject({
      numerator: 3,
      denominator: 3,
      value: 1,
      sampleSize: 3,
    });
  });

  it('take a percentile where one is asked for, and show how they lie', () => {
    const many = (count: number) => ({ comments: Array(count).fill(said('10:00')) });
    const question = about([1, 2, 3, 4].map(many), { aggregation: 'P90' });
    const { headline, distribution } = measure(question);
    expect(headline.value).toBeCloseTo(3.7, 12);
    expect(headline.numerator).toBeNull();
    expect(distribution).toMatchObject({ mean: 2.5, median: 2.5, min: 1, max: 4, sampleSize: 4 });
    expect(distribution!.p95).toBeCloseTo(3.85, 12);
  });

  it('are unknown where nothing was merged', () => {
    expect(measure(about([])).headline).toMatchObject({ value: null, sampleSize: 0 });
  });
});

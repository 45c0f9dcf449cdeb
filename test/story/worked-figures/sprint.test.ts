import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/engine/measure.js';
import { rowsOf } from '../../../src/engine/rows.js';
import { rules } from '../../arbitrary/questions.js';
import { ask } from '../../engine/metrics/story.js';
import { sevenItems, sprint } from '../../engine/sprint/sprint-story.js';

/**
 * The sprint of two weeks: LO-1 of 2 points, done; LO-2 grown from 1 to 2, done; LO-3 of 5 added, done; LO-4 of 5, not done; LO-5 of 1
 * added, not done; LO-6 of 1, done half a day after the end; LO-7 of 1, taken out.
 */
const about = (id: string, endGraceDays: number) =>
  ask(id, '2024-06-01', '2024-06-30', {
    sprints: [sprint(1, sevenItems)],
    rules: {
      ...rules,
      efficiency: {
        ...rules.efficiency,
        sprints: { ...rules.efficiency.sprints, endGraceDays },
      },
    },
  });
const headline = (id: string, endGraceDays: number) => measure(about(id, endGraceDays)).headline;
/** Returns the amounts in the record of the sprint. */
function amounts(endGraceDays: number) {
  const question = about('SPRINT_VELOCITY', endGraceDays);
  const { parts } = rowsOf(question).row(0);
  return Object.fromEntries(question.metric.parts.map((name, index) => [name, parts[index]!]));
}

describe('the sprint of LO-1 to LO-7, where what is done half a day late counts,', () => {
  it('commits 2 + 1 + 5 + 1 + 1 = 10 points and takes on 5 + 1 = 6: its size is 16', () => {
    expect(amounts(1)).toMatchObject({
      commit: 2 + 1 + 5 + 1 + 1,
      creep: 5 + 1,
      size: 10 + 6,
    });
  });

  it('delivers 2 + 2 + 1 = 5 of the commit and 5 of the creep, 10 in all, which is its velocity', () => {
    expect(amounts(1)).toMatchObject({
      deliveredCommit: 2 + 2 + 1,
      deliveredCreep: 5,
      delivered: 5 + 5,
    });
    expect(headline('SPRINT_VELOCITY', 1)).toMatchObject({
      value: 10,
      numerator: 10,
      denominator: 1,
      sampleSize: 1,
    });
  });

  it('misses LO-4 = 5 of the commit, LO-7 being removed and not missed, and LO-5 = 1 of the creep', () => {
    expect(amounts(1)).toMatchObject({ missedCommit: 5, missedCreep: 1 });
  });

  it('delivers 5 / 10 = 50% of its commit, 5 / 6 = 83.33% of its creep, 10 / 16 = 62.5% of its size', () => {
    const { deliveredCommit, commit, deliveredCreep, creep, delivered, size } = amounts(1);
    expect(deliveredCommit! / commit!).toBe(0.5);
    expect(((100 * deliveredCreep!) / creep!).toFixed(2)).toBe('83.33');
    expect(delivered! / size!).toBe(0.625);
  });

  it('has delivered to committed 10 / 10 = 1.0', () => {
    expect(headline('SPRINT_DELIVERED_TO_COMMITTED', 1)).toMatchObject({
      value: 1,
      numerator: 10,
      denominator: 10,
    });
  });

  it('has scope creep 6 / 10 = 60%', () => {
    expect(headline('SPRINT_SCOPE_CREEP', 1)).toMatchObject({
      value: 0.6,
      numerator: 6,
      denominator: 10,
    });
  });

  it('removes 1 / 10 = 10%, and has churn (6 + 1) / 10 = 70%', () => {
    const { removed, removedItems, commit } = amounts(1);
    expect([removed, removedItems, removed! / commit!]).toEqual([1, 1, 0.1]);
    expect(headline('SPRINT_CHURN', 1)).toMatchObject({
      value: 0.7,
      numerator: 6 + 1,
      denominator: 10,
    });
    const { series } = measure({ ...about('SPRINT_CHURN', 1), granularity: 'SPRINT' });
    expect(series[0]!.segments.map(({ key, value }) => [key, value.numerator])).toEqual([
      ['CREEP', 6],
      ['REMOVED', 1],
      ['INCREASES', 0],
    ]);
  });

  it('has no predictability alone', () => {
    expect(headline('SPRINT_PREDICTABILITY', 1)).toMatchObject({ value: null, sampleSize: 1 });
  });
});

describe('the sprint of LO-1 to LO-7, where what is done after the end does not count,', () => {
  it('delivers 2 + 2 = 4 of its commit and 4 + 5 = 9 in all: LO-6 is missed beside LO-4', () => {
    expect(amounts(0)).toMatchObject({
      commit: 10,
      creep: 6,
      deliveredCommit: 2 + 2,
      deliveredCreep: 5,
      delivered: 4 + 5,
      missedCommit: 5 + 1,
    });
    expect(headline('SPRINT_VELOCITY', 0)).toMatchObject({ value: 9 });
    expect(headline('SPRINT_DELIVERED_TO_COMMITTED', 0)).toMatchObject({ value: 9 / 10 });
  });

  it('has the same creep and churn', () => {
    expect(headline('SPRINT_SCOPE_CREEP', 0).value).toBe(0.6);
    expect(headline('SPRINT_CHURN', 0).value).toBe(0.7);
  });
});

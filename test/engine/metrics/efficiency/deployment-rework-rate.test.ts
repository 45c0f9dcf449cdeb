import { expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { BlamedDeployment, RunInput } from '../../../../src/model/inputs/delivery-input.js';
import { blame, rulesWith, run } from '../delivery-story.js';
import { ask, instant } from '../story.js';

const inApril = (runs: readonly RunInput[]) =>
  ask('DEPLOYMENT_REWORK_RATE', '2024-04-01', '2024-04-28', { runs, rules: rulesWith({}) });

it('of 5 successful deployments, one that repairs and one marked so, is 2 / 5', () => {
  const runs = [
    run(1, '2024-04-01T10:00Z', { repairs: true }),
    run(2, '2024-04-01T11:00Z', { mark: 'REPAIR' }),
    run(3, '2024-04-01T12:00Z'),
    run(4, '2024-04-01T13:00Z'),
    run(5, '2024-04-01T14:00Z'),
    run(6, '2024-04-01T15:00Z', { repairs: true, status: 'FAILURE' }),
  ];
  const question = inApril(runs);
  expect(measure(question).headline).toMatchObject({
    value: 2 / 5,
    numerator: 2,
    denominator: 5,
  });
  expect(explain(question).excluded).toEqual([{ reason: 'NOT_SUCCESSFUL', count: 1 }]);
});

it('of no deployment is unknown', () => {
  expect(measure(inApril([])).headline).toMatchObject({ value: null, sampleSize: 0 });
});

it('has a revert repair where what it reverts is marked as failed, or blamed by an incident of the team in time', () => {
  const broken = (rest: Partial<BlamedDeployment>): BlamedDeployment => ({
    ...{ run: 90, endedAt: instant('2024-04-01T10:00Z'), mark: null, blamedBy: [], ...rest },
  });
  const repairs = (...reverts: BlamedDeployment[]) =>
    measure(inApril([run(1, '2024-04-09T10:00Z', { reverts })])).headline.numerator;
  const late = '2024-04-08T10:00:00.001Z';
  expect(repairs()).toBe(0);
  expect(repairs(broken({}))).toBe(0);
  expect(repairs(broken({ mark: 'FAILED' }))).toBe(1);
  expect(repairs(broken({ blamedBy: [blame(11, '2024-04-08T10:00Z', null)] }))).toBe(1);
  expect(repairs(broken({ blamedBy: [blame(11, late, null)] }))).toBe(0);
  expect(repairs(broken({ blamedBy: [blame(11, late, null, { rule: 'EXPLICIT' })] }))).toBe(1);
  const ofOthers = blame(11, '2024-04-02T10:00Z', null, { traits: { priority: ['none'] } });
  expect(repairs(broken({ blamedBy: [ofOthers] }), broken({ run: 91 }))).toBe(0);
});

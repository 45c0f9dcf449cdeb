import { expect, test } from 'vitest';
import { type Interest, relevantIn } from '../../../src/insights/watch/relevance.js';
import type { LogEntry } from '../../../src/model/change-log.js';

const interest: Interest = {
  metrics: ['PR_VELOCITY_PER_DEVELOPER', 'PR_CYCLE_TIME'],
  ofAll: false,
  activity: [],
  teams: new Set([1]),
  nodes: new Set(),
  developers: new Set(),
  months: [675, 677],
};
const entry = (metrics: readonly string[]): LogEntry => ({
  ...{ sequence: 7, occurredAt: 0, kind: 'CELLS' },
  what: { team: 1, month: 676, metrics },
});
const affectedBy = (change: Partial<Interest>, metrics: readonly string[]) => [
  ...relevantIn([entry(metrics)], { ...interest, ...change }).keys(),
];

test('a difference in what people did concerns whatever is divided by contributors, and nothing else', () => {
  const activity = ['CODING_DAYS_PER_DEVELOPER', 'PR_VELOCITY_PER_DEVELOPER'];
  expect(affectedBy({}, ['CODING_DAYS_PER_DEVELOPER'])).toEqual([]);
  expect(affectedBy({ activity }, ['CODING_DAYS_PER_DEVELOPER'])).toEqual([
    'PR_VELOCITY_PER_DEVELOPER',
  ]);
  expect(affectedBy({ activity }, ['PR_CYCLE_TIME'])).toEqual(['PR_CYCLE_TIME']);
});

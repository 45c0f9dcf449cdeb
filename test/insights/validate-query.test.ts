import { expect, it } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import type { InsightQuery } from '../../src/insights/answer/answer.js';
import { validateSprints } from '../../src/insights/validate-query.js';

const query: InsightQuery = {
  scope: { team: 1 },
  metrics: [],
  range: { preset: 'LAST_QUARTER' },
  granularity: 'SPRINT',
  aggregation: 'MEAN',
  timeZone: null,
  membership: 'CURRENT',
};
const node = { number: 1, tree: 1, parent: null, name: 'A', path: 'A', isTeam: true };
const team = { node, nodes: [node], teams: [1], developer: null, tag: null };
const ofSprints = metrics.filter(({ inputs }) => inputs.sprint !== undefined);
const attempt =
  (asked: typeof query, of: typeof metrics, scope: Parameters<typeof validateSprints>[2]) => () =>
    validateSprints(asked, of, scope);

it('by sprint takes the five metrics of sprints, at one team', () => {
  expect(ofSprints).toHaveLength(5);
  expect(attempt(query, ofSprints, team)).not.toThrow();
});

it('by sprint refuses metrics that have none, and names them', () => {
  expect(attempt(query, metrics, team)).toThrow(/ask for .*LEAD_TIME_FOR_CHANGES.* by day/);
});

it('by sprint refuses what is no team', () => {
  const parent = { ...node, isTeam: false };
  expect(attempt(query, ofSprints, { ...team, node: parent })).toThrow(/of one team/);
  expect(attempt(query, ofSprints, { ...team, node: null, developer: 4 })).toThrow(/of one team/);
});

it('by week takes anything', () => {
  const byWeek = { ...query, granularity: 'WEEK' } as const;
  expect(attempt(byWeek, metrics, { ...team, node: null })).not.toThrow();
});

import { defineMetric } from '../../define-metric.js';
import { amountNames } from '../../sprint/amounts.js';
import { describeSprints, observeSprints } from '../../sprint/observe-sprints.js';
import { share } from '../../summary/share.js';
import { pointsOrItems } from '../../unit.js';

/**
 * Divides work added after the start by committed work, summed over sprints.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: sprint metrics.
 */
export const sprintScopeCreep = defineMetric({
  id: 'SPRINT_SCOPE_CREEP',
  title: 'Sprint scope creep',
  description:
    'Work that came into sprints after they began, against the work they began with. Work taken out again undone is no creep. May exceed 1.',
  formula: 'sum of creep / sum of commit',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  inputs: { sprint: 'endedAt' },
  parts: amountNames,
  flags: ['removedItems'],
  amounts: () => pointsOrItems,
  summary: share('creep', 'commit'),
  options: describeSprints,
  observe: (inputs, rules) => observeSprints(inputs, rules, 'creep', 'ALL'),
});

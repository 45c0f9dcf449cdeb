import { defineMetric } from '../../define-metric.js';
import { observeSprints, ofSprints } from '../../sprint/observe-sprints.js';
import { share } from '../../summary/share.js';

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
  ...ofSprints,
  summary: share('creep', 'commit'),
  observe: (inputs, rules) => observeSprints(inputs, rules, 'creep', 'ALL'),
});

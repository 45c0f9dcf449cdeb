import { defineMetric } from '../../define-metric.js';
import { observeSprints, ofSprints } from '../../sprint/observe-sprints.js';
import { share } from '../../summary/share.js';

/**
 * Divides (creep + removed) by committed work, summed over sprints; in points or items, 0 and more.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: sprint metrics.
 */
export const sprintChurn = defineMetric({
  id: 'SPRINT_CHURN',
  title: 'Sprint churn',
  description:
    'Work that came into sprints after they began or was taken out of them undone, against the work they began with; also that by which estimates rose, where the profile says so. May exceed 1.',
  formula: 'sum of (creep + removed) / sum of commit',
  unit: 'RATIO',
  better: 'LOWER',
  ...ofSprints,
  summary: share('churn', 'commit', ['creep', 'removed', 'increases']),
  observe: (inputs, rules) => observeSprints(inputs, rules, 'churn', 'ALL'),
});

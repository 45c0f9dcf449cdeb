import { defineMetric } from '../../define-metric.js';
import { observeSprints, ofSprints } from '../../sprint/observe-sprints.js';
import { deviation } from '../../summary/deviation.js';

/**
 * Gives the sample standard deviation of delivered work over sprints, in points or items.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: sprint metrics.
 */
export const sprintPredictability = defineMetric({
  id: 'SPRINT_PREDICTABILITY',
  title: 'Sprint predictability',
  description:
    'How far the work delivered by completed sprints scatters, in story points or work items; reliability is how far the delivered share of what they began with does. Unknown below two sprints.',
  formula: 'sample standard deviation of (delivered commit + delivered creep)',
  unit: 'POINTS_OR_ITEMS',
  better: 'LOWER',
  ...ofSprints,
  summary: deviation('deliveredCommit', 'commit'),
  observe: (inputs, rules) => observeSprints(inputs, rules, 'delivered', 'COMPLETED'),
});

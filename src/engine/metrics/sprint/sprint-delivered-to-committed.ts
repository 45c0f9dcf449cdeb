import { defineMetric } from '../../define-metric.js';
import { observeSprints, ofSprints } from '../../sprint/observe-sprints.js';
import { share } from '../../summary/share.js';

/**
 * Divides delivered work, committed or crept in, by committed work, summed over sprints.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: sprint metrics.
 */
export const sprintDeliveredToCommitted = defineMetric({
  id: 'SPRINT_DELIVERED_TO_COMMITTED',
  title: 'Sprint work delivered to committed',
  description:
    'All work that sprints delivered, of what they began with and of what came later, against the work they began with. Exceeds 1 where a sprint did more than it set out to.',
  formula: 'sum of (delivered commit + delivered creep) / sum of commit',
  unit: 'RATIO',
  better: 'HIGHER',
  ...ofSprints,
  summary: share('delivered', 'commit'),
  observe: (inputs, rules) => observeSprints(inputs, rules, 'delivered', 'ALL'),
});

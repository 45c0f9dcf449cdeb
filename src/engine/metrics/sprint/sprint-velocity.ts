import { defineMetric } from '../../define-metric.js';
import { observeSprints, ofSprints } from '../../sprint/observe-sprints.js';
import { meanPerSprint } from '../../summary/mean-per-sprint.js';

/**
 * Divides delivered work, committed or crept in, by completed sprints; in points or items.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: sprint metrics.
 */
export const sprintVelocity = defineMetric({
  id: 'SPRINT_VELOCITY',
  title: 'Sprint velocity',
  description:
    'Work delivered per completed sprint, in story points or work items as the profile says: what was done of what the sprint began with and of what came later. Sub-tasks, and what was done before the sprint, do not count.',
  formula: 'sum of (delivered commit + delivered creep) / completed sprints',
  unit: 'POINTS_OR_ITEMS',
  better: 'HIGHER',
  ...ofSprints,
  summary: meanPerSprint([
    { key: 'DELIVERED_COMMIT', part: 'deliveredCommit' },
    { key: 'DELIVERED_CREEP', part: 'deliveredCreep' },
  ]),
  observe: (inputs, rules) => observeSprints(inputs, rules, 'delivered', 'COMPLETED'),
});

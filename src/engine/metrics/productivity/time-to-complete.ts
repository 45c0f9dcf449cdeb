import { anyOf } from '../../../model/filter-words.js';
import type { Rules } from '../../../model/team.js';
import { defineMetric, exclude } from '../../define-metric.js';
import { elapsed } from '../../elapsed.js';
import { duration } from '../../summary/duration.js';
import { type Completed, describeWorkItems, observeCompleted } from '../../work/population.js';
import { includesWord } from '../../work/vocabulary.js';

/**
 * Returns when the work began, by what the profile says; null if the item never became active
 * before it was completed.
 */
function beganAt({ item, resolvedAt }: Completed, { productivity, settings }: Rules) {
  if (productivity.timeToComplete.basis === 'CREATED') return item.createdAt;
  const { activeStatuses } = settings.issueManagement;
  const active = item.statusHistory.filter(
    ({ at, status }) => at <= resolvedAt && includesWord(activeStatuses, status),
  );
  return active.length === 0 ? null : Math.min(...active.map(({ at }) => at));
}

/**
 * Aggregates resolved at - created at (or first active at, as the profile says), in milliseconds, over completed work items.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: average time to complete.
 */
export const timeToComplete = defineMetric({
  id: 'TIME_TO_COMPLETE',
  title: 'Time to complete',
  description:
    'Time from the creation of a work item, or from when it first became active where the profile says so, to its last resolution. Only completed items count, as in work completed per developer.',
  formula: 'resolved at - created at (or first active at), aggregated over completed work items',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { workItem: 'resolvedAt' },
  tags: ['project'],
  summary: duration,
  options: (rules) => {
    const { activeStatuses } = rules.settings.issueManagement;
    const isActive = rules.productivity.timeToComplete.basis === 'FIRST_ACTIVE';
    return [
      isActive ? `begins when first ${anyOf(activeStatuses)}` : 'begins with the creation',
      ...describeWorkItems(rules),
    ];
  },
  observe: ({ workItems }, rules) =>
    observeCompleted(workItems, rules, (completed) => {
      const { item, developer, resolvedAt: at } = completed;
      const from = beganAt(completed, rules);
      if (from === null) return exclude(item, 'NO_EVENTS', at);
      if (from > at) return exclude(item, 'BAD_TIMESTAMPS', at);
      const { number: subject, project } = item;
      const value = elapsed(rules.productivity.calendar, from, at);
      return { subject, developer, at, value, tags: { project } };
    }),
});

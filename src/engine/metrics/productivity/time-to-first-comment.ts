import { defineMetric, exclude } from '../../define-metric.js';
import { elapsed } from '../../elapsed.js';
import type { Totals } from '../../metric.js';
import { firstAnswerAt, reviewableAt } from '../../review/answer.js';
import { describePullRequests, observeMerged } from '../../review/population.js';
import { duration } from '../../summary/duration.js';

const parts = ['afterMerge'] as const;

function notes({ counted, parts: sums }: Totals<(typeof parts)[number]>): string[] {
  const late = `${sums.afterMerge} of ${counted} pull requests were answered only after their merge.`;
  return sums.afterMerge > 0 ? [late] : [];
}

/**
 * Aggregates first answered at - first ready for review at, in milliseconds, over answered pull requests.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: time to first comment.
 */
export const timeToFirstComment = defineMetric({
  id: 'TIME_TO_FIRST_COMMENT',
  title: 'Time to first comment',
  description:
    'Time that a merged pull request waited for the first comment or review of somebody else, since it was first ready for review. Pull requests without one are excluded; what bots say and what was said of a draft is no answer.',
  formula: 'first answered at - first ready for review at, aggregated over answered pull requests',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { pullRequest: 'mergedAt' },
  parts,
  flags: parts,
  tags: ['repository'],
  summary: duration,
  notes,
  options: describePullRequests,
  observe: ({ pullRequests }, rules) =>
    observeMerged(pullRequests, rules, (merged) => {
      const { number: subject, developer, mergedAt: at, repository } = merged;
      const answeredAt = firstAnswerAt(merged);
      if (answeredAt === null) return exclude(merged, 'NO_COMMENT', at);
      const value = elapsed(rules.productivity.calendar, reviewableAt(merged), answeredAt);
      const afterMerge = Number(answeredAt > at);
      return { subject, developer, at, value, parts: { afterMerge }, tags: { repository } };
    }),
});

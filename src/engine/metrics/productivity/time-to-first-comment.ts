import { defineMetric, exclude } from '../../define-metric.js';
import { elapsed } from '../../elapsed.js';
import type { Totals } from '../../metric.js';
import { firstAnswerAt, reviewableAt } from '../../review/answer.js';
import { describePullRequests, mergedByPeople } from '../../review/population.js';
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
  *observe({ pullRequests }, rules) {
    for (const pullRequest of pullRequests) {
      const found = mergedByPeople(pullRequest, rules);
      const answeredAt = firstAnswerAt(pullRequest);
      if ('excluded' in found) yield found;
      else if (answeredAt === null) yield exclude(pullRequest, 'NO_COMMENT', found.merged.mergedAt);
      else {
        const { number: subject, developer, mergedAt: at, repository } = found.merged;
        const { calendar } = rules.productivity;
        const value = elapsed(calendar, reviewableAt(pullRequest), answeredAt);
        const afterMerge = Number(answeredAt > at);
        yield { subject, developer, at, value, parts: { afterMerge }, tags: { repository } };
      }
    }
  },
});

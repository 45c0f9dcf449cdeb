import { defineMetric, exclude } from '../../define-metric.js';
import type { Totals } from '../../metric.js';
import { cycleOf } from '../../review/cycle.js';
import { describePullRequests, observeMerged } from '../../review/population.js';
import { stackedDuration } from '../../summary/stacked-duration.js';

const parts = ['creation', 'firstComment', 'approval', 'merge', 'firstCommitUnknown'] as const;

function notes({ counted, parts: sums }: Totals<(typeof parts)[number]>): string[] {
  const unknown = `${sums.firstCommitUnknown} of ${counted} pull requests have no known commit: their time begins at their opening.`;
  return sums.firstCommitUnknown > 0 ? [unknown] : [];
}

/**
 * Aggregates merged at - first commit at (or opened at, as the profile says), in milliseconds, over merged pull requests.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: pull request cycle time.
 */
export const pullRequestCycleTime = defineMetric({
  id: 'PR_CYCLE_TIME',
  title: 'Pull request cycle time',
  description:
    'Time from the first commit of a pull request, or its opening where that is earlier, to its merge. It is made of the time to the opening, to the first answer by somebody else, to the approval and to the merge; what a pull request has not takes no time. Pull requests of bots do not count.',
  formula: 'merged at - first commit at, aggregated over merged pull requests',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { pullRequest: 'mergedAt' },
  parts,
  flags: ['firstCommitUnknown'],
  tags: ['repository'],
  summary: stackedDuration([
    { key: 'PR_CREATION', part: 'creation' },
    { key: 'FIRST_COMMENT', part: 'firstComment' },
    { key: 'APPROVAL', part: 'approval' },
    { key: 'MERGE', part: 'merge' },
  ]),
  notes,
  options: (rules) => [
    ...describePullRequests(rules),
    rules.productivity.prCycleTime.startEvent === 'FIRST_COMMIT'
      ? 'begins with the first commit'
      : 'begins with the opening',
  ],
  observe: ({ pullRequests }, rules) =>
    observeMerged(pullRequests, rules, (merged) => {
      const { number: subject, developer, mergedAt: at, repository } = merged;
      const cycle = cycleOf(merged, rules.productivity);
      if (cycle === null) return exclude(merged, 'BAD_TIMESTAMPS', at);
      const { milliseconds: value, isFirstCommitUnknown, ...segments } = cycle;
      const parts = { ...segments, firstCommitUnknown: Number(isFirstCommitUnknown) };
      return { subject, developer, at, value, parts, tags: { repository } };
    }),
});

import { defineMetric, exclude } from '../../define-metric.js';
import { distinctDaysPerDeveloper } from '../../summary/distinct-days-per-developer.js';

/**
 * Divides distinct pairs of developer and local day with a commit by developers, and in the headline by units of time.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: coding days.
 */
export const codingDays = defineMetric({
  id: 'CODING_DAYS_PER_DEVELOPER',
  title: 'Coding days per developer',
  description:
    'Distinct local days on which a developer authored a commit on any branch or tag, per developer and unit of time. Merge commits and bots do not count.',
  formula: 'distinct (developer, local day) with at least one commit / developers / units of time',
  unit: 'DAYS_PER_DEVELOPER',
  better: 'HIGHER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { commit: 'authoredAt' },
  tags: ['repository'],
  summary: distinctDaysPerDeveloper,
  *observe({ commits }) {
    for (const commit of commits) {
      const { number: subject, developer, authoredAt: at, repository } = commit;
      if (commit.byBot) yield exclude(commit, 'BOT');
      else if (commit.isMerge) yield exclude(commit, 'MERGE_COMMIT');
      else if (commit.doubt) yield exclude(commit, commit.doubt);
      else yield { subject, developer, at, value: 1, tags: { repository } };
    }
  },
});

import type { PullRequestInput } from '../../../model/inputs/code-input.js';
import type { ProductivityConfig } from '../../../model/profile/productivity-profile.js';
import { defineMetric } from '../../define-metric.js';
import { oneOf } from '../../one-of.js';
import { describePullRequests, observeMerged } from '../../review/population.js';
import { itemsPerDeveloper } from '../../summary/items-per-developer.js';
import { describeWorkTypes, type WorkType, workTypeOfAll } from '../../work/work-type.js';

const sizes = ['small', 'medium', 'large', 'sizeUnknown'] as const;
const workTypes = ['feature', 'bug', 'otherWork', 'missingTicket'] as const;

function sizeOf(
  { additions, deletions }: PullRequestInput,
  { small, medium }: ProductivityConfig['prSize'],
): (typeof sizes)[number] {
  if (additions === null || deletions === null) return 'sizeUnknown';
  const lines = additions + deletions;
  if (lines < small) return 'small';
  return lines <= medium ? 'medium' : 'large';
}

const partOf: Record<WorkType, (typeof workTypes)[number]> = {
  FEATURE: 'feature',
  BUG: 'bug',
  OTHER: 'otherWork',
};

/**
 * Divides merged pull requests by developers, and in the headline by units of time.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: pull request velocity per developer.
 */
export const pullRequestVelocity = defineMetric({
  id: 'PR_VELOCITY_PER_DEVELOPER',
  title: 'Pull request velocity per developer',
  description:
    'Pull requests merged, per developer and unit of time, by the day of the merge. By size they are divided by added and deleted lines, by type of work by the items linked to them: a bug before a feature. Pull requests of bots do not count.',
  formula: 'merged pull requests / developers / units of time',
  unit: 'PULL_REQUESTS_PER_DEVELOPER',
  better: 'HIGHER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { pullRequest: 'mergedAt' },
  parts: [...sizes, ...workTypes],
  tags: ['repository'],
  summary: itemsPerDeveloper({
    PR_SIZE: [
      { key: 'SMALL', part: 'small' },
      { key: 'MEDIUM', part: 'medium' },
      { key: 'LARGE', part: 'large' },
      { key: 'UNKNOWN', part: 'sizeUnknown' },
    ],
    WORK_TYPE: [
      { key: 'FEATURE', part: 'feature' },
      { key: 'BUG', part: 'bug' },
      { key: 'OTHER', part: 'otherWork' },
      { key: 'MISSING_TICKET', part: 'missingTicket' },
    ],
  }),
  options: (rules) => {
    const { small, medium } = rules.productivity.prSize;
    return [
      ...describePullRequests(rules),
      `small below ${small} lines, large above ${medium}`,
      ...describeWorkTypes(rules.settings.issueManagement),
    ];
  },
  observe: ({ pullRequests }, rules) =>
    observeMerged(pullRequests, rules, (merged) => {
      const { number: subject, developer, mergedAt: at, repository, itemTypes } = merged;
      const workType = workTypeOfAll(itemTypes, rules.settings.issueManagement);
      const parts = {
        ...oneOf(sizes, sizeOf(merged, rules.productivity.prSize)),
        ...oneOf(workTypes, workType === null ? 'missingTicket' : partOf[workType]),
      };
      return { subject, developer, at, value: 1, parts, tags: { repository } };
    }),
});

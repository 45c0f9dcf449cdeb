import type { PullRequestInput } from '../../../model/inputs/code-input.js';
import { defineMetric } from '../../define-metric.js';
import { describePullRequests, observeMerged } from '../../review/population.js';
import { amountPerItem } from '../../summary/amount-per-item.js';

const commentsOf = ({ comments, reviews }: PullRequestInput): number =>
  comments.filter(({ byBot }) => !byBot).length +
  reviews.filter(({ byBot, hasText }) => hasText && !byBot).length;

/**
 * Aggregates comments over merged pull requests.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: comments per pull request.
 */
export const commentsPerPullRequest = defineMetric({
  id: 'COMMENTS_PER_PR',
  title: 'Comments per pull request',
  description:
    'Comments that people made at merged pull requests, inline and general, replies of the author and reviews with a text among them. Pull requests without a comment count as 0; comments and pull requests of bots do not count.',
  formula: 'comments, aggregated over merged pull requests',
  unit: 'COMMENTS_PER_PULL_REQUEST',
  better: 'HIGHER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { pullRequest: 'mergedAt' },
  tags: ['repository'],
  summary: amountPerItem,
  options: describePullRequests,
  observe: ({ pullRequests }, rules) =>
    observeMerged(pullRequests, rules, (merged) => {
      const { number: subject, developer, mergedAt: at, repository } = merged;
      return { subject, developer, at, value: commentsOf(merged), tags: { repository } };
    }),
});

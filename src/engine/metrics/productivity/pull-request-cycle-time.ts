import type { ProductivityConfig } from '../../../model/profile.js';
import { elapsed } from '../../elapsed.js';
import { defineMetric, exclude, type Totals } from '../../metric.js';
import { firstAnswerAt, firstApprovalAt } from '../../review/answer.js';
import { type Merged, mergedByPeople } from '../../review/population.js';
import { stackedDuration } from '../../summary/stacked-duration.js';

const parts = ['creation', 'firstComment', 'approval', 'merge', 'firstCommitUnknown'] as const;

function segmentsOf(merged: Merged, { prCycleTime, calendar }: ProductivityConfig) {
  const { openedAt, firstCommitAt, mergedAt } = merged;
  const fromCommit = prCycleTime.startEvent === 'FIRST_COMMIT';
  const startedAt = fromCommit ? Math.min(firstCommitAt ?? openedAt, openedAt) : openedAt;
  const beforeMerge = (at: number | null) => (at !== null && at <= mergedAt ? at : null);
  const commentedAt = beforeMerge(firstAnswerAt(merged)) ?? openedAt;
  const approvedAt = beforeMerge(firstApprovalAt(merged, commentedAt)) ?? commentedAt;
  return {
    creation: elapsed(calendar, startedAt, openedAt),
    firstComment: elapsed(calendar, openedAt, commentedAt),
    approval: elapsed(calendar, commentedAt, approvedAt),
    merge: elapsed(calendar, approvedAt, mergedAt),
    firstCommitUnknown: Number(fromCommit && firstCommitAt === null),
  };
}

function notes({ counted, parts: sums }: Totals<(typeof parts)[number]>): string[] {
  const unknown = `${sums.firstCommitUnknown} of ${counted} pull requests have no known commit: their time begins at their opening.`;
  return sums.firstCommitUnknown > 0 ? [unknown] : [];
}

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
  anchors: { pullRequest: 'mergedAt' },
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
  *observe({ pullRequests }, rules) {
    for (const pullRequest of pullRequests) {
      const found = mergedByPeople(pullRequest, rules);
      if ('leftOut' in found) yield found;
      else if (found.merged.mergedAt < pullRequest.openedAt)
        yield exclude(pullRequest, 'BAD_TIMESTAMPS', found.merged.mergedAt);
      else {
        const { number: subject, developer, mergedAt: at, repository } = found.merged;
        const segments = segmentsOf(found.merged, rules.productivity);
        const value =
          segments.creation + segments.firstComment + segments.approval + segments.merge;
        yield { subject, developer, at, value, parts: segments, tags: { repository } };
      }
    }
  },
});

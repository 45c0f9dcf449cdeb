import type { PullRequestInput } from '../../model/inputs/code-input.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type { Instant } from '../../model/time.js';
import { elapsed } from '../elapsed.js';
import { firstAnswerAt, firstApprovalAt } from './answer.js';
import type { Merged } from './population.js';

/**
 * Returns when a pull request was first answered and approved by somebody else; null if it was not.
 */
export function answersOf(pullRequest: PullRequestInput) {
  const answeredAt = firstAnswerAt(pullRequest);
  const since = answeredAt ?? pullRequest.openedAt;
  return { answeredAt, approvedAt: firstApprovalAt(pullRequest, since) };
}

/** The way of a pull request from its start to its merge, in milliseconds; the segments add up to the whole. */
export interface Cycle {
  readonly creation: number;
  readonly firstComment: number;
  readonly approval: number;
  readonly merge: number;
  readonly milliseconds: number;
  readonly isFirstCommitUnknown: boolean;
}

/**
 * Returns the cycle of a pull request; null if it was merged before it was opened, by the dates
 * given.
 */
export function cycleOf(
  merged: Merged,
  { prCycleTime, calendar }: ProductivityConfig,
): Cycle | null {
  const { openedAt, firstCommitAt, mergedAt } = merged;
  if (mergedAt < openedAt) return null;
  const fromCommit = prCycleTime.startEvent === 'FIRST_COMMIT';
  const startedAt = fromCommit ? Math.min(firstCommitAt ?? openedAt, openedAt) : openedAt;
  const beforeMerge = (at: Instant | null) => (at !== null && at <= mergedAt ? at : null);
  const commentedAt = beforeMerge(firstAnswerAt(merged)) ?? openedAt;
  const approvedAt = beforeMerge(firstApprovalAt(merged, commentedAt)) ?? commentedAt;
  const segments = {
    creation: elapsed(calendar, startedAt, openedAt),
    firstComment: elapsed(calendar, openedAt, commentedAt),
    approval: elapsed(calendar, commentedAt, approvedAt),
    merge: elapsed(calendar, approvedAt, mergedAt),
  };
  return {
    ...segments,
    milliseconds: segments.creation + segments.firstComment + segments.approval + segments.merge,
    isFirstCommitUnknown: fromCommit && firstCommitAt === null,
  };
}

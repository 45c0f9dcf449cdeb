import type { PullRequestInput } from '../../model/inputs/code-input.js';
import type { Instant } from '../../model/time.js';

type Reviewed = Pick<PullRequestInput, 'openedAt' | 'readyAt' | 'comments' | 'reviews'>;

const earliest = (acts: readonly { readonly at: Instant }[]): Instant | null =>
  acts.reduce<Instant | null>((first, { at }) => Math.min(first ?? at, at), null);

/** Returns when a pull request began to wait for an answer: first ready for review, else opened. */
export const reviewableAt = ({ openedAt, readyAt }: Reviewed): Instant =>
  Math.max(openedAt, readyAt ?? openedAt);

/**
 * Returns the first comment or review, with or without text, by a human other than the author since
 * it could be reviewed. Null without one.
 */
export function firstAnswerAt(pullRequest: Reviewed): Instant | null {
  const since = reviewableAt(pullRequest);
  const acts = [...pullRequest.comments, ...pullRequest.reviews];
  return earliest(acts.filter(({ at, byAuthor, byBot }) => at >= since && !byAuthor && !byBot));
}

/**
 * Returns the first approval by a human other than the author at or after an instant; null without
 * one.
 */
export const firstApprovalAt = ({ reviews }: Reviewed, since: Instant): Instant | null =>
  earliest(
    reviews.filter(
      ({ at, state, byAuthor, byBot }) =>
        state === 'APPROVED' && at >= since && !byAuthor && !byBot,
    ),
  );

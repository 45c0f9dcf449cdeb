import type { ChangeDoubt, CommitDoubt } from '../../../model/facts/code.js';
import { EARLIEST_INSTANT, LATEST_INSTANT, latestObserved } from '../../../model/limits.js';
import type { Instant } from '../../../model/time.js';
import { secondsOf } from './log-format.js';

/** The nearest instant that is kept; it stays doubtful. Damaged commits carry dates that no calendar holds. */
export const instantOf = (seconds: string | number): Instant =>
  Math.min(secondsOf(String(seconds)) * 1000, LATEST_INSTANT);

export function doubtOf(authoredAt: Instant, now: Instant): CommitDoubt | null {
  if (authoredAt < EARLIEST_INSTANT) return 'AUTHORED_BEFORE_1980';
  return authoredAt > latestObserved(now) ? 'AUTHORED_IN_FUTURE' : null;
}

/** Why the committer date of a commit is not believed; null if it is. */
export function committedDoubt(committedAt: Instant, now: Instant): ChangeDoubt | null {
  if (committedAt < EARLIEST_INSTANT) return 'COMMITTED_BEFORE_1980';
  return committedAt > latestObserved(now) ? 'COMMITTED_IN_FUTURE' : null;
}

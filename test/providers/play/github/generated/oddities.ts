/** The oddities of pull requests that trip a reader up; each occurs at least once in a world that is large enough. */
export const ODDITIES = [
  'OVER_250_COMMITS',
  'OVER_100_FILES',
  'OVER_3000_FILES',
  'MANY_REVIEWS',
  'MANY_COMMENTS',
  'LONG_THREAD',
  'MANY_THREADS',
  'DRAFT_AND_BACK',
  'DRAFT_TWICE',
  'STILL_DRAFT',
  'PENDING_REVIEW',
  'DISMISSED_REVIEW',
  'FORCE_PUSHED',
  'FORK',
  'FORK_DELETED',
  'GHOST_AUTHOR',
  'GHOST_REVIEWER',
  'GHOST_COMMENTER',
  'GHOST_MERGER',
  'MANNEQUIN_AUTHOR',
  'BOT_AUTHOR',
  'BOT_THAT_SAYS_USER',
  'BOT_REVIEWER',
  'SELF_REVIEW',
  'OUTDATED_COMMENT',
  'REVERT',
  'NO_BODY',
  'NO_COMMITS',
  'CLOSED_UNMERGED',
  'REOPENED',
  'FUTURE_COMMITS',
  'OLD_COMMITS',
  'MERGE_COMMITS_INSIDE',
  'CO_AUTHORS',
  'UNKNOWN_COMMITTER',
  'MERGED_AT_ONCE',
  'SQUASHED',
  'REBASED',
  'MERGED',
  'BASE_IS_NO_DEFAULT',
] as const;
export type Oddity = (typeof ODDITIES)[number];

/** The oddities that make an answer large; few pull requests have them. */
const HEAVY: ReadonlySet<Oddity> = new Set<Oddity>([
  'OVER_250_COMMITS',
  'OVER_100_FILES',
  'OVER_3000_FILES',
  'MANY_REVIEWS',
  'MANY_COMMENTS',
  'LONG_THREAD',
  'MANY_THREADS',
]);
export const isHeavy = (oddity: Oddity): boolean => HEAVY.has(oddity);
export const LIGHT_ODDITIES = ODDITIES.filter((oddity) => !HEAVY.has(oddity));

/** How many commits an oddity brings; null where it says nothing of them. */
export function commitsOf(oddity: Oddity | null): number | null {
  if (oddity === 'OVER_250_COMMITS') return 260;
  if (oddity === 'NO_COMMITS') return 0;
  return oddity === 'MERGE_COMMITS_INSIDE' ? 5 : null;
}

/** How many files an oddity brings; null where it says nothing of them. */
export function filesOf(oddity: Oddity | null): number | null {
  if (oddity === 'OVER_100_FILES') return 140;
  if (oddity === 'OVER_3000_FILES') return 3_100;
  return oddity === 'NO_COMMITS' ? 0 : null;
}

const NEVER_MERGED: ReadonlySet<Oddity> = new Set<Oddity>([
  'STILL_DRAFT',
  'PENDING_REVIEW',
  'CLOSED_UNMERGED',
  'NO_COMMITS',
]);
const ALWAYS_MERGED: ReadonlySet<Oddity> = new Set<Oddity>([
  'GHOST_MERGER',
  'MERGED_AT_ONCE',
  'SQUASHED',
  'REBASED',
  'MERGED',
]);

/** How it must end; null where it may end in any way. */
export function endOf(oddity: Oddity | null): 'MERGED' | 'CLOSED' | 'OPEN' | null {
  if (oddity === null) return null;
  if (oddity === 'STILL_DRAFT' || oddity === 'PENDING_REVIEW') return 'OPEN';
  if (NEVER_MERGED.has(oddity)) return 'CLOSED';
  return ALWAYS_MERGED.has(oddity) ? 'MERGED' : null;
}

import type { Instant } from '../../model/time.js';

/**
 * The place where a pull request's file was found to be changed before; `FIRST_TOLD` if it was not.
 */
export type PreviousRule =
  | 'PREVIOUS_PULL_REQUEST_INTO_BRANCH'
  | 'PREVIOUS_ON_FIRST_PARENT_LINE'
  | 'FIRST_TOLD';

/** The last thing that happened to a path on one line: it was changed, or a rename took it away. */
export interface LastTouch {
  readonly at: Instant;
  readonly moved: boolean;
  readonly rule: PreviousRule;
}
export interface PreviousTouch {
  readonly previousAt: Instant | null;
  readonly rule: PreviousRule;
}

/**
 * Returns when a path was changed before, by its last touch on each of the lines that lead to a
 * branch. Null if that took the path away: a file that has its name since is another one.
 */
export function previousTouch(lines: readonly LastTouch[]): PreviousTouch {
  const [last] = lines.toSorted(
    (left, right) => right.at - left.at || Number(left.moved) - Number(right.moved),
  );
  if (!last) return { previousAt: null, rule: 'FIRST_TOLD' };
  return { previousAt: last.moved ? null : last.at, rule: last.rule };
}

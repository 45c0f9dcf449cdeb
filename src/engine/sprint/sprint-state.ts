import type { SprintInput, SprintItem } from '../../model/inputs/work-input.js';
import type { Instant } from '../../model/time.js';

/** How an item came into a sprint, and whether it stayed. */
export interface SprintState {
  /** True if it was in the sprint when it began; else it came later. */
  readonly isCommitted: boolean;
  /**
   * The instant at which it was taken out for good before the end; null if it was in the sprint at
   * the end.
   */
  readonly leftAt: Instant | null;
}

type Moves = SprintItem['moves'];

/**
 * True if the item was in the sprint after these moves; a history that begins with a departure
 * began inside.
 */
const isInAfter = (moves: Moves, all: Moves): boolean =>
  moves.at(-1)?.added ?? all[0]?.added === false;

/**
 * Returns the state of an item; null if it was never in the sprint between its start and its end.
 */
export function sprintStateOf(
  { moves }: Pick<SprintItem, 'moves'>,
  { startedAt, endedAt }: Pick<SprintInput, 'startedAt' | 'endedAt'>,
): SprintState | null {
  const before = moves.filter(({ at }) => at <= startedAt);
  const during = moves.filter(({ at }) => at > startedAt && at < endedAt);
  const isCommitted = isInAfter(before, moves);
  if (!isCommitted && !during.some(({ added }) => added)) return null;
  const stayed = during.at(-1)?.added ?? isCommitted;
  return { isCommitted, leftAt: stayed ? null : during.at(-1)!.at };
}

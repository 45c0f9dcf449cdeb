import type { SprintItem } from '../../model/inputs/work-input.js';
import type { Instant } from '../../model/time.js';
import { includesWord } from '../work/vocabulary.js';

/** The completion of an item, as seen at some instant. */
export interface Completion {
  /** When it last became done. */
  readonly doneAt: Instant;
  /** True if it was given up rather than completed. */
  readonly isTerminated: boolean;
}

type Statuses = SprintItem['statuses'];

const isDone = ({ category }: Statuses[number]): boolean => category === 'DONE';

/**
 * Returns how an item was done at `at`; null if it was not, or no longer. The resolution is known
 * as it is now. It says something of then only if the item has been done ever since.
 */
export function completionAt(
  { statuses, resolution }: Pick<SprintItem, 'statuses' | 'resolution'>,
  at: Instant,
  terminated: readonly string[],
): Completion | null {
  const until = statuses.filter((status) => status.at <= at);
  const last = until.at(-1);
  if (!last || !isDone(last)) return null;
  const firstDone = until.findLastIndex((status) => !isDone(status)) + 1;
  const stayedDone = statuses.slice(until.length).every(isDone);
  return {
    doneAt: until[firstDone]!.at,
    isTerminated:
      includesWord(terminated, last.status) || (stayedDone && includesWord(terminated, resolution)),
  };
}

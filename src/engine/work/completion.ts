import { anyOf } from '../../model/filter-words.js';
import type { ItemAbove } from '../../model/inputs/work-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { TeamSettings } from '../../model/team.js';
import { includesWord } from './vocabulary.js';

/** The state of an item, as far as it says if the item is done. */
export type Ending = Pick<ItemAbove, 'statusCategory' | 'status' | 'resolution' | 'resolvedAt'>;

/** Describes what counts as given up. */
export const describeCompletion = ({
  issueManagement: { terminatedStatuses },
}: TeamSettings): string[] =>
  terminatedStatuses.length > 0
    ? [`given up where status or resolution is ${anyOf(terminatedStatuses)}`]
    : [];

/**
 * Returns why an item is not completed; null if it is: done and not given up. `TERMINATED` if its
 * status or its resolution is one of the team's terminated ones, compared without case.
 */
export function notCompleted(
  item: Ending,
  { issueManagement: { terminatedStatuses } }: TeamSettings,
): Extract<ExclusionReason, 'NOT_COMPLETED' | 'TERMINATED'> | null {
  if (includesWord(terminatedStatuses, item.status)) return 'TERMINATED';
  if (item.statusCategory !== 'DONE' || item.resolvedAt === null) return 'NOT_COMPLETED';
  return includesWord(terminatedStatuses, item.resolution) ? 'TERMINATED' : null;
}

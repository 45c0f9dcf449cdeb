import type { WorkItemInput } from '../../model/inputs/work-input.js';
import type { EffortUnit } from '../../model/profile/alignment-profile.js';
import type { Instant } from '../../model/time.js';
import { lengthOf, progressOf } from './progress.js';

/**
 * Returns the effort of an item: 1 for a ticket, story points, or milliseconds in progress. Null if
 * it was not estimated, or never in progress.
 */
export function effortOf(
  item: WorkItemInput,
  resolvedAt: Instant,
  unit: EffortUnit,
): number | null {
  if (unit === 'TICKET_COUNT') return 1;
  if (unit === 'STORY_POINTS') return item.points;
  return lengthOf(progressOf(item, resolvedAt)) || null;
}

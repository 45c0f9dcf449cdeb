import type { WorkItemInput } from '../../model/inputs/work-input.js';
import type { Instant } from '../../model/time.js';

/** A stretch of time from one instant up to another. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Returns the stretches in which a completed item was in progress: every visit, within its life.
 */
export const progressOf = (item: WorkItemInput, resolvedAt: Instant): Stretch[] =>
  item.statusHistory.flatMap(({ at, category }, index, all) => {
    const from = Math.max(at, item.createdAt);
    const to = Math.min(all[index + 1]?.at ?? resolvedAt, resolvedAt);
    return category === 'IN_PROGRESS' && from < to ? [{ from, to }] : [];
  });

export const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((total, { from, to }) => total + to - from, 0);

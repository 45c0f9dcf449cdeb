import type { WorkItemInput } from '../../model/inputs/work-input.js';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import type { Instant } from '../../model/time.js';
import { creditedDeveloper } from '../work/population.js';
import { lengthOf, progressOf, type Stretch } from './progress.js';

/**
 * A developer's part in an item; the shares of an item add up to 1. Null if no developer is known.
 */
export interface Share {
  readonly developer: number | null;
  readonly share: number;
}

const within = (stretches: readonly Stretch[], { from, to }: Stretch): Stretch[] =>
  stretches
    .map((stretch) => ({ from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) }))
    .filter((stretch) => stretch.from < stretch.to);

/**
 * Returns the milliseconds in progress during which each developer had the item, by developer
 * number, ascending.
 */
function heldBy(item: WorkItemInput, resolvedAt: Instant): Map<number, number> {
  const progress = progressOf(item, resolvedAt);
  const held = new Map<number, number>();
  const until = item.assignees.filter(({ at }) => at <= resolvedAt);
  for (const [index, { at, developer }] of until.entries()) {
    if (developer === null) continue;
    const stint = { from: at, to: until[index + 1]?.at ?? resolvedAt };
    held.set(developer, (held.get(developer) ?? 0) + lengthOf(within(progress, stint)));
  }
  return new Map([...held].sort(([left], [right]) => left - right));
}

/**
 * Splits the effort of an item. The assignee at completion has all of it, or all assignees until
 * then share it by time in progress. The shares are equal if none of them had it in progress.
 */
export function sharesOf(
  item: WorkItemInput,
  resolvedAt: Instant,
  attribution: BusinessAlignmentConfig['effortAttribution'],
): Share[] {
  const isOnes = attribution === 'CURRENT_ASSIGNEE';
  const held = isOnes ? new Map<number, number>() : heldBy(item, resolvedAt);
  if (held.size === 0) return [{ developer: creditedDeveloper(item, resolvedAt), share: 1 }];
  const total = [...held.values()].reduce((sum, each) => sum + each, 0);
  if (total === 0)
    return [...held.keys()].map((developer) => ({ developer, share: 1 / held.size }));
  return [...held]
    .filter(([, each]) => each > 0)
    .map(([developer, each]) => ({ developer, share: each / total }));
}

import type { ItemAbove, WorkItemInput } from '../../model/inputs/work-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { Rules } from '../../model/team.js';
import { exclude } from '../define-metric.js';
import type { ExcludedObservation } from '../metric.js';
import { describeCompletion, notCompleted } from './completion.js';

/** An item that was completed. */
export interface Completed {
  readonly item: WorkItemInput;
  readonly resolvedAt: number;
  /**
   * The developer who had it when it was completed, else who had it last; null if no developer is
   * known.
   */
  readonly developer: number | null;
}

/**
 * Returns the developer who had an item at an instant, else who had it last; null if no developer
 * is known.
 */
export function creditedDeveloper({ assignees, developer }: WorkItemInput, resolvedAt: number) {
  const before = assignees.filter(({ at }) => at <= resolvedAt);
  const last = before.reduce<(typeof before)[number] | null>(
    (latest, each) => (latest === null || each.at >= latest.at ? each : latest),
    null,
  );
  return last?.developer ?? developer;
}

/** True if an item counts itself: completed, and by somebody who is known. */
const counts = (above: ItemAbove | null, { settings }: Rules): boolean =>
  above !== null && above.developer !== null && !above.byBot && !notCompleted(above, settings);

function reasonToExclude(item: WorkItemInput, rules: Rules): ExclusionReason | null {
  const reason = notCompleted(item, rules.settings);
  if (reason) return reason;
  if (item.byBot) return 'BOT';
  const isPart = item.isSubtask && !rules.productivity.workCompleted.countSubtasks;
  return isPart && counts(item.above, rules) ? 'SUBTASK' : null;
}

/** Describes which work items count. */
export const describeWorkItems = ({ productivity, settings }: Rules): string[] => [
  productivity.workCompleted.countSubtasks ? 'sub-tasks count' : 'sub-tasks do not count',
  ...describeCompletion(settings),
];

/**
 * Yields the row of each work item that productivity counts, and the exclusions. An item counts
 * once, at its last resolution.
 */
export function* observeCompleted<Row>(
  items: readonly WorkItemInput[],
  rules: Rules,
  rowOf: (completed: Completed) => Row,
): Iterable<Row | ExcludedObservation> {
  for (const item of items) {
    const reason = reasonToExclude(item, rules);
    const { resolvedAt } = item;
    yield reason || resolvedAt === null
      ? exclude(item, reason ?? 'NOT_COMPLETED', resolvedAt ?? item.ownAt)
      : rowOf({ item, resolvedAt, developer: creditedDeveloper(item, resolvedAt) });
  }
}

import type { ItemAbove, WorkItemAnchor } from '../../model/inputs/work-input.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { Rules } from '../../model/team.js';
import { exclude, type LeftOut } from '../metric.js';
import { completionInWords, notCompleted } from './completion.js';

/** An item that was completed. */
export interface Completed {
  readonly item: WorkItemAnchor;
  readonly resolvedAt: number;
  /** Who had it when it was completed, else who had it last; null where no developer is known. */
  readonly developer: number | null;
}

/** Who had an item at an instant, else who had it last; null where no developer is known. */
export function creditedDeveloper({ assignees, developer }: WorkItemAnchor, resolvedAt: number) {
  const before = assignees.filter(({ at }) => at <= resolvedAt);
  const last = before.reduce<(typeof before)[number] | null>(
    (latest, each) => (latest === null || each.at >= latest.at ? each : latest),
    null,
  );
  return last?.developer ?? developer;
}

/** An item that counts itself: completed, and by somebody who is known. */
const counts = (above: ItemAbove | null, { settings }: Rules): boolean =>
  above !== null && above.developer !== null && !above.byBot && !notCompleted(above, settings);

function reasonToExclude(item: WorkItemAnchor, rules: Rules): ExclusionReason | null {
  const reason = notCompleted(item, rules.settings);
  if (reason) return reason;
  if (item.byBot) return 'BOT';
  const isPart = item.isSubtask && !rules.productivity.workCompleted.countSubtasks;
  return isPart && counts(item.above, rules) ? 'SUBTASK' : null;
}

/** Which work items count. */
export const workItemsInWords = ({ productivity, settings }: Rules): string[] => [
  productivity.workCompleted.countSubtasks ? 'sub-tasks count' : 'sub-tasks do not count',
  ...completionInWords(settings),
];

/** What productivity counts of work items: those that were completed, once, at their last resolution. */
export function completedByPeople(
  item: WorkItemAnchor,
  rules: Rules,
): { readonly completed: Completed } | LeftOut {
  const reason = reasonToExclude(item, rules);
  const { resolvedAt } = item;
  if (reason || resolvedAt === null)
    return exclude(item, reason ?? 'NOT_COMPLETED', resolvedAt ?? item.ownAt);
  return { completed: { item, resolvedAt, developer: creditedDeveloper(item, resolvedAt) } };
}

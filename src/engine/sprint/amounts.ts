import type { SprintInput, SprintItem } from '../../model/inputs/work-input.js';
import type { EfficiencyConfig } from '../../model/profile/profile.js';
import type { TeamSettings } from '../../model/team.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { type Completion, completionAt } from './completion.js';
import { type SprintState, sprintStateOf } from './sprint-state.js';

/** The amounts of each sprint, in story points or work items. */
export const amountNames = [
  'commit',
  'creep',
  'size',
  'delivered',
  'deliveredCommit',
  'deliveredCreep',
  'missedCommit',
  'missedCreep',
  'removed',
  'removedItems',
  'increases',
  'churn',
] as const;
/**
 * `commit` is what was in the sprint when it began and `creep` what came later, `size` both; `delivered` of them what was done,
 * `missed...` what was not. `removed` is what of the commit was taken out undone, `removedItems` how many that were. `increases` is
 * by how much estimates of the commit rose, 0 unless the profile counts it. `churn` is creep, removed and increases.
 */
export type Amounts = Readonly<Record<(typeof amountNames)[number], number>>;

type SprintRules = EfficiencyConfig['sprints'];
type Sums = Record<Exclude<keyof Amounts, 'size' | 'delivered' | 'churn'>, number>;

/** An item as the sprint has it. */
interface Measured {
  readonly state: SprintState;
  readonly isDelivered: boolean;
  /**
   * The weight when the sprint began (`first`), and when the item was delivered or else the sprint
   * ended (`last`).
   */
  readonly first: number;
  readonly last: number;
}

function weightAt({ points }: SprintItem, at: Instant, { computationMode }: SprintRules): number {
  if (computationMode === 'WORK_ITEM_COUNT') return 1;
  return points.findLast((estimate) => estimate.at <= at)?.points ?? 0;
}

/** True if it was completed while it was in the sprint. */
const isDelivered = (completion: Completion | null, { leftAt }: SprintState): boolean =>
  completion !== null &&
  !completion.isTerminated &&
  (leftAt === null || completion.doneAt <= leftAt);

/**
 * Returns an item as the sprint measures it. Null for sub-tasks, items done before it and items
 * never in it.
 */
function measuredOf(
  item: SprintItem,
  sprint: SprintInput,
  rules: SprintRules,
  { issueManagement }: TeamSettings,
): Measured | null {
  const state = item.isSubtask ? null : sprintStateOf(item, sprint);
  if (!state) return null;
  const horizon = sprint.endedAt + rules.endGraceDays * DAY_MILLISECONDS;
  const completion = completionAt(item, horizon, issueManagement.terminatedStatuses);
  const earliest = sprint.startedAt - rules.startGraceDays * DAY_MILLISECONDS;
  if (completion && completion.doneAt < earliest) return null;
  const delivered = isDelivered(completion, state);
  return {
    state,
    isDelivered: delivered,
    first: weightAt(item, sprint.startedAt, rules),
    last: weightAt(item, delivered ? completion!.doneAt : sprint.endedAt, rules),
  };
}

function addCommitted(sums: Sums, { state, isDelivered, first, last }: Measured): void {
  sums.commit += first;
  if (isDelivered) sums.deliveredCommit += last;
  else if (state.leftAt === null) sums.missedCommit += first;
  else {
    sums.removed += first;
    sums.removedItems += 1;
    return;
  }
  sums.increases += Math.max(0, last - first);
}

function addCreep(sums: Sums, { state, isDelivered, last }: Measured): void {
  if (!isDelivered && state.leftAt !== null) return;
  sums.creep += last;
  sums[isDelivered ? 'deliveredCreep' : 'missedCreep'] += last;
}

const complete = (sums: Sums, increases: number): Amounts => ({
  ...sums,
  increases,
  size: sums.commit + sums.creep,
  delivered: sums.deliveredCommit + sums.deliveredCreep,
  churn: sums.creep + sums.removed + increases,
});

/**
 * Returns what a sprint promised, took on and delivered; null if no item of it counts. Estimates
 * count as they were at the start. Estimates of what came later or was delivered count as they were
 * at completion, or else at the end. A missing estimate counts as 0. They are added from the
 * smallest on.
 */
export function amountsOf(
  sprint: SprintInput,
  rules: SprintRules,
  settings: TeamSettings,
): Amounts | null {
  const measured = sprint.items
    .flatMap((item) => measuredOf(item, sprint, rules, settings) ?? [])
    .sort((left, right) => left.first - right.first || left.last - right.last);
  if (measured.length === 0) return null;
  const sums: Sums = {
    commit: 0,
    creep: 0,
    deliveredCommit: 0,
    deliveredCreep: 0,
    missedCommit: 0,
    missedCreep: 0,
    removed: 0,
    removedItems: 0,
    increases: 0,
  };
  for (const item of measured)
    if (item.state.isCommitted) addCommitted(sums, item);
    else addCreep(sums, item);
  return complete(sums, rules.includeEstimateIncreases ? sums.increases : 0);
}

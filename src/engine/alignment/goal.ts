import type { AlignmentCategory, AllocationGoal } from '../../model/profile/alignment-profile.js';

/** How a share meets its goal. */
export type GoalStatus = 'IDEAL' | 'ACCEPTABLE' | 'POOR';
/** The state of a category against its goal; shares are 0..1. */
export interface GoalState {
  /** Id of the category. */
  readonly category: number;
  /** Its share of all effort, 0..1. */
  readonly share: number;
  /** How the share meets the goal. */
  readonly status: GoalStatus;
}
/** How effort meets the goals of a profile. */
export interface Alignment {
  /** By rank, of the categories that have a goal. */
  readonly goals: readonly GoalState[];
  /** The mean of 1 for ideal, 0.5 for acceptable and 0 for poor; null without goals. */
  readonly score: number | null;
}

const worth: Record<GoalStatus, number> = { IDEAL: 1, ACCEPTABLE: 0.5, POOR: 0 };

/** Returns how a share (0..1) meets a goal; both ends of a range belong to it. */
export function goalStatus(share: number, goal: AllocationGoal): GoalStatus {
  if (share >= goal.idealMin && share <= goal.idealMax) return 'IDEAL';
  return share >= goal.acceptableMin && share <= goal.acceptableMax ? 'ACCEPTABLE' : 'POOR';
}

/**
 * Returns how shares of effort (0..1, by category id) meet the goals of a profile; a category that is missing has a share of 0.
 * Returns null if `shares` is null, which means that there is no effort.
 */
export function alignmentOf(
  categories: readonly AlignmentCategory[],
  shares: ReadonlyMap<number, number> | null,
): Alignment | null {
  if (shares === null) return null;
  const goals = categories
    .toSorted((left, right) => left.rank - right.rank)
    .flatMap(({ id, goal }) => {
      const share = shares.get(id) ?? 0;
      return goal ? [{ category: id, share, status: goalStatus(share, goal) }] : [];
    });
  const total = goals.reduce((sum, { status }) => sum + worth[status], 0);
  return { goals, score: goals.length === 0 ? null : total / goals.length };
}

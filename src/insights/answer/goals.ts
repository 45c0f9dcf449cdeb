import { isDeepStrictEqual } from 'node:util';
import { alignmentOf } from '../../engine/alignment/goal.js';
import type { Metric } from '../../engine/metric.js';
import type { Segment } from '../../engine/summary/summary.js';
import type { AlignmentCategory, AllocationGoal } from '../../model/profile/alignment-profile.js';
import type { Rules } from '../../model/team.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { GoalState } from './answer.js';

/** The categories of the effective profile, by rank, those that nothing claims last; none where the metric knows no categories. */
export function listedCategories({ rules }: Snapshot, metric: Metric): number[] {
  if (!metric.tags.includes('category')) return [];
  const categories = [...rules.values()].map((one) => one.rules.alignment.categories);
  const first = categories.find((all) => all.length > 0);
  return first
    ? [...first.toSorted((left, right) => left.rank - right.rank), { id: 0 }].map(({ id }) => id)
    : [];
}

const goalOfTeam = ({ settings }: Rules, { id, goal }: AlignmentCategory): AllocationGoal | null =>
  settings.issueManagement.alignment.find(({ category }) => category === id)?.goal ?? goal;

/** The categories of the profile with the goals of these teams: a goal of their own where all have the same, else the profile's. */
function categoriesOf({ rules }: Snapshot, teams: readonly number[]): AlignmentCategory[] {
  const all = teams.flatMap((team) => rules.get(team)?.rules ?? []);
  const [first, ...others] = all;
  return (first?.alignment.categories ?? []).map((category) => {
    const goal = first ? goalOfTeam(first, category) : null;
    const isShared = others.every((other) => isDeepStrictEqual(goalOfTeam(other, category), goal));
    return isShared ? { ...category, goal } : category;
  });
}

/**
 * Returns the teams of the scope whose goals apply to an answer; none if it is about one developer.
 */
export const ratedTeams = ({ scope }: Snapshot): readonly number[] =>
  scope.developer === null ? scope.teams : [];

export const noGoalState: GoalState = { goal: null, goalStatus: null };

interface GoalEvaluation {
  readonly score: number | null;
  readonly goalStateOf: (key: string) => GoalState;
}

/**
 * Returns a function that compares the segments of an answer of these teams, or of a bucket of it,
 * with the effective goals.
 */
export function evaluateGoals(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): (segments: readonly Segment[]) => GoalEvaluation {
  if (!metric.tags.includes('category'))
    return () => ({ score: null, goalStateOf: () => noGoalState });
  const categories = categoriesOf(snapshot, teams);
  const goals = new Map(categories.map(({ id, goal }) => [String(id), goal]));
  return (segments) => {
    const known = segments.flatMap(({ key, value: { value } }) =>
      value === null ? [] : [[Number(key), value] as const],
    );
    const alignment = alignmentOf(categories, known.length === 0 ? null : new Map(known));
    const statuses = new Map(
      alignment?.goals.map(({ category, status }) => [String(category), status]),
    );
    return {
      score: alignment?.score ?? null,
      goalStateOf: (key) => ({
        goal: goals.get(key) ?? null,
        goalStatus: statuses.get(key) ?? null,
      }),
    };
  };
}

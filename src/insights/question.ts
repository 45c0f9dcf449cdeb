import type { Metric } from '../engine/metric.js';
import type { Question, TeamColumns } from '../engine/question.js';
import { teamsSharing } from '../engine/selection/sharing.js';
import { monthOf } from '../model/month.js';
import type { Window } from '../model/time.js';
import { measuredTeams } from './answer/data-status.js';
import { listedCategories } from './answer/goals.js';
import { createKeeps } from './keep.js';
import type { Snapshot } from './snapshot/snapshot.js';

/**
 * Returns the columns of everything that people of a team did; undefined where nobody asks who
 * contributed.
 */
const activityOf = ({ activity, columns }: Snapshot, { summary }: Metric, team: number) =>
  summary.perDeveloper && activity.length > 0
    ? activity.flatMap((id) => columns(team, id).map(({ observations }) => observations))
    : undefined;

function columnsOf(snapshot: Snapshot, metric: Metric, team: number): TeamColumns {
  const cells = snapshot.columns(team, metric.id);
  const activity = activityOf(snapshot, metric, team);
  const filtered: readonly string[] =
    snapshot.rules.get(team)?.rules.settings.metricsUsingDeveloperFilters ?? [];
  return {
    team,
    cells: cells.map(({ observations }) => observations),
    exclusions: cells.map(({ exclusions }) => exclusions),
    roster: snapshot.rosters.get(team) ?? [],
    ...(activity && { activity }),
    usesDeveloperFilter: filtered.includes(metric.id),
  };
}

const keepOf = createKeeps<Snapshot>();

/** Returns the columns of teams, which are the same whenever they are asked for. */
function columnsOnce(snapshot: Snapshot, metric: Metric, teams: readonly number[]): TeamColumns[] {
  const kept = keepOf(snapshot)(metric, () => new Map<number, TeamColumns>());
  return teams.map((team) => {
    const found = kept.get(team) ?? columnsOf(snapshot, metric, team);
    kept.set(team, found);
    return found;
  });
}

/**
 * Returns the columns that each of these teams brings to a metric, without teams that lack
 * something.
 */
export const teamColumns = (
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): TeamColumns[] => columnsOnce(snapshot, metric, measuredTeams(snapshot, metric, teams));

/** Returns the teams of the scope whose rows another has too, in the months of a question. */
function sharingTeams(snapshot: Snapshot, metric: Metric): ReadonlySet<number> {
  const { keep, scope, previous, window } = snapshot;
  if (scope.teams.length < 2) return new Set();
  const months = `${monthOf(previous.from)} to ${monthOf(window.to - 1)}`;
  return keep(`sharing of ${metric.id} in ${months}`, () =>
    teamsSharing(columnsOnce(snapshot, metric, scope.teams)),
  );
}

const groupingsOf = ({ summary }: Metric): readonly string[] => summary.groupings ?? [];

/**
 * Returns a question about one team from inputs in arrays.
 * Defaults: weeks of UTC, means, the default profiles, everybody with an input as roster, and the end of the window as now. Throws if
 * there is no such metric or day.
 */
export function questionOf(
  snapshot: Snapshot,
  metric: Metric,
  window: Window,
  teams: readonly number[] = snapshot.scope.teams,
): Question {
  const { scope, query, zone, now } = snapshot;
  const first = snapshot.rules.get(scope.teams.find((team) => snapshot.rules.has(team)) ?? 0);
  return {
    metric,
    teams: teamColumns(snapshot, metric, teams),
    sharing: sharingTeams(snapshot, metric),
    window,
    zone,
    granularity: query.granularity,
    aggregation: query.aggregation,
    membership: query.membership,
    denominator: first?.rules.productivity.denominator ?? 'ROSTER',
    now,
    categories: listedCategories(snapshot, metric),
    ...(query.groupBy && groupingsOf(metric).includes(query.groupBy) && { groupBy: query.groupBy }),
    ...(scope.developer !== null && { developer: scope.developer }),
    ...(scope.tag && { tag: scope.tag }),
  };
}

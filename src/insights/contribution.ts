import type { Metric } from '../engine/metric.js';
import type { RulesInForce } from '../model/team.js';
import type { Snapshot } from './snapshot.js';

/**
 * The metrics whose rows say who contributed: all that divide what people did by people, where a profile in force divides by
 * contributors; else none.
 */
export const activityMetrics = (
  catalogue: readonly Metric[],
  rules: readonly { readonly rules: RulesInForce }[],
): Metric[] =>
  rules.some((one) => one.rules.productivity.denominator === 'CONTRIBUTING')
    ? catalogue.filter(
        ({ population, summary }) => population === 'DEVELOPERS' && summary.perDeveloper,
      )
    : [];

/** The columns that tell what people of a team did at all; undefined where nobody asks who contributed. */
export const activityOf = ({ activity, columns }: Snapshot, { summary }: Metric, team: number) =>
  summary.perDeveloper && activity.length > 0
    ? activity.flatMap((id) => columns(team, id).map(({ observations }) => observations))
    : undefined;

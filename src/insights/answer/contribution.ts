import { reviewing } from '../../engine/contribution.js';
import type { Metric } from '../../engine/metric.js';
import type { RulesInForce } from '../../model/team.js';

/**
 * The metrics whose rows say who contributed: all that divide what people did by people, and reviews and comments, where a profile in
 * force divides by contributors; else none.
 */
export const activityMetrics = (
  catalogue: readonly Metric[],
  rules: readonly { readonly rules: RulesInForce }[],
): Metric[] =>
  rules.some((one) => one.rules.productivity.denominator === 'CONTRIBUTING')
    ? [...catalogue, reviewing].filter(
        ({ population, summary }) => population === 'DEVELOPERS' && summary.perDeveloper,
      )
    : [];

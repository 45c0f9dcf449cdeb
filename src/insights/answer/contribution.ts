import { reviewing } from '../../engine/contribution.js';
import type { Metric } from '../../engine/metric.js';
import type { EffectiveRules } from '../../model/team.js';

/**
 * Returns the metrics whose rows say who contributed; none unless an effective profile divides by contributors. These are reviews, comments and all metrics that divide the work of people by
 * people.
 */
export const activityMetrics = (
  catalogue: readonly Metric[],
  rules: readonly { readonly rules: EffectiveRules }[],
): Metric[] =>
  rules.some((one) => one.rules.productivity.denominator === 'CONTRIBUTING')
    ? [...catalogue, reviewing].filter(
        ({ population, summary }) => population === 'DEVELOPERS' && summary.perDeveloper,
      )
    : [];

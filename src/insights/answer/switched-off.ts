import type { Metric } from '../../engine/metric.js';
import { isEnabled } from '../../model/profile/enabled-metric.js';
import type { EffectiveRules } from '../../model/team.js';

/** Why a team under these rules does not measure the metric; null where it does. */
export const switchedOff = (metric: Metric, rules: EffectiveRules): string | null =>
  isEnabled(metric, rules)
    ? null
    : `${metric.id} is switched off by the productivity profile "${rules.productivityProfile.name}": switch it on by \`updateProductivityProfile\`, without it in \`disabledMetrics\`.`;

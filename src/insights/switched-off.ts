import type { Metric } from '../engine/metric.js';
import { isEnabled } from '../model/enabled-metric.js';
import type { Snapshot } from './snapshot.js';

/** Why no team here measures the metric; null where some team does. */
export function switchedOff({ rules }: Snapshot, metric: Metric): string | null {
  const all = [...rules.values()].map((one) => one.rules);
  if (all.length === 0 || all.some((one) => isEnabled(metric, one))) return null;
  const names = new Set(all.map(({ productivityProfile: { name } }) => `"${name}"`));
  return `${metric.id} is switched off by the productivity profile ${[...names].join(' and ')}: switch it on by \`updateProductivityProfile\`, leaving it out of \`disabledMetrics\`.`;
}

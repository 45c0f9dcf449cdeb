import type { Metric } from '../../engine/metric.js';
import { metrics } from '../../engine/metrics/index.js';

const byId = new Map(metrics.map((metric) => [metric.id, metric]));

/** Returns a metric of the catalogue. Throws on an unknown name, which no answer can hold. */
export function metricOf(id: string): Metric {
  const metric = byId.get(id);
  if (metric) return metric;
  throw new Error(`There is no metric ${id} in the catalogue.`);
}

import { createHash } from 'node:crypto';
import type { Metric } from '../engine/metric.js';

/** Differs where a metric comes or goes, sees other facts, or gives its rows other parts or tags. */
export function shapeOf(metrics: readonly Metric[]): string {
  const told = metrics.map(({ id, population, anchors, parts, tags }) =>
    JSON.stringify([id, population, anchors, parts, tags]),
  );
  return createHash('sha256').update(told.sort().join('\n')).digest('base64');
}

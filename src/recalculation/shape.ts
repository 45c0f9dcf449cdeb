import { createHash } from 'node:crypto';
import type { Metric } from '../engine/metric.js';

/** Raised by whoever changes how the same facts are linked or observed. */
const GENERATION = 16;

/** Differs where facts are linked or observed otherwise, and where a metric comes or goes, sees other facts, or gives its rows other parts or tags. */
export function shapeOf(metrics: readonly Metric[]): string {
  const told = metrics.map(({ id, population, anchors, parts, tags }) =>
    JSON.stringify([id, population, anchors, parts, tags]),
  );
  const all = [String(GENERATION), ...told.sort()];
  return createHash('sha256').update(all.join('\n')).digest('base64');
}

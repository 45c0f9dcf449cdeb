import { createHash } from 'node:crypto';
import type { Metric } from '../engine/metric.js';

/** Raised by whoever changes how the same facts are linked or observed. */
const DERIVATION_VERSION = 16;

/** Differs where facts are linked or observed otherwise, and where a metric comes or goes, sees other facts, or gives its rows other parts or tags. */
export function derivationVersionOf(metrics: readonly Metric[]): string {
  const told = metrics.map(({ id, population, inputs, parts, tags }) =>
    JSON.stringify([id, population, inputs, parts, tags]),
  );
  const all = [String(DERIVATION_VERSION), ...told.sort()];
  return createHash('sha256').update(all.join('\n')).digest('base64');
}

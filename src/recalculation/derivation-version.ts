import { createHash } from 'node:crypto';
import type { Metric } from '../engine/metric.js';

/** A change of how the same facts are linked or observed raises it. */
const DERIVATION_VERSION = 19;

/** Returns a text that changes with the derivation, and with the metrics: their ids, the facts that they read, their parts and tags. */
export function derivationVersionOf(metrics: readonly Metric[]): string {
  const definitions = metrics.map(({ id, population, inputs, parts, tags }) =>
    JSON.stringify([id, population, inputs, parts, tags]),
  );
  const all = [String(DERIVATION_VERSION), ...definitions.sort()];
  return createHash('sha256').update(all.join('\n')).digest('base64');
}

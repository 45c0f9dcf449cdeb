import { isEnabled } from '../model/enabled-metric.js';
import type { MetricInputs } from '../model/inputs/metric-input.js';
import type { Exclusion, Observation } from '../model/observation.js';
import type { Rules } from '../model/team.js';
import type { Window } from '../model/time.js';
import type { Metric, Population } from './metric.js';
import { inRowOrder } from './row-order.js';

export interface CellFacts {
  /** The UTC month of the cell, or several months in a row. */
  readonly window: Window;
  readonly inputs: Readonly<Record<Population, MetricInputs>>;
  readonly rules: Rules;
  readonly metrics: readonly Metric[];
}
export interface Observed {
  readonly metric: Metric;
  /** Sorted by `at`, subject, developer, facet. */
  readonly observations: readonly Observation[];
  readonly exclusions: readonly Exclusion[];
}

function refuseRepeats(metric: Metric, rows: readonly Observation[]): void {
  if (metric.repeats) return;
  const seen = new Set<string>();
  for (const { subject, developer, facet: subKey = 0 } of rows) {
    const key = `${subject}:${developer}:${subKey}`;
    if (seen.has(key))
      throw new Error(`${metric.id} observes subject ${subject} twice for developer ${developer}.`);
    seen.add(key);
  }
}

function observeOne(metric: Metric, { window: { from, to }, inputs, rules }: CellFacts): Observed {
  const observations: Observation[] = [];
  const exclusions: Exclusion[] = [];
  const rows = isEnabled(metric, rules) ? metric.observe(inputs[metric.population], rules) : [];
  for (const row of rows) {
    if (row.at < from || row.at >= to) continue;
    if ('reason' in row) exclusions.push(row);
    else observations.push(row);
  }
  refuseRepeats(metric, observations);
  return {
    metric,
    observations: observations.sort(inRowOrder),
    exclusions: exclusions.sort(inRowOrder),
  };
}

/** What every metric sees in one cell, or in several in a row: one that is switched off nothing. Throws where a metric observes one subject and developer twice. */
export const observe = (facts: CellFacts): Observed[] =>
  facts.metrics.map((metric) => observeOne(metric, facts));

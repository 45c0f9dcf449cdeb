import {
  type InputKind,
  listOf,
  type MetricInputs,
  noInputs,
} from '../model/inputs/metric-input.js';
import type { Exclusion, Observation } from '../model/observation.js';
import { isEnabled } from '../model/profile/enabled-metric.js';
import type { Rules } from '../model/team.js';
import type { Window } from '../model/time.js';
import type { Metric, Population } from './metric.js';
import { inRowOrder } from './row-order.js';

/** The inputs of one cell, and the rules and metrics that observe them. */
export interface CellFacts {
  /** The UTC month of the cell, or several months in a row. */
  readonly window: Window;
  /** The inputs of both populations. */
  readonly inputs: Readonly<Record<Population, MetricInputs>>;
  /** The rules by which the team is measured. */
  readonly rules: Rules;
  /** The metrics that observe. */
  readonly metrics: readonly Metric[];
}
/** The observations and exclusions of one metric. */
export interface Observed {
  /** The metric. */
  readonly metric: Metric;
  /** Sorted by `at`, subject, developer, sub-key. */
  readonly observations: readonly Observation[];
  /** The rows that are not counted, sorted like the observations. */
  readonly exclusions: readonly Exclusion[];
}

/** Returns the inputs of these kinds alone. Reviews and comments come with pull requests. */
const inputsOf = (inputs: MetricInputs, kinds: readonly InputKind[]): MetricInputs => ({
  ...noInputs,
  ...Object.fromEntries(kinds.map((kind) => [listOf[kind], inputs[listOf[kind]]])),
  acts: kinds.includes('pullRequest') ? inputs.acts : [],
});

function refuseRepeats(metric: Metric, rows: readonly Observation[]): void {
  if (metric.repeats) return;
  const seen = new Set<string>();
  for (const { subject, developer, subKey = 0 } of rows) {
    const key = `${subject}:${developer}:${subKey}`;
    if (seen.has(key))
      throw new Error(`${metric.id} observes subject ${subject} twice for developer ${developer}.`);
    seen.add(key);
  }
}

function observeOne(metric: Metric, { window: { from, to }, inputs, rules }: CellFacts): Observed {
  const observations: Observation[] = [];
  const exclusions: Exclusion[] = [];
  const rows = isEnabled(metric, rules)
    ? metric.observe(inputsOf(inputs[metric.population], metric.reads(rules)), rules)
    : [];
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

/**
 * Returns what every metric observes in one cell, or in several months in a row; nothing for a metric that is switched off.
 * A metric is given the inputs of the kinds that it reads, and no others.
 * Throws if a metric observes one subject and developer twice.
 * @example
 * ```ts
 * import { defaultRules, inputOf, metrics, noInputs, observe } from 'engineering-insights/engine';
 *
 * const at = Date.parse('2026-03-02T09:00Z');
 * const commits = [inputOf('commit', { number: 1, developer: 7, authoredAt: at })];
 * const inputs = { ...noInputs, commits };
 * const [observed] = observe({
 *   window: { from: Date.parse('2026-03-01'), to: Date.parse('2026-04-01') },
 *   inputs: { DEVELOPERS: inputs, FILTERS: inputs },
 *   rules: defaultRules,
 *   metrics: metrics.filter(({ id }) => id === 'CODING_DAYS_PER_DEVELOPER'),
 * });
 * console.log(observed?.observations.length); // 1
 * ```
 */
export const observe = (facts: CellFacts): Observed[] =>
  facts.metrics.map((metric) => observeOne(metric, facts));

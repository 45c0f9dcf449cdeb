import type { InputKind, MetricInputs } from '../model/inputs/metric-input.js';
import {
  type Exclusion,
  type ExclusionReason,
  type Observation,
  UNTAGGED,
} from '../model/observation.js';
import type { Rules } from '../model/team.js';
import type { Instant } from '../model/time.js';
import type {
  AnyInput,
  CountedRow,
  ExcludedObservation,
  ExclusionTags,
  Metric,
  MetricDefinition,
  TagName,
  Totals,
  Vocabulary,
} from './metric.js';
import { apartFromNobodys } from './nobodys.js';
import { amountsIn } from './unit.js';

/** Returns a row that is not counted, with the reason; by default at the input's own instant. */
export const exclude = (
  input: AnyInput,
  reason: ExclusionReason,
  at: Instant = input.ownAt,
  tags: ExclusionTags = {},
): ExcludedObservation => ({ excluded: input, at, reason, tags });

const exclusionOf = (
  { excluded, at, reason, tags: given }: ExcludedObservation,
  tags: readonly TagName[],
): Exclusion => ({
  subject: excluded.number,
  developer: excluded.developer,
  at,
  reason,
  tags: tags.map((tag) => given?.[tag] ?? (excluded as ExclusionTags)[tag] ?? UNTAGGED),
});

const ordered = (names: readonly string[], values: Readonly<Record<string, number | null>> = {}) =>
  names.map((name) => values[name] ?? UNTAGGED);

/** A row as its metric's file yields it; names that the metric does not declare are ignored. */
interface YieldedRow extends CountedRow {
  readonly parts?: Readonly<Record<string, number | null>>;
  readonly tags?: Readonly<Record<string, number | null>>;
}

function observationOf(
  row: YieldedRow,
  parts: readonly string[],
  tags: readonly TagName[],
): Observation {
  const { subject, subKey, developer, at, value, others = [] } = row;
  return {
    subject,
    ...(subKey && { subKey }),
    developer,
    at,
    value,
    parts: ordered(parts, row.parts),
    tags: ordered(tags, row.tags),
    ...(others.length > 0 && { others }),
  };
}

/**
 * Separates the facts of nobody from the inputs, for a metric of the `DEVELOPERS` population alone.
 */
const apartOf = ({ population, inputs: instants }: Vocabulary, inputs: MetricInputs) =>
  population === 'DEVELOPERS' ? apartFromNobodys(inputs, instants) : { inputs, nobodys: [] };

/**
 * Returns a metric as a frozen value. The compiler holds the parts and tags that `observe` yields to those that are declared.
 * @example
 * ```ts
 * import { count, defineMetric, exclude, inputOf, measure, questionOf } from 'engineering-insights/engine';
 *
 * const hotfixes = defineMetric({
 * id: 'HOTFIXES',
 * title: 'Hotfixes',
 * description: 'Merged pull requests with the label hotfix.',
 * formula: 'number of merged pull requests with the label hotfix',
 * unit: 'COUNT',
 * better: 'LOWER',
 * profile: 'PRODUCTIVITY',
 * population: 'DEVELOPERS',
 * inputs: { pullRequest: 'mergedAt' },
 * summary: count,
 * *observe({ pullRequests }) {
 *     for (const one of pullRequests)
 *       if (one.mergedAt === null) yield exclude(one, 'NOT_MERGED');
 *       else if (one.labels.includes('hotfix'))
 *         yield { subject: one.number, developer: one.developer, at: one.mergedAt, value: 1 };
 * },
 * });
 * const openedAt = Date.parse('2026-03-02T09:00Z');
 * const pullRequests = [
 * inputOf('pullRequest', { number: 1, developer: 7, openedAt, mergedAt: openedAt, labels: ['hotfix'] }),
 * ];
 * const dates = { from: '2026-03-02', to: '2026-03-08' };
 * console.log(measure(questionOf({ metric: hotfixes, inputs: { pullRequests }, dates })).headline.value); // 1
 * ```
 */
export function defineMetric<const Part extends string = never, const Tag extends TagName = never>(
  definition: MetricDefinition<Part, Tag>,
): Metric {
  const {
    parts = [],
    tags = [],
    flags = [],
    leadIn = null,
    standsFor = null,
    ...said
  } = definition;
  const { options, notes, amounts, observe, reads, tagged, lacks, ...words } = said;
  const kinds = Object.keys(definition.inputs) as InputKind[];
  return Object.freeze({
    ...words,
    parts,
    tags,
    flags,
    leadIn,
    standsFor,
    reads: reads ?? (() => kinds),
    tagged: tagged ?? (() => tags),
    lacks: lacks ?? (() => []),
    options: options ?? (() => []),
    amounts: amounts ?? (() => amountsIn(definition.unit)),
    notes: (totals: Totals) => notes?.(totals) ?? [],
    *observe(given: MetricInputs, rules: Rules) {
      const { inputs, nobodys } = apartOf(definition, given);
      for (const { input, reason, at } of nobodys)
        yield exclusionOf(exclude(input, reason, at), tags);
      for (const row of observe(inputs, rules))
        yield 'excluded' in row ? exclusionOf(row, tags) : observationOf(row, parts, tags);
    },
  });
}

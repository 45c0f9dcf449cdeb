import type { MetricInputBase } from '../model/inputs/input-base.js';
import type { InputKind, InputOf, MetricInputs } from '../model/inputs/metric-input.js';
import {
  type Exclusion,
  type ExclusionReason,
  type Observation,
  UNTAGGED,
} from '../model/observation.js';
import type { ProfileKind } from '../model/profile.js';
import type { Rules } from '../model/team.js';
import type { Instant } from '../model/time.js';
import { type ApartFromNobodys, apartFromNobodys } from './nobodys.js';
import type { Summary } from './summary/summary.js';
import { type Amounts, amountsIn, type Unit } from './unit.js';

export type { Unit } from './unit.js';

/** Which direction of a value is an improvement. */
export type Better = 'HIGHER' | 'LOWER';
/**
 * The rows that a cell holds. `DEVELOPERS`: rows of all who ever were members. `FILTERS`: rows that
 * the team's filters match.
 */
export type Population = 'DEVELOPERS' | 'FILTERS';
/** The property by which rows can be broken down or filtered. */
export type TagName = 'repository' | 'service' | 'pipeline' | 'project' | 'category';

type InstantName<Kind extends InputKind> = Extract<keyof InputOf[Kind], `${string}At`>;
/** Which kinds of fact a metric observes, each with the instant that puts it into a bucket. */
export type InputInstants = { readonly [Kind in InputKind]?: InstantName<Kind> };

type AnyInput = MetricInputBase;

interface Seen {
  readonly subject: number;
  /** 0, or absent, for the row of the whole subject; else the number of the service. */
  readonly subKey?: number;
  readonly developer: number | null;
  readonly at: Instant;
  /** Milliseconds, lines, counts: an integer wherever it can be one, so that sums do not depend on order. */
  readonly value: number;
  /** Other developers who had a part in it. */
  readonly others?: readonly number[];
}
type Named<Key extends string, Name extends string, Value> = [Name] extends [never]
  ? { readonly [K in Key]?: never }
  : { readonly [K in Key]: Readonly<Record<Name, Value>> };

/**
 * A row that counts, as `observe` yields it. Every declared part and tag must be given, and no
 * other. A tag is null if there is none.
 */
export type CountedObservation<Part extends string, Tag extends string> = Seen &
  Named<'parts', Part, number> &
  Named<'tags', Tag, number | null>;
/** A row that does not count, as `observe` yields it. */
export interface ExcludedObservation {
  /** The input that is not counted. */
  readonly excluded: AnyInput;
  /** The instant that puts it into a bucket. */
  readonly at: Instant;
  /** Why it is not counted. */
  readonly reason: ExclusionReason;
  /** Tags that the metric input does not have as properties of its own. */
  readonly tags?: ExclusionTags;
}
type ExclusionTags = Readonly<Partial<Record<TagName, number | null>>>;

/** Sums over the rows that count, for the notes of an explanation. */
export interface Totals<Part extends string = string> {
  /** Number of rows that count. */
  readonly counted: number;
  /** Sum of each part. */
  readonly parts: Readonly<Record<Part, number>>;
}

interface Vocabulary {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** In words and signs, for people. */
  readonly formula: string;
  readonly unit: Unit;
  readonly better: Better;
  readonly profile: ProfileKind;
  readonly population: Population;
  readonly inputs: InputInstants;
  /** True where a row is a sum over files. */
  readonly byFile?: boolean;
  /** True if one subject and developer may have several rows, at different instants. */
  readonly repeats?: boolean;
  /** True if rows may name other developers beside the one whose they are. */
  readonly shared?: boolean;
}

/** A metric as its file defines it. `observe` gets the inputs of one team and month alone. */
export interface MetricDefinition<Part extends string, Tag extends TagName> extends Vocabulary {
  /** Names of the numbers that each row carries with its value. Default none. */
  readonly parts?: readonly Part[];
  /** Names of the tags that each row carries. Default none. */
  readonly tags?: readonly Tag[];
  /** Parts that say yes or no by 1 and 0, or count; every other is an amount in the metric's unit. */
  readonly flags?: readonly NoInfer<Part>[];
  /** The part that holds how many milliseconds before its instant a row must lie within the range too, 0 for none. */
  readonly leadIn?: NoInfer<Part> | null;
  /** The part that says how many rows by service a row covers; 0 for a further service. */
  readonly standsFor?: NoInfer<Part> | null;
  /** How rows become a number. */
  readonly summary: Summary<NoInfer<Part>>;
  /** Returns the kinds of input that it reads under these rules; default all. */
  readonly reads?: (rules: Rules) => readonly InputKind[];
  /** Returns the tags that each of its rows can carry under these rules; default all. */
  readonly tagged?: (rules: Rules) => readonly TagName[];
  /**
   * Returns the settings that the team or the profile lacks, each as `what: what to do`; the team
   * has no value meanwhile. Default nothing.
   */
  readonly lacks?: (rules: Rules) => readonly string[];
  /** Describes the profile and settings that decide its rows beside filters; default nothing. */
  readonly options?: (rules: Rules) => readonly string[];
  /** Returns what a reader should know, given what was counted. Default nothing. */
  readonly notes?: (totals: Totals<NoInfer<Part>>) => readonly string[];
  /** Returns the units of rows and numerators under these rules; default by `unit`. */
  readonly amounts?: (rules: Rules) => Amounts;
  /** Yields a row for each input: counted with its value, or excluded with its reason. */
  readonly observe: (
    inputs: MetricInputs,
    rules: Rules,
  ) => Iterable<CountedObservation<NoInfer<Part>, NoInfer<Tag>> | ExcludedObservation>;
}

/** A metric as the modules use it: rows in the shape in which they are stored. */
export interface Metric extends Vocabulary {
  /** Names of the parts, in the order in which rows hold them. */
  readonly parts: readonly string[];
  /** Names of the tags, in the order in which rows hold them. */
  readonly tags: readonly TagName[];
  /** Names of the parts that are no amount in the unit. */
  readonly flags: readonly string[];
  /**
   * Name of the part that holds how many milliseconds before its instant a row must lie within the
   * range too; null for none.
   */
  readonly leadIn: string | null;
  /**
   * Name of the part that holds how many rows by service a row covers; null if every row counts.
   */
  readonly standsFor: string | null;
  /** How rows become a number. */
  readonly summary: Summary;
  /** Returns which kinds of input it reads under these rules. */
  readonly reads: (rules: Rules) => readonly InputKind[];
  /** Returns which tags its rows can carry under these rules. */
  readonly tagged: (rules: Rules) => readonly TagName[];
  /**
   * Returns what settings or profile lack beside the places of what it reads, each as
   * `what: what fixes it`.
   */
  readonly lacks: (rules: Rules) => readonly string[];
  /** Describes what in profile and settings decides its rows beside the team's filters. */
  readonly options: (rules: Rules) => readonly string[];
  /** Returns the notes for a reader beside the formula, given what was counted. */
  readonly notes: (totals: Totals) => readonly string[];
  /** Returns the units of rows and numerators under these rules. */
  readonly amounts: (rules: Rules) => Amounts;
  /** Yields the rows of one cell: observations and exclusions. */
  readonly observe: (inputs: MetricInputs, rules: Rules) => Iterable<Observation | Exclusion>;
}

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

const ordered = (
  names: readonly string[],
  values: Readonly<Record<string, number | null>> = {},
): number[] => names.map((name) => values[name] ?? UNTAGGED);

/** A row as its metric's file yields it; names that the metric does not declare are ignored. */
interface YieldedRow extends Seen {
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
    ...(subKey && { facet: subKey }),
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
const apartOf = (
  { population, inputs: instants }: Vocabulary,
  inputs: MetricInputs,
): ApartFromNobodys =>
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

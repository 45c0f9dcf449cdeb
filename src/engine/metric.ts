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

export type Better = 'HIGHER' | 'LOWER';
/**
 * `DEVELOPERS`: a cell holds what anybody who ever was a member did, and the roster masks it when it is measured.
 * `FILTERS`: a cell holds what the team's filters match.
 */
export type Population = 'DEVELOPERS' | 'FILTERS';
export type TagName = 'repository' | 'service' | 'pipeline' | 'project' | 'category';

type InstantName<Kind extends InputKind> = Extract<keyof InputOf[Kind], `${string}At`>;
/** Which kinds of fact a metric observes, each with the instant that puts it into a bucket. */
type InputInstants = { readonly [Kind in InputKind]?: InstantName<Kind> };

type AnyInput = MetricInputBase;

interface Seen {
  readonly subject: number;
  /** 0, or absent, of the row that stands for the subject; others of it are told apart by theirs, the number of the service. */
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

/** What `observe` yields for a row that counts; every declared part and tag must be given, and no other. A tag is null where there is none. */
export type CountedObservation<Part extends string, Tag extends string> = Seen &
  Named<'parts', Part, number> &
  Named<'tags', Tag, number | null>;
/** What `observe` yields for a row that does not count. */
export interface ExcludedObservation {
  readonly leftOut: AnyInput;
  readonly at: Instant;
  readonly reason: ExclusionReason;
  /** Tags that the anchor does not have as properties of its own. */
  readonly tags?: ExclusionTags;
}
type ExclusionTags = Readonly<Partial<Record<TagName, number | null>>>;

/** Sums over the rows that count, for the notes of an explanation. */
export interface Totals<Part extends string = string> {
  readonly counted: number;
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
  /** True where rows say no more than that somebody did something: several of one subject and developer, at different instants. */
  readonly repeats?: boolean;
  /** True where rows may name other developers beside the one whose they are. */
  readonly shared?: boolean;
}

/** What a metric's file says. `observe` gets the anchors of one team and month and nothing older. */
export interface MetricDefinition<Part extends string, Tag extends TagName> extends Vocabulary {
  readonly parts?: readonly Part[];
  readonly tags?: readonly Tag[];
  /** Parts that say yes or no by 1 and 0, or count; every other is an amount in the metric's unit. */
  readonly flags?: readonly NoInfer<Part>[];
  /** The part that holds how many milliseconds before its instant a row must lie within the range too, 0 for none. */
  readonly leadIn?: NoInfer<Part> | null;
  /** The part that holds for how many rows by service a row stands; 0 of one that counts only where services are told apart. */
  readonly standsFor?: NoInfer<Part> | null;
  readonly summary: Summary<NoInfer<Part>>;
  /** Which of its anchors it reads under these rules, where a profile chooses a source; default all. */
  readonly reads?: (rules: Rules) => readonly InputKind[];
  /** Which of its tags each of its rows can carry under these rules, so that it can be asked of one value alone; default all. */
  readonly tagged?: (rules: Rules) => readonly TagName[];
  /**
   * What settings or profile lack beside the places of what it reads, each as `what: what mends it`; while there is any, the team
   * has no value. Default nothing.
   */
  readonly lacks?: (rules: Rules) => readonly string[];
  /** What of profile and settings decides its rows beside the team's filters, in words; default nothing. */
  readonly options?: (rules: Rules) => readonly string[];
  readonly notes?: (totals: Totals<NoInfer<Part>>) => readonly string[];
  /** What rows and numerators count under these rules; default things, or what the unit says of durations and points. */
  readonly amounts?: (rules: Rules) => Amounts;
  readonly observe: (
    inputs: MetricInputs,
    rules: Rules,
  ) => Iterable<CountedObservation<NoInfer<Part>, NoInfer<Tag>> | ExcludedObservation>;
}

/** A metric as the rooms use it: rows in the shape in which they are stored. */
export interface Metric extends Vocabulary {
  readonly parts: readonly string[];
  readonly tags: readonly TagName[];
  /** Names of the parts that are no amount in the unit. */
  readonly flags: readonly string[];
  /** Name of the part that holds how many milliseconds before its instant a row must lie within the range too; null for none. */
  readonly leadIn: string | null;
  /** Name of the part that holds for how many rows by service a row stands; null where every row counts. */
  readonly standsFor: string | null;
  readonly summary: Summary;
  readonly reads: (rules: Rules) => readonly InputKind[];
  readonly tagged: (rules: Rules) => readonly TagName[];
  /** What settings or profile lack beside the places of what it reads, each as `what: what mends it`. */
  readonly lacks: (rules: Rules) => readonly string[];
  /** What of profile and settings decides its rows beside the team's filters, in words. */
  readonly options: (rules: Rules) => readonly string[];
  /** What a reader should know beside the formula, given what was counted. */
  readonly notes: (totals: Totals) => readonly string[];
  /** What rows and numerators count under these rules. */
  readonly amounts: (rules: Rules) => Amounts;
  readonly observe: (inputs: MetricInputs, rules: Rules) => Iterable<Observation | Exclusion>;
}

/** A row that is not in the number and why; by default at the anchor's own instant, with the tags that are properties of it. */
export const exclude = (
  input: AnyInput,
  reason: ExclusionReason,
  at: Instant = input.ownAt,
  tags: ExclusionTags = {},
): ExcludedObservation => ({ leftOut: input, at, reason, tags });

const exclusionOf = (
  { leftOut, at, reason, tags: given }: ExcludedObservation,
  tags: readonly TagName[],
): Exclusion => ({
  subject: leftOut.number,
  developer: leftOut.developer,
  at,
  reason,
  tags: tags.map((tag) => given?.[tag] ?? (leftOut as ExclusionTags)[tag] ?? UNTAGGED),
});

const ordered = (
  names: readonly string[],
  values: Readonly<Record<string, number | null>> = {},
): number[] => names.map((name) => values[name] ?? UNTAGGED);

/** A row as its metric's file says it; names that the metric does not declare are not looked at. */
interface SightedRow extends Seen {
  readonly parts?: Readonly<Record<string, number | null>>;
  readonly tags?: Readonly<Record<string, number | null>>;
}

function observationOf(
  row: SightedRow,
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

/** Only what follows people must be somebody's. */
const apartOf = (
  { population, inputs: instants }: Vocabulary,
  inputs: MetricInputs,
): ApartFromNobodys =>
  population === 'DEVELOPERS' ? apartFromNobodys(inputs, instants) : { inputs, nobodys: [] };

/** Makes a metric of what its file says: the names of parts and tags that it yields are held to those it declares. */
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
        yield 'leftOut' in row ? exclusionOf(row, tags) : observationOf(row, parts, tags);
    },
  });
}

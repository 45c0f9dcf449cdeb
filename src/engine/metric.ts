import type { MetricInputBase } from '../model/inputs/input-base.js';
import type { InputKind, InputOf, MetricInputs } from '../model/inputs/metric-input.js';
import type { Exclusion, ExclusionReason, Observation } from '../model/observation.js';
import type { ProfileKind } from '../model/profile/profile.js';
import type { Rules } from '../model/team.js';
import type { Instant } from '../model/time.js';
import type { Summary } from './summary/summary.js';
import type { Amounts, Unit } from './unit.js';

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

export type AnyInput = MetricInputBase;

/** Values are integers wherever they can be, so that sums do not depend on order. */
export type CountedRow = Omit<Observation, 'parts' | 'tags'>;
type Named<Key extends string, Name extends string, Value> = [Name] extends [never]
  ? { readonly [K in Key]?: never }
  : { readonly [K in Key]: Readonly<Record<Name, Value>> };

/**
 * A row that counts, as `observe` yields it. Every declared part and tag must be given, and no
 * other. A tag is null if there is none.
 */
export type CountedObservation<Part extends string, Tag extends string> = CountedRow &
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
export type ExclusionTags = Readonly<Partial<Record<TagName, number | null>>>;

/** Sums over the rows that count, for the notes of an explanation. */
export interface Totals<Part extends string = string> {
  /** Number of rows that count. */
  readonly counted: number;
  /** Sum of each part. */
  readonly parts: Readonly<Record<Part, number>>;
}

export interface Vocabulary {
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

/** A metric as the modules use it: everything is said, and rows have the shape in which they are stored. */
export interface Metric
  extends Vocabulary,
    Required<Omit<MetricDefinition<string, TagName>, keyof Vocabulary | 'observe'>> {
  /** Yields the rows of one cell: observations and exclusions. */
  readonly observe: (inputs: MetricInputs, rules: Rules) => Iterable<Observation | Exclusion>;
}

import type { Instant } from '../../model/time.js';
import type { Unit } from '../unit.js';

/** Applies to durations; every other summary ignores it. */
export type Aggregation = 'MEAN' | 'MEDIAN' | 'P75' | 'P90' | 'P95';

/** A number with what it rests on. Where both `numerator` and `denominator` stand, `value` is their quotient. */
export interface Figure {
  /** The number; null if it is not known. */
  readonly value: number | null;
  /** The value where it is a duration. */
  readonly milliseconds: number | null;
  /** Per unit of the granularity, for counts. */
  readonly rate: number | null;
  /** Rows counted. */
  readonly sampleSize: number;
  /** The dividend; null if the value is no quotient. */
  readonly numerator: number | null;
  /** The divisor; null if the value is no quotient. */
  readonly denominator: number | null;
}
/** One part of a figure. */
export interface Segment {
  /** Key of the segment, such as `SMALL`. */
  readonly key: string;
  /** Its figure. */
  readonly value: Figure;
}

/** In the unit of the values. */
export interface Distribution {
  /** Arithmetic mean. */
  readonly mean: number;
  /** Middle value. */
  readonly median: number;
  /** 75th percentile. */
  readonly p75: number;
  /** 90th percentile. */
  readonly p90: number;
  /** 95th percentile. */
  readonly p95: number;
  /** Smallest value. */
  readonly min: number;
  /** Largest value. */
  readonly max: number;
  /** Number of values. */
  readonly sampleSize: number;
}

/** The rows that count, by column, those of one bucket (and group) side by side. Each call makes a column of its own. */
export interface LaidRows {
  /** Number of rows. */
  readonly length: number;
  /** The aggregation of the question. */
  readonly aggregation: Aggregation;
  /** Returns the values. */
  readonly value: () => Float64Array;
  /** Returns the instants. */
  readonly at: () => Float64Array;
  /** -1 where nobody matches. */
  readonly developer: () => Float64Array;
  /** Returns one part by its name. */
  readonly part: (name: string) => Float64Array;
  /** Returns one tag by its name; -1 for none. */
  readonly tag: (name: string) => Float64Array;
  /** Numbers of the categories that are named whether anything is of them or not, in this order. */
  readonly categories: readonly number[];
  /** By which of the summary's groupings segments are asked for; null: by its first. */
  readonly groupBy: string | null;
  /** The instants at which the local days of the window begin, and the end of the last. */
  readonly dayEdges: () => readonly Instant[];
}

/** The context of the rows of one bucket, or of the whole window. */
export interface Frame {
  /** The span: one bucket, or the whole window. */
  readonly span: 'BUCKET' | 'WINDOW';
  /** Developers to divide by; null where the metric is not per developer. */
  readonly developers: number | null;
  /** How many units of the granularity it spans; less than 1 in a bucket that the window cuts. */
  readonly units: number;
}

/** The rows from `from` up to, but without, `to`. */
export interface RowSpan {
  /** First row. */
  readonly from: number;
  /** First row after the span. */
  readonly to: number;
}

/** Measures the rows from `from` up to, but without, `to`. */
export interface Measurer {
  /** Returns the figure of the rows from `from` up to, but without, `to`. */
  readonly figure: (from: number, to: number, frame: Frame) => Figure;
  /** `whole` are the rows of the whole answer, which decide what segments there are. */
  readonly segments?: (
    from: number,
    to: number,
    frame: Frame,
    whole: RowSpan,
  ) => readonly Segment[];
  /** Null where no distribution belongs to the metric, or nothing was observed. */
  readonly distribution?: (from: number, to: number) => Distribution | null;
}

/** The rows behind a number by column, in any order. */
export interface SeenRows {
  /** Subject number of each row. */
  readonly subject: Float64Array;
  /** Developer number of each row; -1 for nobody. */
  readonly developer: Float64Array;
  /** Instant of each row. */
  readonly at: Float64Array;
  /** Instants at which the local days of the window begin, and the end of the last. */
  readonly dayEdges: readonly Instant[];
}

/** How rows become a number. `Part` are the parts it reads, which a metric that uses it must declare. */
export interface Summary<Part extends string = string> {
  /** Names of the parts it reads. */
  readonly parts: readonly Part[];
  /** The aggregation of a question applies. */
  readonly aggregates: boolean;
  /** Names of the ways in which its segments can divide a figure, such as `PR_SIZE`; the first is the default. Empty where there are none. */
  readonly groupings?: readonly string[];
  /** True if it divides by the developers of the roster. */
  readonly perDeveloper: boolean;
  /** By key, the unit of segments that are not in that of the value. */
  readonly segmentUnits?: Readonly<Record<string, Unit>>;
  /** Returns what each row adds to the numerator, if that is not its value. */
  readonly contributions?: (rows: SeenRows) => Float64Array;
  /** Returns the notes for a reader of figures under this aggregation. */
  readonly notes?: (aggregation: Aggregation) => readonly string[];
  /** Returns what measures spans of these rows. */
  readonly open: (rows: LaidRows) => Measurer;
}

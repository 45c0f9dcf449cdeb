import { type ExclusionReason, exclusionReasons } from '../model/observation.js';
import type { TimeZone } from '../model/time.js';
import { eachExcluded } from './excluded-rows.js';
import { measure } from './measure.js';
import type { Measured } from './measured.js';
import type { Totals } from './metric.js';
import { gather } from './selection/gather.js';
import type { Disagreement } from './selection/repeats.js';
import { type Query, type Selection, selectionOf } from './selection/select.js';
import { sum } from './stats/sum.js';

/** An explanation of a number. */
export interface Explained {
  /** The formula of the metric. */
  readonly formula: string;
  /** The notes for a reader beside the formula. */
  readonly notes: readonly string[];
  /** Rows counted in the headline. */
  readonly counted: number;
  /** In the order of the closed list of reasons; reasons without a row are not named. */
  readonly excluded: readonly {
    /** Why the rows are not counted. */
    readonly reason: ExclusionReason;
    /** How many rows. */
    readonly count: number;
  }[];
  /** Developers that the headline is divided by; null where it is not. */
  readonly developers: number | null;
  /** Units of the granularity in the window, where the headline or its rate is divided by them. */
  readonly units: number | null;
  /** The zone of the local days that count, as units and as days on which something was done. */
  readonly zone: TimeZone;
  /** Where teams see one subject differently: the one with the lower number counts. */
  readonly disagreements: readonly Disagreement[];
}

function totalsOf(selection: Selection): Totals {
  const { metric } = selection.question;
  const sums = metric.parts.map((part, index) => [
    part,
    sum(gather(selection, ({ parts }) => parts[index]!)),
  ]);
  return { counted: selection.offsets.at(-1)!, parts: Object.fromEntries(sums) };
}

function excludedByReason(selection: Selection): Explained['excluded'] {
  const counts = exclusionReasons.map(() => 0);
  const buckets = selection.buckets.map((_, index) => index);
  eachExcluded(selection, buckets, (_team, columns, row) => {
    counts[columns.reason[row]!]!++;
  });
  return exclusionReasons.flatMap((reason, index) =>
    counts[index] ? [{ reason, count: counts[index] }] : [],
  );
}

const unitsUsed = ({ question }: Selection, { headline, units }: Measured): number | null =>
  question.metric.summary.perDeveloper || headline.rate !== null ? units : null;

/**
 * Returns why the headline is what it is: formula, notes, counted rows and excluded rows by reason.
 * Pass the answer of `measure` as `measured` if it is at hand. Throws if the question names an undeclared tag.
 */
export function explain(asked: Query, measured?: Measured): Explained {
  const selection = selectionOf(asked);
  const { metric, aggregation, zone } = selection.question;
  const answer = measured ?? measure(selection);
  const totals = totalsOf(selection);
  return {
    formula: metric.formula,
    notes: [...metric.notes(totals), ...(metric.summary.notes?.(aggregation) ?? [])],
    counted: totals.counted,
    excluded: excludedByReason(selection),
    developers: answer.developers,
    units: unitsUsed(selection, answer),
    zone,
    disagreements: answer.disagreements,
  };
}

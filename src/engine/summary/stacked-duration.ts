import { once } from '../../model/once.js';
import { sum } from '../stats/sum.js';
import { duration } from './duration.js';
import { durationOf } from './figure.js';
import { perAnswer } from './per-answer.js';
import type { LaidRows, Measurer, RowSpan, Segment, Summary } from './summary.js';

/** One stretch of a duration. */
export interface Stretch<Part extends string> {
  /** Key of its segment. */
  readonly key: string;
  /** Its milliseconds in each row, 0 where the row has it not. */
  readonly part: Part;
  /** 1 where the row has it, else 0; where there is no such part every row has it. */
  readonly presence?: Part;
}

const having = (durations: Float64Array, presence: Float64Array): Float64Array =>
  durations.filter((_, row) => presence[row] === 1);

type Segments = (from: number, to: number, whole: RowSpan) => readonly Segment[];

/** Measures one stretch: none where no row of the whole answer has it. */
function stretchOf<Part extends string>(
  rows: LaidRows,
  { key, part, presence }: Stretch<Part>,
): Segments {
  const present = presence ? rows.part(presence) : new Float64Array(rows.length).fill(1);
  if (presence && !present.includes(1)) return () => [];
  const isIn = perAnswer(({ from, to }) => !presence || present.subarray(from, to).includes(1));
  const durations = rows.part(part);
  const figure = (from: number, to: number) => {
    const span = durations.subarray(from, to);
    const has = present.subarray(from, to);
    const sampleSize = sum(has);
    if (rows.aggregation === 'MEAN')
      return durationOf(to > from ? sum(span) / (to - from) : null, sampleSize);
    const found = having(span, has);
    const alone = duration.open({ ...rows, value: () => found });
    const frame = { span: 'BUCKET', developers: null, units: 1 } as const;
    return { ...alone.figure(0, found.length, frame), sampleSize };
  };
  return (from, to, whole) => (isIn(whole) ? [{ key, value: figure(from, to) }] : []);
}

/**
 * A duration that is the sum of its stretches. Under a mean, stretches are divided by all rows, so
 * that they add up to the value. Under a percentile, each is that of the rows that have it, and
 * they need not add up. A stretch that no row of the answer has is not named. Its sample size is
 * the number of rows that have it.
 */
export const stackedDuration = <const Part extends string>(
  stretches: readonly Stretch<Part>[],
): Summary<Part> => ({
  ...duration,
  parts: stretches.flatMap(({ part, presence }) => (presence ? [part, presence] : [part])),
  groupings: ['PHASE'],
  notes: (aggregation) =>
    aggregation === 'MEAN'
      ? []
      : ['Segments are percentiles of their own: they need not add up to the value.'],
  open(rows): Measurer {
    const measured = once(() => stretches.map((stretch) => stretchOf(rows, stretch)));
    return {
      ...duration.open(rows),
      segments: (from, to, _frame, whole) =>
        measured().flatMap((segments) => segments(from, to, whole)),
    };
  },
});

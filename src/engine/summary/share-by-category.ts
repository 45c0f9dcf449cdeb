import { numbering } from '../stats/numbering.js';
import { orderedSum } from '../stats/ordered-sum.js';
import type { Figure, LaidRows, Measurer, Segment, Summary } from './summary.js';

/** The category of what has none, as a tag and as the key of a segment. */
const NONE = 0;

/** What there is of effort: by category, by its place among `categories`, with its rows; of those that are any; of all. */
interface Allocation {
  readonly effort: Float64Array;
  readonly rows: Int32Array;
  readonly categorised: number;
  readonly whole: number;
}
type Allocate = (from: number, to: number) => Allocation;

/** Rows with the place of their category among `keys`. */
interface Efforts {
  readonly effort: Float64Array;
  readonly category: Int32Array;
  readonly keys: readonly number[];
}

/** The rows of a span; where effort is no integer in the order of effort, so that sums are the same whatever order rows come in. */
function rowsInOrder(effort: Float64Array): (from: number, to: number) => Int32Array {
  const isExact = effort.every(Number.isInteger);
  return (from, to) => {
    const rows = Int32Array.from({ length: to - from }, (_, index) => from + index);
    return isExact ? rows : rows.sort((left, right) => effort[left]! - effort[right]!);
  };
}

/** Adds rows up in the order in which they are given. */
function allocate({ effort, category, keys }: Efforts, chosen: Iterable<number>): Allocation {
  const none = keys.indexOf(NONE);
  const sums = new Float64Array(keys.length);
  const rows = new Int32Array(keys.length);
  let categorised = 0;
  let whole = 0;
  for (const row of chosen) {
    const place = category[row]!;
    sums[place]! += effort[row]!;
    rows[place]!++;
    whole += effort[row]!;
    if (place !== none) categorised += effort[row]!;
  }
  return { effort: sums, rows, categorised, whole };
}

/** Effort as it is. */
function absolute(efforts: Efforts): Allocate {
  const rowsOf = rowsInOrder(efforts.effort);
  return (from, to) => allocate(efforts, rowsOf(from, to));
}

/** Of what each developer did alone the shares, added up: each developer adds up to one, and who had no effort does not count. */
function united(alone: readonly Allocation[], { keys }: Efforts): Allocation {
  const working = alone.filter(({ whole }) => whole > 0);
  const shares = (amountOf: (own: Allocation) => number) =>
    orderedSum(Float64Array.from(working, (own) => amountOf(own) / own.whole));
  return {
    effort: Float64Array.from(keys, (_, place) => shares(({ effort }) => effort[place]!)),
    rows: Int32Array.from(keys, (_, place) =>
      alone.reduce((count, { rows }) => count + rows[place]!, 0),
    ),
    categorised: shares(({ categorised }) => categorised),
    whole: working.length,
  };
}

/** Effort in full-time equivalents, whatever its unit. */
function byDeveloper(efforts: Efforts, developers: Float64Array): Allocate {
  const rowsOf = rowsInOrder(efforts.effort);
  return (from, to) => {
    const own = Map.groupBy(rowsOf(from, to), (row) => developers[row]!);
    return united(
      [...own.values()].map((rows) => allocate(efforts, rows)),
      efforts,
    );
  };
}

const shareOf = (numerator: number, denominator: number, sampleSize: number): Figure => ({
  value: denominator === 0 ? null : numerator / denominator,
  milliseconds: null,
  rate: null,
  sampleSize,
  numerator,
  denominator,
});

function allocateBy(rows: LaidRows, fullTimeEquivalent: string) {
  const { keys, index } = numbering(rows.tag('category'));
  const efforts: Efforts = { effort: rows.value(), category: index, keys };
  const equivalents = rows.part(fullTimeEquivalent);
  const asItIs = absolute(efforts);
  const equivalent = equivalents.includes(1) ? byDeveloper(efforts, rows.developer()) : asItIs;
  const allocated: Allocate = (from, to) =>
    equivalents.subarray(from, to).includes(1) ? equivalent(from, to) : asItIs(from, to);
  return { keys, allocated };
}

/**
 * The share of all effort, which is the value of the rows, that has a category other than 0. Segments: the share of each category
 * that has rows, 0 among them, by its number. Where the part is 1 effort is counted in full-time equivalents: within what is
 * measured each developer's adds up to one. What is no integer is added from the smallest on.
 */
export const shareByCategory = <const Part extends string>(
  fullTimeEquivalent: Part,
): Summary<Part> => ({
  parts: [fullTimeEquivalent],
  aggregates: false,
  groupings: ['CATEGORY'],
  perDeveloper: false,
  open(rows): Measurer {
    const { keys, allocated } = allocateBy(rows, fullTimeEquivalent);
    return {
      figure(from, to) {
        const { categorised, whole } = allocated(from, to);
        return shareOf(categorised, whole, to - from);
      },
      segments(from, to): Segment[] {
        const { effort, rows: counts, whole } = allocated(from, to);
        return keys.flatMap((key, place) =>
          counts[place] === 0
            ? []
            : [{ key: String(key), value: shareOf(effort[place]!, whole, counts[place]!) }],
        );
      },
    };
  },
});

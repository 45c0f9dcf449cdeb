import { numbering } from '../stats/numbering.js';
import { orderedSum } from '../stats/ordered-sum.js';
import { quotientOf } from './figure.js';
import { perAnswer } from './per-answer.js';
import type { LaidRows, Measurer, Segment, Summary } from './summary.js';

/** The tag of rows without a category, which is also the key of their segment. */
const NONE = 0;

/**
 * The effort and number of rows of each category, by its place among the keys; the effort with a
 * category; the whole effort.
 */
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

/**
 * Returns a function that lists the rows of a span. If effort is no integer, they are in the order
 * of effort, so that sums do not depend on the order of rows.
 */
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

/**
 * Returns the sum of the shares of each developer's own effort. Each developer adds up to one; a
 * developer without effort does not count.
 */
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

/** Returns effort in full-time equivalents, whatever its unit. */
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

/**
 * Returns the categories that are listed, in that order, and then all others that rows have; for
 * each row the place of its own.
 */
function categoriesOf(tags: Float64Array, listed: readonly number[]) {
  const { keys, index } = numbering(tags);
  const categories = [...listed, ...keys.filter((key) => !listed.includes(key))];
  const placeOf = keys.map((key) => categories.indexOf(key));
  return { keys: categories, category: index.map((key) => placeOf[key]!) };
}

function allocateBy(rows: LaidRows, fullTimeEquivalent: string) {
  const { keys, category } = categoriesOf(rows.tag('category'), rows.categories);
  const efforts: Efforts = { effort: rows.value(), category, keys };
  const equivalents = rows.part(fullTimeEquivalent);
  const asItIs = absolute(efforts);
  const equivalent = equivalents.includes(1) ? byDeveloper(efforts, rows.developer()) : asItIs;
  const allocated: Allocate = (from, to) =>
    equivalents.subarray(from, to).includes(1) ? equivalent(from, to) : asItIs(from, to);
  return { ...efforts, allocated };
}

/**
 * The share of all effort, which is the value of the rows, that has a category other than 0. Its
 * segments are the shares of the categories that are listed or that rows of the answer have, 0
 * among them, by number. If there is effort, the share of a category without any is 0. If the part
 * is 1, effort is counted in full-time equivalents: each developer's adds up to one within what is
 * measured. Fractions are added from the smallest on.
 */
export const shareByCategory = <const Part extends string>(
  fullTimeEquivalent: Part,
): Summary<Part> => ({
  parts: [fullTimeEquivalent],
  aggregates: false,
  groupings: ['CATEGORY'],
  perDeveloper: false,
  open(rows): Measurer {
    const { keys, category, allocated } = allocateBy(rows, fullTimeEquivalent);
    const named = perAnswer(({ from, to }) => {
      const had = new Set(category.subarray(from, to));
      return keys.flatMap((key, place) =>
        place < rows.categories.length || had.has(place) ? [{ key: String(key), place }] : [],
      );
    });
    return {
      figure(from, to) {
        const { categorised, whole } = allocated(from, to);
        return quotientOf(categorised, whole, to - from);
      },
      segments(from, to, _frame, answer): Segment[] {
        const { effort, rows: counts, whole } = allocated(from, to);
        return named(answer).map(({ key, place }) => ({
          key,
          value: quotientOf(effort[place]!, whole, counts[place]!),
        }));
      },
    };
  },
});

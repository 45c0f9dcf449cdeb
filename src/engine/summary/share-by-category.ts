import { numbering } from '../stats/numbering.js';
import { sum } from '../stats/sum.js';
import { perAnswer } from './per-answer.js';
import type { Figure, LaidRows, Measurer, Segment, Summary } from './summary.js';

/** The category of what has none, as a tag and as the key of a segment. */
const NONE = 0;

/** For each category, by its place among `categories`, its effort and its rows. */
interface Allocation {
  readonly effort: Float64Array;
  readonly rows: Int32Array;
}

type Allocate = (from: number, to: number) => Allocation;

const empty = (categories: number): Allocation => ({
  effort: new Float64Array(categories),
  rows: new Int32Array(categories),
});

/** The rows of a span; where effort is no integer in the order of effort, so that sums are the same whatever order rows come in. */
function rowsInOrder(effort: Float64Array): (from: number, to: number) => Int32Array {
  const isExact = effort.every(Number.isInteger);
  return (from, to) => {
    const rows = Int32Array.from({ length: to - from }, (_, index) => from + index);
    return isExact ? rows : rows.sort((left, right) => effort[left]! - effort[right]!);
  };
}

/** Effort as it is. */
function absolute(effort: Float64Array, category: Int32Array, categories: number): Allocate {
  const rowsOf = rowsInOrder(effort);
  return (from, to) => {
    const allocation = empty(categories);
    for (const row of rowsOf(from, to)) {
      allocation.effort[category[row]!]! += effort[row]!;
      allocation.rows[category[row]!]!++;
    }
    return allocation;
  };
}

/** Each developer's effort adds up to one, whatever its unit; who has none does not count. */
function byDeveloper(
  effort: Float64Array,
  category: Int32Array,
  categories: number,
  developers: Float64Array,
): Allocate {
  const { index, keys } = numbering(developers);
  const slots = Int32Array.from(category, (place, row) => index[row]! * categories + place);
  const each = absolute(effort, slots, keys.length * categories);
  return (from, to) => {
    const allocation = empty(categories);
    const parts = each(from, to);
    for (let start = 0; start < parts.effort.length; start += categories) {
      const own = parts.effort.subarray(start, start + categories);
      const whole = sum(own);
      for (let place = 0; place < categories; place++) {
        if (whole > 0) allocation.effort[place]! += own[place]! / whole;
        allocation.rows[place]! += parts.rows[start + place]!;
      }
    }
    return allocation;
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

/** The categories that are listed, in that order, and then all others that rows have; for each row the place of its own. */
function categoriesOf(tags: Float64Array, listed: readonly number[]) {
  const { keys, index } = numbering(tags);
  const categories = [...listed, ...keys.filter((key) => !listed.includes(key))];
  const placeOf = keys.map((key) => categories.indexOf(key));
  return { categories, places: index.map((key) => placeOf[key]!) };
}

function allocateBy(
  rows: LaidRows,
  places: Int32Array,
  categories: number,
  fullTimeEquivalent: string,
): Allocate {
  const effort = rows.value();
  const equivalents = rows.part(fullTimeEquivalent);
  const asItIs = absolute(effort, places, categories);
  const equivalent = equivalents.includes(1)
    ? byDeveloper(effort, places, categories, rows.developer())
    : asItIs;
  return (from, to) =>
    equivalents.subarray(from, to).includes(1) ? equivalent(from, to) : asItIs(from, to);
}

/**
 * The share of all effort, which is the value of the rows, that has a category other than 0. Segments: the share of each category
 * that is listed or that rows of the answer have, 0 among them, by its number; where there is effort, that of a category without
 * any is 0. Where the part is 1 effort is counted in full-time equivalents: within what is measured each developer's adds up to one.
 */
export const shareByCategory = <const Part extends string>(
  fullTimeEquivalent: Part,
): Summary<Part> => ({
  parts: [fullTimeEquivalent],
  aggregates: false,
  groupings: ['CATEGORY'],
  perDeveloper: false,
  open(rows): Measurer {
    const { categories, places } = categoriesOf(rows.tag('category'), rows.categories);
    const allocate = allocateBy(rows, places, categories.length, fullTimeEquivalent);
    const none = categories.indexOf(NONE);
    const named = perAnswer(({ from, to }) => {
      const had = new Set(places.subarray(from, to));
      return categories.flatMap((key, place) =>
        place < rows.categories.length || had.has(place) ? [{ key: String(key), place }] : [],
      );
    });
    return {
      figure(from, to) {
        const { effort } = allocate(from, to);
        const whole = sum(effort);
        return shareOf(none < 0 ? whole : sum(effort.with(none, 0)), whole, to - from);
      },
      segments(from, to, _frame, answer): Segment[] {
        const { effort, rows: counts } = allocate(from, to);
        const whole = sum(effort);
        return named(answer).map(({ key, place }) => ({
          key,
          value: shareOf(effort[place]!, whole, counts[place]!),
        }));
      },
    };
  },
});

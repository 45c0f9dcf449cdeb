import { type Month, monthWindow } from '../../model/month.js';
import {
  type Exclusion,
  exclusionReasons,
  NOBODY,
  type Observation,
} from '../../model/observation.js';

/** Rows of one metric. */
export interface MetricRows {
  readonly observations: readonly Observation[];
  readonly exclusions: readonly Exclusion[];
}
/**
 * Rows of one metric in one cell, packed: numbers with commas between them. The first four count observations, excluded rows, tags and
 * parts. The columns of observations follow (keys, tags, parts), and those of excluded rows (keys, tags). The end are subjects that have
 * other developers, with how many and which.
 */
export type PackedRows = string;

/** How many numbers come before the columns. */
const HEADER = 4;
/** How many columns an observation has before its tags (subject, developer, instant, sub-key and value), and an excluded row (the reason as its fourth). */
export const [OBSERVATION_KEYS, EXCLUSION_KEYS] = [5, 4] as const;
export const [SUBJECT, DEVELOPER, AT, FOURTH, VALUE] = [0, 1, 2, 3, 4] as const;

const keysOf = (rows: readonly (Observation | Exclusion)[], from: number): number[][] => [
  rows.map(({ subject }) => subject),
  rows.map(({ developer }) => developer ?? NOBODY),
  rows.map(({ at }) => at - from),
];

/** Returns columns of lists that are all as long. */
const columnsOf = (count: number, lists: readonly (readonly number[])[]): number[][] =>
  Array.from({ length: count }, (_, index) => lists.map((list) => list[index]!));

const othersOf = ({ subject, others = [] }: Observation): number[] =>
  others.length === 0 ? [] : [subject, others.length, ...others];

/** Packs the rows of a month; an empty text if there are none. Throws RangeError for a number that is not finite. */
export function packRows(month: Month, { observations, exclusions }: MetricRows): PackedRows {
  const [first] = [...observations.slice(0, 1), ...exclusions.slice(0, 1)];
  if (!first) return '';
  const { from } = monthWindow(month);
  const tags = first.tags.length;
  const parts = observations[0]?.parts.length ?? 0;
  const numbers = [
    [observations.length, exclusions.length, tags, parts],
    ...keysOf(observations, from),
    observations.map(({ subKey = 0 }) => subKey),
    observations.map(({ value }) => value),
    ...columnsOf(
      tags,
      observations.map((row) => row.tags),
    ),
    ...columnsOf(
      parts,
      observations.map((row) => row.parts),
    ),
    ...keysOf(exclusions, from),
    exclusions.map(({ reason }) => exclusionReasons.indexOf(reason)),
    ...columnsOf(
      tags,
      exclusions.map((row) => row.tags),
    ),
    observations.flatMap(othersOf),
  ].flat();
  const wrong = numbers.find((number) => !Number.isFinite(number));
  if (wrong !== undefined) throw new RangeError(`${wrong} is no number to be kept.`);
  return numbers.join();
}

/** Columns in a list of numbers, one behind the other, of rows of one month. */
export interface Stretch {
  readonly numbers: readonly number[];
  /** Where the first column begins. */
  readonly first: number;
  readonly length: number;
  readonly keys: number;
  readonly tags: number;
  readonly parts: number;
}

const endOf = ({ first, length, keys, tags, parts }: Stretch): number =>
  first + length * (keys + tags + parts);

/** Returns how many observations, and how many excluded rows, a list has that holds packed rows from `at` on. */
export const observationCount = (numbers: readonly number[], at: number): number => numbers[at]!;
export const exclusionCount = (numbers: readonly number[], at: number): number => numbers[at + 1]!;

/** Finds the columns of observations in a list that holds packed rows from `at` on. */
export const observationsIn = (numbers: readonly number[], at: number): Stretch => ({
  numbers,
  first: at + HEADER,
  length: observationCount(numbers, at),
  keys: OBSERVATION_KEYS,
  tags: numbers[at + 2]!,
  parts: numbers[at + 3]!,
});

/** Finds the columns of excluded rows in such a list. */
export const exclusionsIn = (numbers: readonly number[], at: number): Stretch => ({
  numbers,
  first: endOf(observationsIn(numbers, at)),
  length: exclusionCount(numbers, at),
  keys: EXCLUSION_KEYS,
  tags: numbers[at + 2]!,
  parts: 0,
});

/** Calls back with each subject in such a list that has others, and with these. */
export function eachOthers(
  numbers: readonly number[],
  at: number,
  visit: (subject: number, others: readonly number[]) => void,
): void {
  for (let next = endOf(exclusionsIn(numbers, at)); next < numbers.length; ) {
    const to = next + 2 + numbers[next + 1]!;
    visit(numbers[next]!, numbers.slice(next + 2, to));
    next = to;
  }
}

export const numbersOf = (rows: PackedRows): number[] => JSON.parse(`[${rows}]`);

const subjectsIn = ({ numbers, first, length }: Stretch): readonly number[] =>
  numbers.slice(first, first + length);

/** Returns the subjects of packed rows, counted or not. */
export function subjectsOf(rows: PackedRows): readonly number[] {
  if (rows === '') return [];
  const numbers = numbersOf(rows);
  return [...subjectsIn(observationsIn(numbers, 0)), ...subjectsIn(exclusionsIn(numbers, 0))];
}

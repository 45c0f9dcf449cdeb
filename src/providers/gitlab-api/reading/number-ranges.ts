/** Sets of numbers as texts such as `1-40,42`: cursors hold the numbers of all that was read. */
type Range = readonly [first: number, last: number];

const rangesIn = (text: string): Range[] =>
  text.split(',').flatMap((part): Range[] => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    return first === undefined ? [] : [[Number(first), Number(last)]];
  });

const textOf = (ranges: readonly Range[]): string =>
  ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');

/** Returns the set with these numbers added. */
export function withNumbers(text: string, numbers: readonly number[]): string {
  const all = [...rangesIn(text), ...numbers.map((one): Range => [one, one])];
  const joined: [number, number][] = [];
  for (const [first, last] of all.sort(([left], [right]) => left - right)) {
    const before = joined.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return textOf(joined);
}

/** Returns every number of the set. */
export const numbersIn = (text: string): number[] =>
  rangesIn(text).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );

/** Returns the set without these numbers. */
export const withoutNumbers = (text: string, numbers: ReadonlySet<number>): string =>
  withNumbers(
    '',
    numbersIn(text).filter((one) => !numbers.has(one)),
  );

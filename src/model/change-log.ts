import type { FactKind } from './facts/facts.js';
import type { Month } from './month.js';
import type { Instant } from './time.js';

/** `[first, last]`, both included. */
export type NumberRange = readonly [number, number];

/** Where a commit lay before a correction or a removal, by its hash in small letters. */
export type FormerCommit = readonly [repository: number, sha: string];

export interface WhatOf {
  /** Facts were written, changed or retracted. */
  readonly FACTS: {
    readonly kind: FactKind;
    readonly numbers: readonly NumberRange[];
    /** True if identities were seen for the first time. */
    readonly newPeople: boolean;
    /**
     * The former repository and hash of commits that got another one, or were deleted. Absent if
     * there are none.
     */
    readonly formerCommits?: readonly FormerCommit[];
  };
  /** Observations of a cell changed. */
  readonly CELLS: {
    readonly team: number;
    readonly month: Month;
    readonly metrics: readonly string[];
  };
  /** Other rules are effective. */
  readonly RULES: { readonly teams: readonly number[]; readonly metrics: readonly string[] };
  /** Developers, teams, nodes or what hangs on them changed. */
  readonly DIRECTORY: {
    readonly developers: readonly number[];
    readonly teams: readonly number[];
    readonly nodes: readonly number[];
    /** True if settings or profiles changed, so that rules must be rebuilt: of the teams, or of any team if none or developers are named. */
    readonly rules: boolean;
  };
}
export type EntryKind = keyof WhatOf;
export type Entry = {
  readonly [Kind in EntryKind]: { readonly kind: Kind; readonly what: WhatOf[Kind] };
}[EntryKind];
/** An entry of the append-only change log of one account. */
export type LogEntry = Entry & { readonly sequence: number; readonly occurredAt: Instant };

/** Returns numbers as ascending ranges without gaps or repeats. */
export function rangesOf(numbers: Iterable<number>): NumberRange[] {
  const ranges: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((left, right) => left - right)) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** Returns the same numbers as ascending ranges that neither meet nor overlap. */
export function mergedRanges(ranges: Iterable<NumberRange>): NumberRange[] {
  const merged: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((left, right) => left[0] - right[0])) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** Returns all numbers of ranges, one by one. */
export const numbersIn = (ranges: Iterable<NumberRange>): number[] =>
  [...ranges].flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_number, index) => first + index),
  );

/** Returns the numbers that lie in none of these ranges. */
export const numbersOutside = (
  ranges: readonly NumberRange[],
  numbers: readonly number[],
): number[] =>
  numbers.filter((number) => !ranges.some(([first, last]) => number >= first && number <= last));

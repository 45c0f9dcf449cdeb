import {
  type ExclusionColumns,
  exclusionReasons,
  type ObservationColumns,
} from '../../model/observation.js';
import type { Question, TeamColumns } from '../question.js';
import type { RowTest } from './row-test.js';

/**
 * Returns a function that says if a row begins in the range that is asked for; null if all that end
 * in it do.
 */
function beginsInRange(
  { metric, window }: Question,
  { at, parts }: ObservationColumns,
): ((row: number) => boolean) | null {
  if (metric.leadIn === null) return null;
  const leadIn = parts[metric.parts.indexOf(metric.leadIn)]!;
  return (row) => at[row]! - leadIn[row]! >= window.from;
}

/** Returns the test of a cell's rows, which also asks that what must begin in the range does. */
export function withLeadIn(
  question: Question,
  columns: ObservationColumns,
  test: RowTest | null,
): RowTest | null {
  const begins = beginsInRange(question, columns);
  if (!begins) return test;
  return (rows, row) => begins(row) && (test === null || test(rows, row));
}

/** Returns the rows of a cell that end in the range and had to begin in it. */
function begunBefore(question: Question, columns: ObservationColumns): ExclusionColumns {
  const begins = beginsInRange(question, columns);
  const { at } = columns;
  const kept = Int32Array.from(
    begins ? [...at.keys()].filter((row) => at[row]! >= question.window.from && !begins(row)) : [],
  );
  const picked = (column: Float64Array) => Float64Array.from(kept, (row) => column[row]!);
  return {
    length: kept.length,
    subject: picked(columns.subject),
    developer: picked(columns.developer),
    at: picked(at),
    reason: new Uint8Array(kept.length).fill(exclusionReasons.indexOf('CREATED_BEFORE_RANGE')),
    tags: columns.tags.map(picked),
  };
}

/**
 * Returns the rows that a team excludes from an answer: those it always excludes, and those that
 * begin too early for this range.
 */
export const exclusionsOf = (
  question: Question,
  { cells, exclusions = [] }: TeamColumns,
): readonly ExclusionColumns[] =>
  question.metric.leadIn === null
    ? exclusions
    : [...exclusions, ...cells.map((columns) => begunBefore(question, columns))];

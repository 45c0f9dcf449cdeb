import {
  type ExclusionColumns,
  exclusionReasons,
  type ObservationColumns,
} from '../../model/observation.js';
import type { Question, TeamColumns } from '../question.js';
import type { RowTest } from './row-test.js';

/** Tells whether a row begins in the range that is asked for; null where all that end in it do. */
function beginsInRange(
  { metric, window }: Question,
  { at, parts }: ObservationColumns,
): ((row: number) => boolean) | null {
  if (metric.leadIn === null) return null;
  const leadIn = parts[metric.parts.indexOf(metric.leadIn)]!;
  return (row) => at[row]! - leadIn[row]! >= window.from;
}

/** The test of a cell's rows, which also asks that what must begin in the range does. */
export function withLeadIn(
  question: Question,
  columns: ObservationColumns,
  test: RowTest | null,
): RowTest | null {
  const begins = beginsInRange(question, columns);
  if (!begins) return test;
  return (rows, row) => begins(row) && (test === null || test(rows, row));
}

/** The rows of a cell that end in the range and had to begin in it. */
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

/** What a team leaves out of an answer: what it always does, and what begins too early for this range. */
export const exclusionsOf = (
  question: Question,
  { cells, exclusions = [] }: TeamColumns,
): readonly ExclusionColumns[] =>
  question.metric.leadIn === null
    ? exclusions
    : [...exclusions, ...cells.map((columns) => begunBefore(question, columns))];

import type { Question } from '../../src/engine/question.js';
import { type Row, rowsOf } from '../../src/engine/rows.js';
import type { Query } from '../../src/engine/selection/select.js';
import type { Figure } from '../../src/engine/summary/summary.js';
import type { Window } from '../../src/model/time.js';
import type { Recomputed, RecomputedRow } from './recomputed.js';

export const allRows = (asked: Query, bucket?: number): Row[] => {
  const rows = rowsOf(asked, bucket);
  return Array.from({ length: rows.length }, (_, index) => rows.row(index));
};
export const total = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0);
/** Returns the rows with their parts by name. */
export const rowsWithNamedParts = ({ metric }: Question, rows: readonly Row[]): RecomputedRow[] =>
  rows.map(({ developer, at, value, parts }) => ({
    ...{ developer, at, value },
    parts: Object.fromEntries(metric.parts.map((name, index) => [name, parts[index]!])),
  }));
export const figureOf = ({ value, numerator, denominator, rate }: Figure): Recomputed => ({
  ...{ value, numerator, denominator, rate },
});

/**
 * Returns the developers that a span is divided by: from the memberships, or from the rows if
 * contributors are asked for.
 */
export function developersOf(
  question: Question,
  { to }: Window,
  rows: readonly Row[],
): number | null {
  const { metric, teams, membership, denominator, now } = question;
  if (!metric.summary.perDeveloper) return null;
  if (denominator === 'CONTRIBUTING') return new Set(rows.map(({ developer }) => developer)).size;
  const at = membership === 'CURRENT' ? now : Math.min(to - 1, now);
  const members = teams
    .flatMap(({ roster }) => roster)
    .filter(({ since, until }) => (since ?? at) <= at && at < (until ?? Infinity));
  return new Set(members.map(({ developer }) => developer)).size;
}

/**
 * Returns the key of what counts once, however many teams hold it: a subject of a developer, or one
 * service of a deployment.
 */
export function keyOf({ metric: { tags, standsFor } }: Question, row: Row): string {
  const service = standsFor === null ? undefined : row.tags[tags.indexOf('service')];
  return `${row.subject}:${row.developer}:${service}`;
}

/** The first team, by number, that holds something says what it is worth. */
export function distinct(question: Question): Row[] {
  const seen = new Map<string, Row>();
  for (const team of question.teams.toSorted((left, right) => left.team - right.team))
    for (const row of allRows({ ...question, teams: [team] })) {
      const key = keyOf(question, row);
      if (!seen.has(key)) seen.set(key, row);
    }
  return [...seen.values()];
}

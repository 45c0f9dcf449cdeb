import type { Exclusion, ExclusionColumns } from '../model/observation.js';
import type { Instant } from '../model/time.js';
import { exclusionAt } from './columns.js';
import { cellRows, eachRow } from './selection/cell-rows.js';
import { exclusionsOf } from './selection/lead-in.js';
import { exclusionTest, tagTest } from './selection/row-test.js';
import {
  mayRepeat,
  type Query,
  type Selection,
  selectionOf,
  teamsInOrder,
} from './selection/select.js';
import { Union } from './selection/union.js';

/** One row that is in no number, and why. */
export interface ExcludedRow extends Exclusion {
  /** The team with the lowest number that excludes it. */
  readonly team: number;
}

/**
 * Calls `visit` for each excluded row in one of `buckets`. A row is visited once for all teams, and
 * not if another team counts it.
 */
export function eachExcluded(
  { question, edges, union }: Selection,
  buckets: readonly number[],
  visit: (team: number, columns: ExclusionColumns, row: number) => void,
): void {
  const teams = teamsInOrder(question).map((team) => ({
    ...team,
    exclusions: exclusionsOf(question, team),
  }));
  const kept = tagTest(question);
  const repeating = teams.filter(({ team }) => mayRepeat(question, team));
  const seen = union ? new Union(repeating.flatMap(({ exclusions }) => exclusions)) : null;
  const isRepeat = (columns: ExclusionColumns, row: number, counted: Union): boolean => {
    const subject = columns.subject[row]!;
    return counted.has(subject) || seen!.admit(subject, columns.developer[row]!, row) >= 0;
  };
  for (const team of teams) {
    const test = exclusionTest(question, team);
    for (const columns of team.exclusions) {
      const rows = cellRows({ team: team.team, columns, base: 0 }, edges, test);
      for (const bucket of buckets)
        eachRow(rows, bucket, (row) => {
          const isFirst =
            !union || !mayRepeat(question, team.team) || !isRepeat(columns, row, union);
          if (isFirst && (!kept || kept(columns, row))) visit(team.team, columns, row);
        });
    }
  }
}

/**
 * Returns the rows that the headline excludes, or the bucket that begins at `bucket`, once for all teams. Throws if the question names an
 * undeclared tag.
 */
export function excludedRowsOf(asked: Query, bucket?: Instant): ExcludedRow[] {
  const selection = selectionOf(asked);
  const rows: ExcludedRow[] = [];
  const buckets = selection.buckets.flatMap(({ from }, index) =>
    bucket === undefined || bucket === from ? [index] : [],
  );
  eachExcluded(selection, buckets, (team, columns, row) => {
    rows.push({ ...exclusionAt(columns, row), team });
  });
  return rows;
}

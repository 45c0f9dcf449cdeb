import type { Window } from '../model/time.js';
import { isMasked, type Question, type TeamColumns } from './question.js';
import { rosterMask } from './roster.js';
import { type CellRows, cellRows, eachRow } from './selection/cell-rows.js';
import type { RowTest, TestedRows } from './selection/row-test.js';
import { type Selection, teamsInOrder } from './selection/select.js';

/**
 * Passes acts of known developers: of members if the roster decides, and only of one developer if
 * the question names one.
 */
function activityTest(question: Question, team: TeamColumns): RowTest {
  const { developer, membership, now } = question;
  const isMember = isMasked(question.metric, team)
    ? rosterMask(team.roster, membership, now)
    : () => true;
  return (rows, row) => {
    const who = rows.developer[row]!;
    const isAsked = developer === undefined ? who >= 0 : who === developer;
    return isAsked && isMember(who, rows.at[row]!);
  };
}

function activeRows({
  question,
  edges,
}: Pick<Selection, 'question' | 'edges'>): CellRows<TestedRows>[] {
  return teamsInOrder(question).flatMap((team) => {
    const test = activityTest(question, team);
    return (team.activity ?? team.cells).map(({ subject, at, developer }) =>
      cellRows(
        { team: team.team, columns: { subject, at, developer, tags: [] }, base: 0 },
        edges,
        test,
      ),
    );
  });
}

/**
 * Returns the developers who did anything at all, in each bucket and in the window, whatever metric
 * and tag were asked for.
 */
export function contributorsOf(
  selection: Pick<Selection, 'question' | 'buckets' | 'edges'>,
): ReadonlyMap<Window, ReadonlySet<number>> {
  const all = new Set<number>();
  const byBucket = selection.buckets.map((bucket) => [bucket, new Set<number>()] as const);
  for (const rows of activeRows(selection))
    for (const [index, [, active]] of byBucket.entries())
      eachRow(rows, index, (row) => {
        active.add(rows.columns.developer[row]!);
        all.add(rows.columns.developer[row]!);
      });
  return new Map<Window, ReadonlySet<number>>([...byBucket, [selection.question.window, all]]);
}

import { type Month, monthOf } from '../../model/month.js';
import { byColumn } from '../sql/by-column.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { addSubjects, removeSubjects, type SubjectInCell } from './cell-subjects.js';
import type { DirtyCells } from './dirty-cells.js';
import { type MetricRows, type PackedRows, packRows, subjectsOf } from './packed-rows.js';

/** Rows of one metric in cells. */
export interface SeenRows extends MetricRows {
  readonly metric: string;
}
/** The rows of a metric in a cell; an empty text if there are none. */
interface Packed {
  readonly metric: string;
  readonly month: Month;
  readonly rows: PackedRows;
}
interface Difference extends Packed {
  readonly before: PackedRows;
}

const keyOf = ({ metric, month }: Packed): string => `${month} ${metric}`;
const keysOf = ({ team, ruleset, months }: DirtyCells) => [team, ruleset, months];
const inCells = 'account_id = $1 and team = $2 and ruleset = $3 and month = any($4::int[])';

/** Loads what the cells hold of these metrics, or of all others. */
const loadPacked = (
  session: Session,
  cells: DirtyCells,
  metrics: readonly string[],
  which: '= any' | '<> all',
): Promise<Packed[]> =>
  session.load<Packed>(
    `select metric, month, rows from cell_rows where ${inCells} and metric ${which}($5::text[])`,
    [...keysOf(cells), metrics],
  );

/** Packs the rows of each metric in each of the months. */
function packAll(months: readonly Month[], seen: readonly SeenRows[]): Packed[] {
  return seen.flatMap(({ metric, observations, exclusions }) => {
    const observed = Map.groupBy(observations, ({ at }) => monthOf(at));
    const excluded = Map.groupBy(exclusions, ({ at }) => monthOf(at));
    return months.map((month) => {
      const own = {
        observations: observed.get(month) ?? [],
        exclusions: excluded.get(month) ?? [],
      };
      return { metric, month, rows: packRows(month, own) };
    });
  });
}

async function replaceRows(
  session: Session,
  { team, ruleset }: DirtyCells,
  differing: readonly Difference[],
): Promise<void> {
  const held = differing.filter(({ rows }) => rows !== '');
  const empty = differing.filter(({ rows }) => rows === '');
  if (held.length > 0)
    await session.run(
      `insert into cell_rows (account_id, team, ruleset, metric, month, rows)
       select $1, $2, $3, * from unnest($4::text[], $5::int[], $6::text[])
       on conflict (account_id, team, ruleset, metric, month) do update set rows = excluded.rows`,
      [team, ruleset, ...byColumn(held, 'metric', 'month', 'rows')],
    );
  if (empty.length > 0)
    await session.run(
      `delete from cell_rows old using unnest($4::text[], $5::int[]) as gone (metric, month)
       where account_id = $1 and team = $2 and ruleset = $3 and old.metric = gone.metric and old.month = gone.month`,
      [team, ruleset, ...byColumn(empty, 'metric', 'month')],
    );
}

/** Returns the subjects of rows by month, without those that others hold. */
function subjectsIn(
  all: readonly Pick<Packed, 'month' | 'rows'>[],
  others: readonly Pick<Packed, 'month' | 'rows'>[],
): SubjectInCell[] {
  const heldIn = Map.groupBy(others, ({ month }) => month);
  return [...Map.groupBy(all, ({ month }) => month)].flatMap(([month, own]) => {
    const held = new Set((heldIn.get(month) ?? []).flatMap(({ rows }) => subjectsOf(rows)));
    const subjects = new Set(own.flatMap(({ rows }) => subjectsOf(rows)));
    return [...subjects.difference(held)].map((subject) => ({ subject, month }));
  });
}

/** Keeps which subjects the cells hold. A subject that vanished of one metric may still have a row of another: they are looked up only then. */
async function replaceSubjects(
  session: Session,
  cells: DirtyCells,
  differing: readonly Difference[],
  after: readonly Packed[],
): Promise<void> {
  const before = differing.flatMap(({ month, before: rows }) =>
    rows === '' ? [] : [{ month, rows }],
  );
  await addSubjects(session, cells, subjectsIn(differing, before));
  if (before.length === 0) return;
  const vanished = subjectsIn(before, after);
  if (vanished.length === 0) return;
  const metrics = [...new Set(after.map(({ metric }) => metric))];
  const others = await loadPacked(session, cells, metrics, '<> all');
  const held = new Set(
    others.flatMap(({ month, rows }) => subjectsOf(rows).map((subject) => `${month} ${subject}`)),
  );
  const gone = vanished.filter(({ month, subject }) => !held.has(`${month} ${subject}`));
  await removeSubjects(session, cells, gone);
}

/** Replaces the rows of these metrics in cells. Writes only the difference. Returns the metrics whose rows differ, by month. */
export async function writeCells(
  session: Session,
  cells: DirtyCells,
  seen: readonly SeenRows[],
): Promise<Map<Month, string[]>> {
  const metrics = seen.map(({ metric }) => metric);
  const stored = await loadPacked(session, cells, metrics, '= any');
  const known = new Map(stored.map((one) => [keyOf(one), one.rows]));
  const after = packAll(cells.months, seen);
  const differing = after
    .map((one) => ({ ...one, before: known.get(keyOf(one)) ?? '' }))
    .filter(({ rows, before }) => rows !== before);
  await replaceRows(session, cells, differing);
  await replaceSubjects(session, cells, differing, after);
  const byMonth = Map.groupBy(differing, ({ month }) => month);
  await session.run(
    `update cell set version = version + (month = any($5::int[]))::int, observed_at = $6::timestamptz where ${inCells}`,
    [...keysOf(cells), [...byMonth.keys()], timestamp(session.now)],
  );
  return new Map(
    [...byMonth].map(([month, all]) => [
      month,
      [...new Set(all.map(({ metric }) => metric))].sort(),
    ]),
  );
}

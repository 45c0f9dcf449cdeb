import { type Month, monthOf } from '../../model/month.js';
import { byColumn } from '../sql/by-column.js';
import { timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { changeSubjects, type SubjectInCell } from './cell-subjects.js';
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

type Rows = Pick<Packed, 'month' | 'rows'>;

/** Returns the subjects of rows by month, without those that others hold. */
function subjectsIn(all: readonly Rows[], others: readonly Rows[]): SubjectInCell[] {
  const heldIn = Map.groupBy(others, ({ month }) => month);
  return [...Map.groupBy(all, ({ month }) => month)].flatMap(([month, own]) => {
    const held = new Set((heldIn.get(month) ?? []).flatMap(({ rows }) => subjectsOf(rows)));
    const subjects = new Set(own.flatMap(({ rows }) => subjectsOf(rows)));
    return [...subjects.difference(held)].map((subject) => ({ subject, month }));
  });
}

/** Returns those of the subjects of rows before that no metric has a row of any more. The other metrics are read where any can be gone. */
async function findGone(
  session: Session,
  cells: DirtyCells,
  before: readonly Rows[],
  after: readonly Packed[],
): Promise<SubjectInCell[]> {
  const vanished = before.length > 0 ? subjectsIn(before, after) : [];
  if (vanished.length === 0) return [];
  const metrics = [...new Set(after.map(({ metric }) => metric))];
  return subjectsIn(before, [...after, ...(await loadPacked(session, cells, metrics, '<> all'))]);
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
  const replaced = differing.map(({ month, before }) => ({ month, rows: before }));
  const old = replaced.filter(({ rows }) => rows !== '');
  const gone = await findGone(session, cells, old, after);
  await changeSubjects(session, cells, subjectsIn(differing, old), gone);
  const byMonth = Map.groupBy(differing, ({ month }) => month);
  await session.run(
    `update cell set version = version + (month = any($5::int[]))::int, observed_at = $6::timestamptz where ${inCells}`,
    [...keysOf(cells), [...byMonth.keys()], timestamp(session.now)],
  );
  return new Map(
    [...byMonth].map(([month, all]) => [month, all.map(({ metric }) => metric).sort()]),
  );
}

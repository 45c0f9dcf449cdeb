import { type Month, monthOf } from '../../model/month.js';
import type { Exclusion, Observation } from '../../model/observation.js';
import { binaryArray, type ElementType } from '../sql/binary-array.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import type { DirtyCells } from './dirty-cells.js';

/** Rows of one metric in cells. */
export interface SeenRows {
  readonly metric: string;
  readonly observations: readonly Observation[];
  readonly exclusions: readonly Exclusion[];
}
type Row = { readonly metric: string } & (Observation | Exclusion);
const tableOf = { observations: 'observation', exclusions: 'exclusion' } as const;

const subKeyOf = (row: Row): number => ('reason' in row ? 0 : (row.subKey ?? 0));
const keyOf = (row: Row) =>
  `${row.metric} ${row.subject} ${row.developer ?? 0} ${subKeyOf(row)} ${row.at}`;
const textOf = (row: Row) =>
  'reason' in row
    ? `${row.reason} ${row.tags.join()}`
    : `${row.value} ${row.parts.join()} ${row.tags.join()} ${row.others?.join() ?? ''}`;

const keysOf = ({ team, ruleset }: DirtyCells) => [team, ruleset];
const inCells = 'account_id = $1 and team = $2 and ruleset = $3 and month = any($4::int[])';
const ofMetrics = `${inCells} and metric = any($5::text[])`;

async function stored(
  session: Session,
  cells: DirtyCells,
  metrics: readonly string[],
): Promise<{ observations: Row[]; exclusions: Row[] }> {
  const parameters = [...keysOf(cells), cells.months, metrics];
  const shared = `metric, subject::float8 as subject, nullif(developer, 0)::float8 as developer, ${milliseconds('at')} as at, tags::float8[] as tags`;
  const observations = await session.load<Row>(
    `select ${shared}, facet::float8 as "subKey", value, parts, others::float8[] as others from observation where ${ofMetrics}`,
    parameters,
  );
  const exclusions = await session.load<Row>(
    `select ${shared}, reason from exclusion where ${ofMetrics}`,
    parameters,
  );
  return { observations, exclusions };
}

function differenceOf(before: readonly Row[], after: readonly Row[]) {
  if (before.length === 0) return { gone: [], come: after };
  const old = new Map(before.map((row) => [keyOf(row), textOf(row)]));
  const wanted = new Map(after.map((row) => [keyOf(row), textOf(row)]));
  return {
    gone: before.filter((row) => wanted.get(keyOf(row)) !== textOf(row)),
    come: after.filter((row) => old.get(keyOf(row)) !== textOf(row)),
  };
}

const columnOf = (rows: readonly Row[], type: ElementType, of: (row: Row) => number | null) =>
  binaryArray(type, rows.map(of));

const keyColumnsOf = (rows: readonly Row[]) => [
  rows.map(({ metric }) => metric),
  columnOf(rows, 'bigint', ({ subject }) => subject),
  columnOf(rows, 'bigint', ({ developer }) => developer ?? 0),
  columnOf(rows, 'integer', ({ at }) => monthOf(at)),
  columnOf(rows, 'timestamptz', ({ at }) => at),
];

async function remove(
  session: Session,
  cells: DirtyCells,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  await session.run(
    `delete from ${table} using unnest($4::text[], $5::bigint[], $6::bigint[], $7::int[], $8::timestamptz[], $9::bigint[])
       as gone (metric, subject, developer, month, at, facet)
     where account_id = $1 and team = $2 and ruleset = $3 and ${table}.metric = gone.metric and ${table}.subject = gone.subject
       and ${table}.developer = gone.developer and ${table}.month = gone.month and ${table}.at = gone.at
       and ${table === 'observation' ? `${table}.facet` : '0'} = gone.facet`,
    [...keysOf(cells), ...keyColumnsOf(rows), rows.map(subKeyOf)],
  );
}

/** Arrays of arrays must be rectangular, so each row's numbers travel as text. */
const braces = (numbers: readonly number[]) => `{${numbers.join(',')}}`;

const given =
  'unnest($4::text[], $5::bigint[], $6::bigint[], $7::int[], $8::timestamptz[], $9::text[]';
const names = 'metric, subject, developer, month, at, tags';
const selected = 'select $1, $2, $3, metric, subject, developer, month, at, tags::bigint[]';

async function add(
  session: Session,
  cells: DirtyCells,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const tags = rows.map((row) => braces(row.tags));
  const shared = [...keysOf(cells), ...keyColumnsOf(rows), tags];
  if (table === 'exclusion')
    await session.run(
      `insert into exclusion (account_id, team, ruleset, ${names}, reason) ${selected}, reason from ${given}, $10::text[]) as given (${names}, reason)`,
      [...shared, rows.map((row) => ('reason' in row ? row.reason : null))],
    );
  else
    await session.run(
      `insert into observation (account_id, team, ruleset, ${names}, facet, value, parts, others) ${selected}, facet, value, parts::float8[], others::bigint[]
       from ${given}, $10::bigint[], $11::float8[], $12::text[], $13::text[]) as given (${names}, facet, value, parts, others)`,
      [
        ...shared,
        columnOf(rows, 'bigint', subKeyOf),
        columnOf(rows, 'float8', (row) => ('value' in row ? row.value : null)),
        rows.map((row) => ('parts' in row ? braces(row.parts) : null)),
        rows.map((row) => ('others' in row ? braces(row.others ?? []) : '{}')),
      ],
    );
}

/** Replaces the rows of these metrics in cells. Writes only the difference. Returns the metrics whose rows differ, by month. */
export async function writeCells(
  session: Session,
  cells: DirtyCells,
  seen: readonly SeenRows[],
): Promise<Map<Month, string[]>> {
  const metrics = seen.map(({ metric }) => metric);
  const before = await stored(session, cells, metrics);
  const months = new Set(cells.months);
  const differing: Row[] = [];
  for (const kind of ['observations', 'exclusions'] as const) {
    const after = seen.flatMap(({ metric, [kind]: rows }) =>
      rows.filter(({ at }) => months.has(monthOf(at))).map((row) => ({ metric, ...row })),
    );
    const { gone, come } = differenceOf(before[kind], after);
    await remove(session, cells, tableOf[kind], gone);
    await add(session, cells, tableOf[kind], come);
    differing.push(...gone, ...come);
  }
  const byMonth = Map.groupBy(differing, ({ at }) => monthOf(at));
  await session.run(
    `update cell set version = version + (month = any($5::int[]))::int, observed_at = $6::timestamptz where ${inCells}`,
    [...keysOf(cells), cells.months, [...byMonth.keys()], timestamp(session.now)],
  );
  return new Map(
    [...byMonth].map(([month, rows]) => [
      month,
      [...new Set(rows.map(({ metric }) => metric))].sort(),
    ]),
  );
}

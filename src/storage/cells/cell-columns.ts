import type { Month } from '../../model/month.js';
import {
  type ExclusionColumns,
  exclusionReasons,
  type ObservationColumns,
  UNTAGGED,
} from '../../model/observation.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A cell as it stands: its version rises with every difference in its rows. */
export interface CellVersion {
  readonly team: number;
  readonly ruleset: number;
  readonly month: Month;
  readonly version: number;
}
export interface MetricShape {
  readonly id: string;
  readonly parts: number;
  readonly tags: number;
  /** True if its rows can name other developers. */
  readonly shared: boolean;
}
/** Rows of one metric in one cell, as columns. */
export interface MetricColumns {
  readonly observations: ObservationColumns;
  readonly exclusions: ExclusionColumns;
}
export interface LoadedColumns extends MetricColumns {
  readonly cell: CellVersion;
  readonly metric: string;
}

/** The cells of these teams, under the effective rules, from one month to another, both included. */
export const cellVersions = (
  session: Session,
  teams: readonly number[],
  from: Month,
  to: Month,
): Promise<CellVersion[]> =>
  session.load(
    `select c.team::float8 as team, c.ruleset::float8 as ruleset, c.month, c.version::float8 as version
     from team_ruleset r join cell c on c.account_id = r.account_id and c.team = r.team and c.ruleset = r.ruleset
     where r.account_id = $1 and r.team = any($2::bigint[]) and c.month between $3 and $4 order by c.team, c.month`,
    [teams, from, to],
  );

interface Place {
  readonly team: number;
  readonly month: Month;
  readonly metric: string;
}
type Packed = Place & Record<string, readonly number[]>;
const placeOf = ({ team, month, metric }: Place) => `${team} ${month} ${metric}`;

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_name, index) => `${prefix}${index + 1}`);

/** Rows by column, packed by the database: one array a column, cell and metric. */
function packed(table: 'observation' | 'exclusion', columns: readonly string[]): string {
  const order = `at, subject, developer${table === 'observation' ? ', facet' : ''}`;
  const picked = columns.map(
    (column) => `array_agg(${column}::float8 order by ${order}) as "${column}"`,
  );
  const parts = columns
    .filter((column) => /^part\d/.test(column))
    .map((column) => `parts[${column.slice(4)}] as ${column}`);
  const tags = columns
    .filter((column) => /^tag\d/.test(column))
    .map((column) => `coalesce(tags[${column.slice(3)}], ${UNTAGGED}) as ${column}`);
  const own =
    table === 'observation'
      ? ['facet', 'value', ...parts]
      : [`array_position($6::text[], reason) - 1 as reason`];
  return `select team::float8 as team, month, metric, ${picked.join(', ')} from (
      select o.team, o.month, metric, subject, case when developer = 0 then -1 else developer end as developer, ${milliseconds('at')} as at,
        ${[...own, ...tags].join(', ')}
      from unnest($2::bigint[], $3::bigint[], $4::int[]) as cell (team, ruleset, month)
        join ${table} o on o.account_id = $1 and o.team = cell.team and o.ruleset = cell.ruleset and o.month = cell.month and o.metric = any($5::text[])) as o
      group by team, month, metric`;
}

const column = (row: Packed | undefined, name: string): Float64Array =>
  Float64Array.from(row?.[name] ?? []);

type Others = ReadonlyMap<number, readonly number[]>;

/** By cell and metric, and by subject, the other developers of rows that have some; of metrics whose rows may. */
async function othersIn(
  session: Session,
  parameters: readonly unknown[],
  shapes: readonly MetricShape[],
): Promise<Map<string, Others>> {
  const shared = shapes.filter((shape) => shape.shared).map(({ id }) => id);
  if (shared.length === 0) return new Map();
  const rows = await session.load<Place & { subject: number; others: number[] }>(
    `select o.team::float8 as team, o.month, o.metric, o.subject::float8 as subject, o.others::float8[] as others
     from unnest($2::bigint[], $3::bigint[], $4::int[]) as cell (team, ruleset, month)
       join observation o on o.account_id = $1 and o.team = cell.team and o.ruleset = cell.ruleset and o.month = cell.month
         and o.metric = any($5::text[]) and o.others <> '{}'`,
    [...parameters.slice(0, 3), shared],
  );
  return new Map(
    [...Map.groupBy(rows, placeOf)].map(([place, those]) => [
      place,
      new Map(those.map(({ subject, others }) => [subject, others])),
    ]),
  );
}

function columnsOf(
  shape: MetricShape,
  seen: Packed | undefined,
  left: Packed | undefined,
  others: Others | undefined,
): MetricColumns {
  const keys = (row: Packed | undefined) => ({
    length: row?.subject?.length ?? 0,
    subject: column(row, 'subject'),
    developer: column(row, 'developer'),
    at: column(row, 'at'),
    tags: names('tag', shape.tags).map((name) => column(row, name)),
  });
  return {
    observations: {
      ...keys(seen),
      value: column(seen, 'value'),
      parts: names('part', shape.parts).map((name) => column(seen, name)),
      ...(others && { others }),
    },
    exclusions: { ...keys(left), reason: Uint8Array.from(left?.reason ?? []) },
  };
}

/** Reads these metrics of these cells, in two statements whatever their number; in three where rows may be shared. */
export async function loadColumns(
  session: Session,
  cells: readonly CellVersion[],
  shapes: readonly MetricShape[],
): Promise<LoadedColumns[]> {
  if (cells.length === 0 || shapes.length === 0) return [];
  const tags = names('tag', Math.max(...shapes.map((shape) => shape.tags)));
  const parts = names('part', Math.max(...shapes.map((shape) => shape.parts)));
  const parameters = [...byColumn(cells, 'team', 'ruleset', 'month'), shapes.map(({ id }) => id)];
  const keys = ['subject', 'developer', 'at'];
  const seen = await session.load<Packed>(
    packed('observation', [...keys, 'value', ...parts, ...tags]),
    parameters,
  );
  const left = await session.load<Packed>(packed('exclusion', [...keys, 'reason', ...tags]), [
    ...parameters,
    exclusionReasons,
  ]);
  const others = await othersIn(session, parameters, shapes);
  const byKey = (rows: readonly Packed[]) => new Map(rows.map((row) => [placeOf(row), row]));
  const [observations, exclusions] = [byKey(seen), byKey(left)];
  return cells.flatMap((cell) =>
    shapes.map((shape) => {
      const key = placeOf({ ...cell, metric: shape.id });
      return {
        cell,
        metric: shape.id,
        ...columnsOf(shape, observations.get(key), exclusions.get(key), others.get(key)),
      };
    }),
  );
}

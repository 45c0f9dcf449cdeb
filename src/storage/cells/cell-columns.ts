import type { Month } from '../../model/month.js';
import {
  type ExclusionColumns,
  exclusionReasons,
  type ObservationColumns,
  UNTAGGED,
} from '../../model/observation.js';
import { packedNumbers, unpackNumbers } from '../sql/binary-column.js';
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
}
/** Rows of one metric in cells of one team, as columns. */
export interface MetricColumns {
  readonly observations: ObservationColumns;
  readonly exclusions: ExclusionColumns;
}
export interface LoadedColumns extends MetricColumns {
  readonly team: number;
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
  readonly metric: string;
}
const placeOf = ({ team, metric }: Place) => `${team} ${metric}`;
type Columns = Readonly<Record<string, Uint8Array | null>>;
interface Metric {
  readonly metric: string;
  readonly hasOthers: boolean;
}
type Packed = Metric & Columns;

/** The order of rows of a team. */
const ORDER = ['at', 'subject', 'developer', 'facet'] as const;

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_name, index) => `${prefix}${index + 1}`);

/** Rows of all teams by column, packed by the database: one a metric, of which a column that the metric has not is null. */
function packed(table: 'observation' | 'exclusion', columns: readonly string[]): string {
  const picked = columns.map((column) => `${packedNumbers(column)} as "${column}"`);
  const parts = columns
    .filter((column) => /^part\d/.test(column))
    .map(
      (column) =>
        `case when ${column.slice(4)} <= shape.parts then coalesce(o.parts[${column.slice(4)}], 0) end as ${column}`,
    );
  const tags = columns
    .filter((column) => /^tag\d/.test(column))
    .map(
      (column) =>
        `case when ${column.slice(3)} <= shape.tags then coalesce(o.tags[${column.slice(3)}], ${UNTAGGED}) end as ${column}`,
    );
  const own =
    table === 'observation'
      ? ['facet', 'value', "others <> '{}' as shared", ...parts]
      : ['false as shared', `array_position($8::text[], reason) - 1 as reason`];
  return `select metric, bool_or(shared) as "hasOthers", ${picked.join(', ')} from (
      select o.team, o.metric, subject, case when developer = 0 then -1 else developer end as developer, ${milliseconds('at')} as at,
        ${[...own, ...tags].join(', ')}
      from unnest($2::bigint[], $3::bigint[], $4::int[]) as cell (team, ruleset, month)
        join ${table} o on o.account_id = $1 and o.team = cell.team and o.ruleset = cell.ruleset and o.month = cell.month and o.metric = any($5::text[])
        join unnest($5::text[], $6::int[], $7::int[]) as shape (metric, parts, tags) on shape.metric = o.metric) as o
      group by metric`;
}

type Others = ReadonlyMap<number, readonly number[]>;

/** By team and metric, and by subject, the other developers of rows that have some; of metrics whose rows do. */
async function othersIn(
  session: Session,
  parameters: readonly unknown[],
  shared: readonly string[],
): Promise<Map<string, Others>> {
  if (shared.length === 0) return new Map();
  const rows = await session.load<Place & { subject: number; others: number[] }>(
    `select o.team::float8 as team, o.metric, o.subject::float8 as subject, o.others::float8[] as others
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

/** Rows of a metric as they were read, and which of them a team has, in their order. */
interface Read {
  readonly columns: ReadonlyMap<string, Float64Array>;
  readonly rowsOf: ReadonlyMap<number, readonly number[]>;
}

/** Sorts here what the database would have to write to its disk to sort. */
function readOf({ metric: _, hasOthers: __, ...packed }: Packed): Read {
  const columns = new Map(
    Object.entries(packed).map(([name, bytes]) => [name, unpackNumbers(bytes)] as const),
  );
  const ordering = ORDER.flatMap((name) => columns.get(name) ?? []);
  const compare = (left: number, right: number): number => {
    for (const column of ordering)
      if (column[left] !== column[right]) return column[left]! - column[right]!;
    return 0;
  };
  const teams = columns.get('team')!;
  const rowsOf = Map.groupBy(teams.keys(), (row) => teams[row]!);
  for (const rows of rowsOf.values()) rows.sort(compare);
  return { columns, rowsOf };
}

const none = new Float64Array();

/** Returns a function that gives the columns of a team by name. */
function columnsIn(read: Read | undefined, team: number): (name: string) => Float64Array {
  const rows = read?.rowsOf.get(team);
  if (!read || !rows) return () => none;
  return (name) => {
    const column = read.columns.get(name) ?? none;
    return column.length === 0 ? none : Float64Array.from(rows, (row) => column[row]!);
  };
}

function columnsOf(
  { parts, tags }: MetricShape,
  seen: (name: string) => Float64Array,
  left: (name: string) => Float64Array,
  others: Others | undefined,
): MetricColumns {
  const keys = (column: typeof seen) => {
    const subject = column('subject');
    return {
      length: subject.length,
      subject,
      developer: column('developer'),
      at: column('at'),
      tags: names('tag', tags).map(column),
    };
  };
  return {
    observations: {
      ...keys(seen),
      value: seen('value'),
      parts: names('part', parts).map(seen),
      ...(others && { others }),
    },
    exclusions: { ...keys(left), reason: Uint8Array.from(left('reason')) },
  };
}

/** Reads these metrics of these cells, in two statements whatever their number; in three where rows are shared. Cells of a team come together. */
export async function loadColumns(
  session: Session,
  cells: readonly CellVersion[],
  shapes: readonly MetricShape[],
): Promise<LoadedColumns[]> {
  if (cells.length === 0 || shapes.length === 0) return [];
  const tags = names('tag', Math.max(...shapes.map((shape) => shape.tags)));
  const parts = names('part', Math.max(...shapes.map((shape) => shape.parts)));
  const parameters = [
    ...byColumn(cells, 'team', 'ruleset', 'month'),
    ...byColumn(shapes, 'id', 'parts', 'tags'),
  ];
  const keys = ['team', 'subject', 'developer', 'at'];
  const seen = await session.load<Packed>(
    packed('observation', [...keys, 'facet', 'value', ...parts, ...tags]),
    parameters,
  );
  const left = await session.load<Packed>(packed('exclusion', [...keys, 'reason', ...tags]), [
    ...parameters,
    exclusionReasons,
  ]);
  const shared = seen.flatMap(({ metric, hasOthers }) => (hasOthers ? [metric] : []));
  const others = await othersIn(session, parameters, shared);
  const byMetric = (rows: readonly Packed[]) =>
    new Map(rows.map((row) => [row.metric, readOf(row)]));
  const [observations, exclusions] = [byMetric(seen), byMetric(left)];
  const teams = [...new Set(cells.map(({ team }) => team))];
  return shapes.flatMap((shape) =>
    teams.map((team) => {
      const metric = shape.id;
      const columns = columnsOf(
        shape,
        columnsIn(observations.get(metric), team),
        columnsIn(exclusions.get(metric), team),
        others.get(placeOf({ team, metric })),
      );
      return { team, metric, ...columns };
    }),
  );
}

import type { Month } from '../../model/month.js';
import {
  type ExclusionColumns,
  exclusionReasons,
  type ObservationColumns,
} from '../../model/observation.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import {
  AT,
  DEVELOPER,
  FIFTH,
  type RowShape,
  readRows,
  SUBJECT,
  type TeamRows,
  VALUE,
} from './row-table.js';

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

/** The keys of observations and of exclusions. */
const [OBSERVATION_KEYS, EXCLUSION_KEYS] = [6, 5];
/** Teams and months whose rows are read at once: what the database returns of them has room in one text. It goes through all rows for each. */
const CELLS_AT_ONCE = 20_000;

/**
 * Rows of all teams as one text. The database packs a number into bytes at several times the cost, and the driver makes an object of each
 * field. A row is the place of its metric, its keys, and its lists in braces. They are not joined by several workers: one would read the
 * texts of all others once more.
 */
const rowsOf = (table: 'observation' | 'exclusion', columns: string): string =>
  `select string_agg(row, ';') as rows from (
     select concat_ws(' ', array_position($4::text[], o.metric), o.team, o.subject, o.developer, ${milliseconds('o.at')}, ${columns}) as row
     from team_ruleset r join ${table} o on o.account_id = r.account_id and o.team = r.team and o.ruleset = r.ruleset
     where r.account_id = $1 and r.team = any($2::bigint[]) and o.month = any($3::int[]) and o.metric = any($4::text[]) offset 0) as rows`;

const OBSERVATIONS = rowsOf(
  'observation',
  'o.facet, o.value, o.tags, o.parts, case when cardinality(o.others) > 0 then o.others end',
);
const EXCLUSIONS = rowsOf('exclusion', 'array_position($5::text[], o.reason) - 1, o.tags');

/** Rows of each metric by team, in the order of the metrics. */
type RowsOfMetrics = readonly Map<number, TeamRows>[];

/** Reads the rows of metrics of these shapes. */
async function readTeams(
  session: Session,
  sql: string,
  cells: readonly CellVersion[],
  shapes: readonly RowShape[],
  parameters: readonly unknown[],
): Promise<RowsOfMetrics> {
  const all: RowsOfMetrics = shapes.map(() => new Map());
  const months = [...new Set(cells.map(({ month }) => month))];
  const teams = [...new Set(cells.map(({ team }) => team))];
  const size = Math.ceil(CELLS_AT_ONCE / months.length);
  for (let from = 0; from < teams.length; from += size) {
    const given = [teams.slice(from, from + size), months, ...parameters];
    const found = await session.find<{ rows: string | null }>(sql, given);
    for (const [index, byTeam] of readRows(found?.rows ?? '', shapes).entries())
      for (const [team, rows] of byTeam) all[index]!.set(team, rows);
  }
  return all;
}

const noRows: TeamRows = { length: 0, column: () => none, others: undefined };
const none = new Float64Array();

const columnsFrom = ({ column }: TeamRows, from: number, count: number): Float64Array[] =>
  Array.from({ length: count }, (_, index) => column(from + index));

function keysOf(rows: TeamRows, keys: number, { tags }: MetricShape) {
  return {
    length: rows.length,
    subject: rows.column(SUBJECT),
    developer: rows.column(DEVELOPER),
    at: rows.column(AT),
    tags: columnsFrom(rows, keys, tags),
  };
}

const columnsOf = (shape: MetricShape, seen: TeamRows, excluded: TeamRows): MetricColumns => ({
  observations: {
    ...keysOf(seen, OBSERVATION_KEYS, shape),
    value: seen.column(VALUE),
    parts: columnsFrom(seen, OBSERVATION_KEYS + shape.tags, shape.parts),
    ...(seen.others && { others: seen.others }),
  },
  exclusions: {
    ...keysOf(excluded, EXCLUSION_KEYS, shape),
    reason: Uint8Array.from(excluded.column(FIFTH)),
  },
});

/**
 * Reads these metrics in cells, in two statements for 20,000 of them. The rows of a team come together, also those that it has in months of
 * other cells.
 */
export async function loadColumns(
  session: Session,
  cells: readonly CellVersion[],
  shapes: readonly MetricShape[],
): Promise<(team: number, metric: string) => MetricColumns> {
  const ids = shapes.map(({ id }) => id);
  const observed = shapes.map(({ tags, parts }) => ({ keys: OBSERVATION_KEYS, tags, parts }));
  const left = shapes.map(({ tags }) => ({ keys: EXCLUSION_KEYS, tags, parts: 0 }));
  const read = shapes.length > 0 ? cells : [];
  const seen = await readTeams(session, OBSERVATIONS, read, observed, [ids]);
  const excluded = await readTeams(session, EXCLUSIONS, read, left, [ids, exclusionReasons]);
  const places = new Map(ids.map((id, index) => [id, index]));
  return (team, metric) => {
    const place = places.get(metric)!;
    const [own, others] = [seen[place]!.get(team), excluded[place]!.get(team)];
    return columnsOf(shapes[place]!, own ?? noRows, others ?? noRows);
  };
}

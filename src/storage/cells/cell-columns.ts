import type { Month } from '../../model/month.js';
import type { Session } from '../sql/session.js';
import {
  columnsOf,
  type MetricColumns,
  type MetricShape,
  type Piece,
  placeOf,
} from './metric-columns.js';

/** A cell as it stands: its version rises with every difference in its rows. */
export interface CellVersion {
  readonly team: number;
  readonly ruleset: number;
  readonly month: Month;
  readonly version: number;
}
/** The cells of a team, with their month and version. */
interface TeamCells {
  readonly team: number;
  readonly ruleset: number;
  readonly cells: readonly (readonly [month: Month, version: number])[];
}

/**
 * Loads the cells of these teams, under the effective rules, from one month to another, both included. They come by team, in the order of
 * their months, as one row a team: the driver takes longer for a row than the database.
 */
export async function cellsOfTeams(
  session: Session,
  teams: readonly number[],
  from: Month,
  to: Month,
): Promise<Map<number, readonly CellVersion[]>> {
  const rows = await session.load<TeamCells>(
    `select c.team::float8 as team, c.ruleset::float8 as ruleset, json_agg(json_build_array(c.month, c.version) order by c.month) as cells
     from team_ruleset r join cell c on c.account_id = r.account_id and c.team = r.team and c.ruleset = r.ruleset
     where r.account_id = $1 and r.team = any($2::bigint[]) and c.month between $3 and $4 group by c.team, c.ruleset order by c.team`,
    [teams, from, to],
  );
  const cellsOf = ({ team, ruleset, cells }: TeamCells): readonly CellVersion[] =>
    cells.map(([month, version]) => ({ team, ruleset, month, version }));
  return new Map(rows.map((row) => [row.team, cellsOf(row)]));
}

/**
 * Teams and months whose rows are read at once. While they are made columns, the database finds the next. The numbers of all at once
 * would be moved by each collection of garbage.
 */
const CELLS_AT_ONCE = 4000;

/**
 * All packed rows of a team as one text, since the driver makes an object of each field. The database is slow with a text of many teams.
 * Each is a list: the place of its metric and its month, then its numbers. The cells of a team are found by its key, whatever the
 * database expects of their number.
 */
const ROWS = `
  select r.team::float8 as team, o.rows from team_ruleset r cross join lateral (
    select '[' || string_agg('[' || array_position($5::text[], metric) - 1 || ',' || month || ',' || rows || ']', ',') || ']' as rows from cell_rows
    where account_id = $1 and team = r.team and ruleset = r.ruleset and metric = any($5::text[]) and month between $3 and $4 offset 0) o
  where r.account_id = $1 and r.team = any($2::bigint[])`;
/** The pieces of a team as one text; null where it has none. */
interface TeamRows {
  readonly team: number;
  readonly rows: string | null;
}

/** Reads the rows of some teams in the months of cells, with the next of them on their way. */
async function* readRows(
  session: Session,
  cells: readonly CellVersion[],
  ids: readonly string[],
): AsyncGenerator<TeamRows[]> {
  const months = new Set(cells.map(({ month }) => month));
  const teams = [...new Set(cells.map(({ team }) => team))];
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const size = Math.ceil(CELLS_AT_ONCE / (1 + last - first));
  const read = (from: number) => {
    const given = [teams.slice(from, from + size), first, last, ids];
    const found = session.load<TeamRows>(ROWS, given);
    // An error is met when it is waited for.
    found.catch(() => undefined);
    return found;
  };
  let next = teams.length > 0 ? read(0) : null;
  for (let from = size; next; from += size) {
    const found = await next;
    next = from < teams.length ? read(from) : null;
    yield found;
  }
}

/** Reads these metrics in cells. The rows of a team come together, also those that it has in months of other cells. */
export async function loadColumns(
  session: Session,
  cells: readonly CellVersion[],
  shapes: readonly MetricShape[],
): Promise<(team: number, metric: string) => MetricColumns> {
  const ids = shapes.map(({ id }) => id);
  const places = new Map(ids.map((id, index) => [id, index]));
  const all = shapes.map(() => new Map<number, MetricColumns>());
  const add = ({ team, rows }: TeamRows): void => {
    if (rows === null) return;
    const pieces: Piece[] = JSON.parse(rows);
    for (const [place, own] of Map.groupBy(pieces, placeOf))
      all[place]!.set(team, columnsOf(own, shapes[place]!));
  };
  const read = shapes.length > 0 ? cells : [];
  for await (const found of readRows(session, read, ids)) for (const one of found) add(one);
  return (team, metric) => {
    const place = places.get(metric)!;
    return all[place]!.get(team) ?? columnsOf([], shapes[place]!);
  };
}

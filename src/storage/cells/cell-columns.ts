import { type Month, monthWindow } from '../../model/month.js';
import {
  type ExclusionColumns,
  type ObservationColumns,
  UNTAGGED,
} from '../../model/observation.js';
import type { Session } from '../sql/session.js';
import {
  AT,
  DEVELOPER,
  EXCLUSION_KEYS,
  eachOthers,
  exclusionCount,
  exclusionsIn,
  FOURTH,
  OBSERVATION_KEYS,
  observationCount,
  observationsIn,
  type Stretch,
  SUBJECT,
  VALUE,
} from './packed-rows.js';

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
/** How many numbers come before those of the packed rows. */
const BEFORE = 2;

/** Packed rows of a month as they are read, with those numbers before them. */
type Piece = readonly number[];
const placeOf = (piece: Piece): number => piece[0]!;
const monthIn = (piece: Piece): Month => piece[1]!;

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

type ListCounts = Pick<MetricShape, 'tags' | 'parts'>;

/** The column of no row. Most teams and metrics have no excluded rows. */
const NONE = new Float64Array(0);

/** Rows of several months as columns: keys, tags and parts, in one stretch of memory, which is given back with them. */
class Columns {
  readonly length: number;
  readonly #keys: number;
  readonly #lists: ListCounts;
  readonly #all: Float64Array;

  constructor(length: number, keys: number, lists: ListCounts) {
    this.length = length;
    this.#keys = keys;
    this.#lists = lists;
    this.#all = length === 0 ? NONE : new Float64Array(length * this.#count);
  }

  get #count(): number {
    return this.#keys + this.#lists.tags + this.#lists.parts;
  }

  column(place: number): Float64Array {
    if (this.length === 0) return NONE;
    return this.#all.subarray(place * this.length, (place + 1) * this.length);
  }

  /** Returns some columns of lists. */
  columns(from: number, count: number): Float64Array[] {
    return Array.from({ length: count }, (_, index) => this.column(this.#keys + from + index));
  }

  /** Copies the rows of a month behind those before it. They may have fewer tags and parts than the metric has now, or more. */
  copy(row: number, rows: Stretch, start: number): void {
    for (let place = 0; place < this.#count; place += 1) {
      const own = this.#placeIn(rows, place);
      if (own === null) this.#leave(place, row, rows.length);
      else this.#copyColumn(place, row, rows, own, place === AT ? start : 0);
    }
  }

  /** Returns the place of a column in rows; null if they do not have it. */
  #placeIn({ tags, parts }: Stretch, place: number): number | null {
    if (place < this.#keys + Math.min(tags, this.#lists.tags)) return place;
    const part = place - this.#keys - this.#lists.tags;
    return part >= 0 && part < parts ? this.#keys + tags + part : null;
  }

  #copyColumn(place: number, row: number, rows: Stretch, own: number, added: number): void {
    const { numbers, first, length } = rows;
    const to = place * this.length + row;
    const from = first + own * length;
    for (let index = 0; index < length; index += 1)
      this.#all[to + index] = numbers[from + index]! + added;
  }

  #leave(place: number, row: number, length: number): void {
    const nothing = place < this.#keys + this.#lists.tags ? UNTAGGED : 0;
    const to = place * this.length + row;
    this.#all.fill(nothing, to, to + length);
  }
}

/** One kind of packed rows: how many a list has, and where. */
interface RowKind {
  readonly keys: number;
  readonly countIn: (numbers: readonly number[], at: number) => number;
  readonly stretchIn: (numbers: readonly number[], at: number) => Stretch;
}
const counted: RowKind = {
  keys: OBSERVATION_KEYS,
  countIn: observationCount,
  stretchIn: observationsIn,
};
const excluded: RowKind = {
  keys: EXCLUSION_KEYS,
  countIn: exclusionCount,
  stretchIn: exclusionsIn,
};

/** Returns the rows of one kind of several months one behind the other, which is their order. */
function joined(
  pieces: readonly Piece[],
  { keys, countIn, stretchIn }: RowKind,
  lists: ListCounts,
): Columns {
  let length = 0;
  for (const piece of pieces) length += countIn(piece, BEFORE);
  const all = new Columns(length, keys, lists);
  let row = 0;
  for (const piece of length > 0 ? pieces : []) {
    all.copy(row, stretchIn(piece, BEFORE), monthWindow(monthIn(piece)).from);
    row += countIn(piece, BEFORE);
  }
  return all;
}

const keysOf = (all: Columns, tags: number) => ({
  length: all.length,
  subject: all.column(SUBJECT),
  developer: all.column(DEVELOPER),
  at: all.column(AT),
  tags: all.columns(0, tags),
});

/** Returns pieces in the order of their months, in which an index has them. */
const inOrder = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.every((piece, index) => index === 0 || monthIn(pieces[index - 1]!) < monthIn(piece))
    ? pieces
    : pieces.toSorted((left, right) => monthIn(left) - monthIn(right));

/** Returns the columns of a metric and team. */
export function columnsOf(pieces: readonly Piece[], { tags, parts }: MetricShape): MetricColumns {
  const sorted = inOrder(pieces);
  const others = new Map<number, readonly number[]>();
  for (const piece of sorted)
    eachOthers(piece, BEFORE, (subject, developers) => others.set(subject, developers));
  const observed = joined(sorted, counted, { tags, parts });
  const left = joined(sorted, excluded, { tags, parts: 0 });
  return {
    observations: {
      ...keysOf(observed, tags),
      value: observed.column(VALUE),
      parts: observed.columns(tags, parts),
      ...(others.size > 0 && { others }),
    },
    exclusions: {
      ...keysOf(left, tags),
      reason: Uint8Array.from(left.column(FOURTH)),
    },
  };
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

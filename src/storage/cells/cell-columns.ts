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
  FOURTH,
  OBSERVATION_KEYS,
  type Stretch,
  SUBJECT,
  stretchesIn,
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

/**
 * Teams and months whose rows are read at once. While they are made columns, the database finds the next. The numbers of all at once
 * would be moved by each collection of garbage.
 */
const CELLS_AT_ONCE = 4000;

/**
 * Packed rows as one text, since the driver makes an object of each field. Each is a list: the place of its metric, its team and month,
 * then its numbers. The cells of a team are found by its key, whatever the database expects of their number.
 */
const ROWS = `
  select string_agg(o.row, ',') as rows from team_ruleset r cross join lateral (
    select concat('[', array_position($5::text[], metric) - 1, ',', team, ',', month, ',', rows, ']') as row from cell_rows
    where account_id = $1 and team = r.team and ruleset = r.ruleset and metric = any($5::text[]) and month between $3 and $4 offset 0) o
  where r.account_id = $1 and r.team = any($2::bigint[])`;
/** How many numbers come before those of the packed rows. */
const BEFORE = 3;

/** Packed rows of a month as they are read, with those numbers before them. */
type Piece = readonly number[];
const placeOf = (piece: Piece): number => piece[0]!;
const teamOf = (piece: Piece): number => piece[1]!;
const monthIn = (piece: Piece): Month => piece[2]!;

/** Reads the pieces of some teams in the months of cells, with the next of them on their way. */
async function* readPieces(
  session: Session,
  cells: readonly CellVersion[],
  ids: readonly string[],
): AsyncGenerator<Piece[]> {
  const months = new Set(cells.map(({ month }) => month));
  const teams = [...new Set(cells.map(({ team }) => team))];
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const size = Math.ceil(CELLS_AT_ONCE / (1 + last - first));
  const read = (from: number) => {
    const given = [teams.slice(from, from + size), first, last, ids];
    const found = session.find<{ rows: string | null }>(ROWS, given);
    // An error is met when it is waited for.
    found.catch(() => undefined);
    return found;
  };
  let next = teams.length > 0 ? read(0) : null;
  for (let from = size; next; from += size) {
    const found = await next;
    next = from < teams.length ? read(from) : null;
    yield JSON.parse(`[${found?.rows ?? ''}]`);
  }
}

type ListCounts = Pick<MetricShape, 'tags' | 'parts'>;

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
    this.#all = new Float64Array(length * this.#count);
  }

  get #count(): number {
    return this.#keys + this.#lists.tags + this.#lists.parts;
  }

  column(place: number): Float64Array {
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

/** Returns the rows of several months one behind the other, which is their order. */
function joined(
  stretches: readonly Stretch[],
  starts: readonly number[],
  keys: number,
  lists: ListCounts,
): Columns {
  let length = 0;
  for (const one of stretches) length += one.length;
  const all = new Columns(length, keys, lists);
  let row = 0;
  for (const [index, one] of stretches.entries()) {
    all.copy(row, one, starts[index]!);
    row += one.length;
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

/** Returns the columns of a metric and team. */
export function columnsOf(pieces: readonly Piece[], { tags, parts }: MetricShape): MetricColumns {
  const sorted = pieces.toSorted((left, right) => monthIn(left) - monthIn(right));
  const starts = sorted.map((piece) => monthWindow(monthIn(piece)).from);
  const observations: Stretch[] = [];
  const exclusions: Stretch[] = [];
  const others = new Map<number, readonly number[]>();
  for (const piece of sorted) {
    const [counted, excluded] = stretchesIn(piece, BEFORE);
    observations.push(counted);
    exclusions.push(excluded);
    eachOthers(excluded, (subject, developers) => others.set(subject, developers));
  }
  const observed = joined(observations, starts, OBSERVATION_KEYS, { tags, parts });
  const excluded = joined(exclusions, starts, EXCLUSION_KEYS, { tags, parts: 0 });
  return {
    observations: {
      ...keysOf(observed, tags),
      value: observed.column(VALUE),
      parts: observed.columns(tags, parts),
      ...(others.size > 0 && { others }),
    },
    exclusions: {
      ...keysOf(excluded, tags),
      reason: Uint8Array.from(excluded.column(FOURTH)),
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
  const add = (pieces: readonly Piece[]): void => {
    for (const [place, ofMetric] of Map.groupBy(pieces, placeOf))
      for (const [team, own] of Map.groupBy(ofMetric, teamOf))
        all[place]!.set(team, columnsOf(own, shapes[place]!));
  };
  const read = shapes.length > 0 ? cells : [];
  for await (const pieces of readPieces(session, read, ids)) add(pieces);
  return (team, metric) => {
    const place = places.get(metric)!;
    return all[place]!.get(team) ?? columnsOf([], shapes[place]!);
  };
}

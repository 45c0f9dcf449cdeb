import { type Month, monthWindow } from '../../model/month.js';
import {
  type ExclusionColumns,
  type ObservationColumns,
  UNTAGGED,
} from '../../model/observation.js';
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

/** How many parts and tags the rows of a metric have. */
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

/** How many numbers come before those of the packed rows. */
const BEFORE = 2;

/** Packed rows of a month as they are read, with those numbers before them. */
export type Piece = readonly number[];
export const placeOf = (piece: Piece): number => piece[0]!;
const monthIn = (piece: Piece): Month => piece[1]!;

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
    this.#all = new Float64Array(length * this.#count);
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

/** Returns the columns of a metric and team. */
export function columnsOf(pieces: readonly Piece[], { tags, parts }: MetricShape): MetricColumns {
  const sorted = pieces.toSorted((left, right) => monthIn(left) - monthIn(right));
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

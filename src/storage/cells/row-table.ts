import { UNTAGGED } from '../../model/observation.js';
import { NumberReader } from '../sql/number-reader.js';

const [SPACE, COMMA, CLOSING] = [32, 44, 125] as const;
/** The places of the numbers with which rows begin. The fifth is the sub-key of an observation, and the reason of an excluded row. */
const TEAM = 0;
export const [SUBJECT, DEVELOPER, AT, FIFTH, VALUE] = [1, 2, 3, 4, 5] as const;
/** The developer of a row that is nobody's, as it is stored and as it is calculated with. */
const [STORED, NOBODY] = [0, -1] as const;

/** How many numbers a row has before its lists, and in its lists. */
export interface RowShape {
  readonly keys: number;
  readonly tags: number;
  readonly parts: number;
}
type Others = ReadonlyMap<number, readonly number[]>;
/** Rows of one team in the order of columns. */
export interface TeamRows {
  readonly length: number;
  /** Returns the column of a place. */
  readonly column: (place: number) => Float64Array;
  /** By subject, the other developers of rows that have some. */
  readonly others: Others | undefined;
}

/** Reads a list into a stretch of numbers; those that it has not are `absent`, and surplus ones are dropped. */
function readList(
  reader: NumberReader,
  numbers: Float64Array,
  from: number,
  to: number,
  absent: number,
): void {
  let next = from;
  reader.skip(2);
  while (reader.sign !== CLOSING) {
    const number = reader.read();
    if (next < to) numbers[next++] = number;
    if (reader.sign === COMMA) reader.skip(1);
  }
  reader.skip(1);
  numbers.fill(absent, next, to);
}

function readAll(reader: NumberReader): number[] {
  const numbers: number[] = [];
  reader.skip(2);
  while (reader.sign !== CLOSING) {
    numbers.push(reader.read());
    if (reader.sign === COMMA) reader.skip(1);
  }
  reader.skip(1);
  return numbers;
}

/** Rows of one metric as they are read, each a stretch of one array. */
class RowTable {
  readonly #shape: RowShape;
  readonly #width: number;
  readonly #numbers: Float64Array;
  readonly #others = new Map<number, Map<number, readonly number[]>>();
  #length = 0;

  /** Makes room for so many rows. */
  constructor(shape: RowShape, rows: number) {
    this.#shape = shape;
    this.#width = shape.keys + shape.tags + shape.parts;
    this.#numbers = new Float64Array(rows * this.#width);
  }

  /** Reads a row: its keys, then in braces its tags, its parts and the other developers, as far as they are there. */
  read(reader: NumberReader): void {
    const start = this.#length * this.#width;
    this.#length += 1;
    const numbers = this.#numbers;
    const { keys, tags, parts } = this.#shape;
    const [tag, part] = [start + keys, start + keys + tags];
    for (let place = start; place < tag; place++) {
      reader.skip(1);
      numbers[place] = reader.read();
    }
    if (numbers[start + DEVELOPER] === STORED) numbers[start + DEVELOPER] = NOBODY;
    readList(reader, numbers, tag, part, UNTAGGED);
    if (reader.sign === SPACE) readList(reader, numbers, part, part + parts, 0);
    if (reader.sign === SPACE) this.#addOthers(start, readAll(reader));
  }

  #addOthers(start: number, others: readonly number[]): void {
    const team = this.#numbers[start + TEAM]!;
    const bySubject = this.#others.get(team) ?? new Map<number, readonly number[]>();
    this.#others.set(team, bySubject.set(this.#numbers[start + SUBJECT]!, others));
  }

  /** Returns the rows of each team. Sorts here what the database would have to write to its disk to sort. */
  byTeam(): Map<number, TeamRows> {
    const starts = new Map<number, number[]>();
    let last: { team: number; rows: number[] } = { team: Number.NaN, rows: [] };
    for (let start = 0; start < this.#length * this.#width; start += this.#width) {
      const team = this.#numbers[start + TEAM]!;
      if (team !== last.team) {
        last = { team, rows: starts.get(team) ?? [] };
        starts.set(team, last.rows);
      }
      last.rows.push(start);
    }
    return new Map([...starts].map(([team, rows]) => [team, this.#rowsOf(team, rows)]));
  }

  #rowsOf(team: number, starts: number[]): TeamRows {
    const numbers = this.#numbers;
    const compare = (left: number, right: number): number =>
      numbers[left + AT]! - numbers[right + AT]! ||
      numbers[left + SUBJECT]! - numbers[right + SUBJECT]! ||
      numbers[left + DEVELOPER]! - numbers[right + DEVELOPER]! ||
      numbers[left + FIFTH]! - numbers[right + FIFTH]!;
    starts.sort(compare);
    const { length } = starts;
    // The columns of a team are one stretch of memory, which is given back with them.
    const all = new Float64Array(length * this.#width);
    for (let row = 0; row < length; row++)
      for (let place = 0; place < this.#width; place++)
        all[place * length + row] = numbers[starts[row]! + place]!;
    return {
      length,
      column: (place) => all.subarray(place * length, (place + 1) * length),
      others: this.#others.get(team),
    };
  }
}

/** Returns how many rows of a text are of each metric, by its place from 1 on. */
function countRows(text: string, metrics: number): Int32Array {
  const counts = new Int32Array(metrics + 1);
  for (let at = 0; at < text.length; ) {
    counts[Number.parseInt(text.slice(at, at + 3), 10)]! += 1;
    const end = text.indexOf(';', at);
    at = end < 0 ? text.length : end + 1;
  }
  return counts;
}

/**
 * Reads rows with `;` between them, each of which begins with the place of its metric. Returns the rows of each metric in the order of their
 * shapes, by team.
 */
export function readRows(text: string, shapes: readonly RowShape[]): Map<number, TeamRows>[] {
  const counts = countRows(text, shapes.length);
  const tables = shapes.map((shape, index) => new RowTable(shape, counts[index + 1]!));
  const reader = new NumberReader(text);
  while (!Number.isNaN(reader.sign)) {
    tables[reader.read() - 1]!.read(reader);
    reader.skip(1);
  }
  return tables.map((table) => table.byTeam());
}

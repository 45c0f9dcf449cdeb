import { monthWindow } from '../../../src/model/month.js';
import { type ExclusionReason, exclusionReasons } from '../../../src/model/observation.js';
import {
  AT,
  DEVELOPER,
  eachOthers,
  exclusionsIn,
  FOURTH,
  numbersOf,
  observationsIn,
  type Stretch,
  SUBJECT,
  VALUE,
} from '../../../src/storage/cells/packed-rows.js';
import type { Session } from '../../../src/storage/sql/session.js';

interface Cell {
  readonly team: number;
  readonly metric: string;
  readonly month: number;
}
/** A row of a cell, counted or not. */
interface RowOfCell extends Cell {
  readonly subject: number;
  /** Null for nobody. */
  readonly developer: number | null;
  readonly at: number;
  readonly tags: readonly number[];
}
export interface ObservedRow extends RowOfCell {
  readonly subKey: number;
  readonly value: number;
  readonly parts: readonly number[];
  readonly others: readonly number[];
}
export interface ExcludedRow extends RowOfCell {
  readonly reason: ExclusionReason;
}

/** Returns each row as a function that reads its columns. */
const rowsIn = ({ numbers, first, length }: Stretch) =>
  Array.from({ length }, (_, row) => (place: number) => numbers[first + place * length + row]!);
type ReadPlace = ReturnType<typeof rowsIn>[number];

const listOf = (read: ReadPlace, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => read(from + index));

const sharedOf = (cell: Cell, read: ReadPlace, { keys, tags }: Stretch): RowOfCell => ({
  ...cell,
  subject: read(SUBJECT),
  developer: read(DEVELOPER) < 0 ? null : read(DEVELOPER),
  at: read(AT) + monthWindow(cell.month).from,
  tags: listOf(read, keys, tags),
});

/** Returns the rows of a cell, unpacked one by one. */
export function unpack(cell: Cell, rows: string) {
  const numbers = numbersOf(rows);
  const [observations, exclusions] = [observationsIn(numbers, 0), exclusionsIn(numbers, 0)];
  const others = new Map<number, readonly number[]>();
  eachOthers(numbers, 0, (subject, all) => others.set(subject, all));
  const { keys, tags, parts } = observations;
  return {
    observations: rowsIn(observations).map(
      (read): ObservedRow => ({
        ...sharedOf(cell, read, observations),
        subKey: read(FOURTH),
        value: read(VALUE),
        parts: listOf(read, keys + tags, parts),
        others: others.get(read(SUBJECT)) ?? [],
      }),
    ),
    exclusions: rowsIn(exclusions).map(
      (read): ExcludedRow => ({
        ...sharedOf(cell, read, exclusions),
        reason: exclusionReasons[read(FOURTH)]!,
      }),
    ),
  };
}

/** Loads all rows of the account's cells, by team, metric and month. */
export async function loadObserved(session: Session) {
  const cells = await session.load<Cell & { rows: string }>(
    'select team::float8 as team, metric, month, rows from cell_rows where account_id = $1 order by ruleset, team, metric, month',
  );
  const all = cells.map(({ rows, ...cell }) => unpack(cell, rows));
  return {
    observations: all.flatMap(({ observations }) => observations),
    exclusions: all.flatMap(({ exclusions }) => exclusions),
  };
}

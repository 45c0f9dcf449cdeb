import type { Observation, ObservationColumns } from '../model/observation.js';
import { dayEdges, type Instant } from '../model/time.js';
import { observationAt } from './columns.js';
import { eachRow } from './selection/cell-rows.js';
import { type Query, type SelectedCell, selectionOf } from './selection/select.js';

/** One row behind a number. */
export interface Row
  extends Pick<Observation, 'subject' | 'developer' | 'at' | 'value' | 'parts' | 'tags'> {
  /** Every team that holds it, the one that counts first. */
  readonly teams: readonly number[];
  /** Where it lies: cell of the question's team `teams[0]`, and row of that cell. */
  readonly cell: number;
  /** Index of the row within that cell. */
  readonly row: number;
}

/** The rows behind a number as columns to sort and page by; `row` makes one of them an object. */
export interface Rows {
  /** Number of rows. */
  readonly length: number;
  /** Subject number of each row. */
  readonly subject: Float64Array;
  /** Instant of each row. */
  readonly at: Float64Array;
  /** Value of each row. */
  readonly value: Float64Array;
  /** Returns one row as an object. */
  readonly row: (index: number) => Row;
}

interface Places {
  readonly length: number;
  readonly cell: Int32Array;
  readonly row: Int32Array;
}

function placesOf(cells: readonly SelectedCell[], buckets: readonly number[]): Places {
  const cell: number[] = [];
  const row: number[] = [];
  for (const bucket of buckets)
    for (const [index, selected] of cells.entries())
      eachRow(selected, bucket, (place) => {
        cell.push(index);
        row.push(place);
      });
  return { length: row.length, cell: Int32Array.from(cell), row: Int32Array.from(row) };
}

const columnAt = (
  cells: readonly SelectedCell[],
  places: Places,
  columnOf: (columns: ObservationColumns) => Float64Array,
): Float64Array =>
  Float64Array.from(
    places.row,
    (row, index) => columnOf(cells[places.cell[index]!]!.columns)[row]!,
  );

/**
 * Returns the rows behind the headline, or behind the bucket that begins at `bucket`; none if no bucket does.
 * They are the rows that `measure` measures, so they add up to its number. Throws if the question names an undeclared tag.
 */
export function rowsOf(asked: Query, bucket?: Instant): Rows {
  const { cells, buckets, repeats, question } = selectionOf(asked);
  const wanted = buckets.flatMap(({ from }, index) =>
    bucket === undefined || bucket === from ? [index] : [],
  );
  const places = placesOf(cells, wanted);
  const otherTeams = repeats.otherTeams();
  const subject = columnAt(cells, places, (columns) => columns.subject);
  const at = columnAt(cells, places, (columns) => columns.at);
  const { contributions } = question.metric.summary;
  const developer = () => columnAt(cells, places, (columns) => columns.developer);
  const value = contributions
    ? contributions({
        subject,
        at,
        developer: developer(),
        dayEdges: dayEdges(question.window, question.zone),
      })
    : columnAt(cells, places, (columns) => columns.value);
  return {
    length: places.length,
    subject,
    at,
    value,
    row(index) {
      const { columns, team, cell, base } = cells[places.cell[index]!]!;
      const row = places.row[index]!;
      const teams = [team, ...(otherTeams.get(base + row) ?? [])];
      return { ...observationAt(columns, row), value: value[index]!, teams, cell, row };
    },
  };
}

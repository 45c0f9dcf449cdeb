import type { ObservationColumns } from '../../model/observation.js';
import type { RowTest } from './row-test.js';

interface PlacedCell {
  readonly team: number;
  readonly columns: ObservationColumns;
  readonly base: number;
}

/** Two teams that see a subject differently: the one with the lower number counts. */
export interface Disagreement {
  /** Number of the team whose view counts. */
  readonly team: number;
  /** Number of the team that differs. */
  readonly other: number;
  /** How many rows they see differently. */
  readonly rows: number;
}

/** The rows that a team before has counted already. */
export interface Repeats {
  readonly note: (place: number, cell: PlacedCell, row: number) => void;
  /** In the order of the teams. */
  readonly disagreements: () => Disagreement[];
  /** For the place of each row that counts, the other teams that hold it. */
  readonly otherTeams: () => ReadonlyMap<number, readonly number[]>;
}

/** The record of rows of which no team can have counted one before. */
export const noRepeats: Repeats = {
  note: () => undefined,
  disagreements: () => [],
  otherTeams: () => new Map(),
};

/** Returns the cell that holds a place, by halving; `cells` are in the order of their bases. */
function cellAt<Cell extends PlacedCell>(cells: readonly Cell[], place: number): Cell {
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (cells[middle]!.base <= place) low = middle;
    else high = middle - 1;
  }
  // Empty cells share a base with the one that follows, which is the one found.
  return cells[low]!;
}

/**
 * Creates the record of rows that several teams hold. Among rows with tags, `kept` says which are
 * in the answer; null: all are.
 */
export function createRepeats(cells: readonly PlacedCell[], kept: RowTest | null): Repeats {
  const places: number[] = [];
  const teams: number[] = [];
  const differing = new Map<string, Disagreement>();
  const differ = (team: number, other: number) => {
    const key = `${team}:${other}`;
    const rows = (differing.get(key)?.rows ?? 0) + 1;
    differing.set(key, { team, other, rows });
  };
  return {
    note(place, cell, row) {
      places.push(place);
      teams.push(cell.team);
      const first = cellAt(cells, place);
      const firstRow = place - first.base;
      const same =
        first.columns.value[firstRow] === cell.columns.value[row] &&
        first.columns.at[firstRow] === cell.columns.at[row];
      if (!same && (!kept || kept(first.columns, firstRow))) differ(first.team, cell.team);
    },
    disagreements: () =>
      [...differing.values()].sort(
        (left, right) => left.team - right.team || left.other - right.other,
      ),
    otherTeams() {
      const others = new Map<number, number[]>();
      for (const [index, place] of places.entries()) {
        const known = others.get(place);
        if (known) known.push(teams[index]!);
        else others.set(place, [teams[index]!]);
      }
      return others;
    },
  };
}

import type { ObservationColumns } from '../../model/observation.js';
import { bucketsByEnd, bucketsOf, type Instant, type TimeBucket } from '../../model/time.js';
import type { Question, TeamColumns } from '../question.js';
import { type CellRows, cellRows, type KeepRun, keptRows } from './cell-rows.js';
import { withLeadIn } from './lead-in.js';
import { createRepeats, noRepeats, type Repeats } from './repeats.js';
import { allOf, type RowTest, rowTest, tagTest } from './row-test.js';
import { distinguishing, oncePerSubject } from './sub-keys.js';
import { Union } from './union.js';

export interface SelectedCell extends CellRows<ObservationColumns> {
  /** Number of the cell within its team's `cells`. */
  readonly cell: number;
}

/** The rows that make an answer: masked by the roster, united over the teams, kept to a tag, then cut into buckets. */
export interface Selection {
  /** The question. */
  readonly question: Question;
  /** The buckets of the series. */
  readonly buckets: readonly TimeBucket[];
  /** Edges of the buckets, one more than there are buckets. */
  readonly edges: readonly Instant[];
  /**
   * By team number, each team's in the order given.
   * @internal
   */
  readonly cells: readonly SelectedCell[];
  /** Where each bucket begins, counting the rows of all cells bucket after bucket; the last is how many there are. */
  readonly offsets: Int32Array;
  /**
   * Null if no team of several has rows that can repeat.
   * @internal
   */
  readonly union: Union | null;
  /** @internal */
  readonly repeats: Repeats;
}

/** A question, or what `select` made of it, so that several answers share one pass over the rows. */
export type Query = Question | Selection;

type Cell = Pick<SelectedCell, 'team' | 'cell' | 'columns' | 'base'>;

export const teamsInOrder = ({ teams }: Pick<Question, 'teams'>): TeamColumns[] =>
  teams.toSorted((left, right) => left.team - right.team);

function cellsOf(teams: readonly TeamColumns[]): Cell[] {
  let base = 0;
  return teams.flatMap(({ team, cells }) =>
    cells.map((columns, cell) => {
      const placed = { team, cell, columns, base };
      base += columns.length;
      return placed;
    }),
  );
}

/** Returns, by sprint, the sprints that end within the window, if they count or not. */
function bucketsAsked({ window, granularity, zone, teams }: Question): readonly TimeBucket[] {
  if (granularity !== 'SPRINT') return bucketsOf(window, granularity, zone);
  const ends = teams.flatMap(({ cells, exclusions = [] }) =>
    [...cells, ...exclusions].flatMap(({ at }) => [...at]),
  );
  return bucketsByEnd(window, ends);
}

function edgesOf(buckets: readonly TimeBucket[]): Instant[] {
  const last = buckets.at(-1);
  return last ? [...buckets.map(({ from }) => from), last.to] : [];
}

/** The tests of a row before it is counted for all teams, and thereafter. */
interface Tests {
  readonly before: RowTest | null;
  readonly after: RowTest | null;
}

/** True if another team can have counted a row of this one. */
export const mayRepeat = ({ teams, sharing }: Question, team: number): boolean =>
  teams.length > 1 && (sharing?.has(team) ?? true);

const passes = (test: RowTest | null, columns: ObservationColumns, row: number): boolean =>
  test === null || test(columns, row);

/** Keeps rows that no cell before has counted. Asking is counting, so that must come after what teams mask. */
function firstOnly(
  question: Question,
  cell: Cell,
  { union, repeats }: { readonly union: Union; readonly repeats: Repeats },
  { before, after }: Tests,
): KeepRun {
  const { columns, base } = cell;
  const { subject } = columns;
  const apart = distinguishing(question, columns);
  const isFirst = (row: number): boolean => {
    const place = union.admit(subject[row]!, apart[row]!, base + row);
    if (place >= 0) repeats.note(place, cell, row);
    return place < 0;
  };
  return (from, to, kept, length) => {
    let next = length;
    for (let row = from; row < to; row++)
      if (passes(before, columns, row) && isFirst(row) && passes(after, columns, row))
        kept[next++] = row;
    return next;
  };
}

function offsetsOf(cells: readonly SelectedCell[], buckets: number): Int32Array {
  const offsets = new Int32Array(buckets + 1);
  for (const { bounds, first, last } of cells)
    for (let bucket = first; bucket < last; bucket++)
      offsets[bucket + 1]! += bounds[bucket + 1]! - bounds[bucket]!;
  for (let bucket = 0; bucket < buckets; bucket++) offsets[bucket + 1]! += offsets[bucket]!;
  return offsets;
}

/** Returns the test of a cell's rows before teams are united. */
const testOf = (question: Question, columns: ObservationColumns, ofTeam: RowTest | null) =>
  withLeadIn(question, columns, allOf(ofTeam, oncePerSubject(question, columns)));

/** Returns the whole window as the one bucket that a headline needs. */
export function wholeWindow({ window }: Question): Pick<Selection, 'buckets' | 'edges'> {
  const buckets = [{ ...window, partial: false }];
  return { buckets, edges: edgesOf(buckets) };
}

type WholeRows = Pick<Selection, 'cells' | 'offsets' | 'repeats'>;

/** Returns a function that selects the rows of teams in the whole window of a question. */
export function selectorOfWhole(question: Question): (teams: readonly TeamColumns[]) => WholeRows {
  const { buckets, edges } = wholeWindow(question);
  const kept = tagTest(question);
  const isShared = ({ team }: TeamColumns) => question.sharing?.has(team) ?? true;
  return (teams) => {
    if (teams.length > 1 && teams.some(isShared)) return select({ ...question, teams }, buckets);
    const cells = teamsInOrder({ teams }).flatMap((one) => {
      const ofTeam = rowTest(question, one);
      return one.cells.map((columns, cell): SelectedCell => {
        const test = allOf(testOf(question, columns, ofTeam), kept);
        const rows = cellRows({ team: one.team, columns, base: 0 }, edges, test);
        return { ...rows, cell };
      });
    });
    return { cells, offsets: offsetsOf(cells, 1), repeats: noRepeats };
  };
}

/** Returns the rows that make the answer, in one pass. Throws if the question names a tag that the metric does not declare. */
export function select(
  question: Question,
  buckets: readonly TimeBucket[] = bucketsAsked(question),
): Selection {
  const edges = edgesOf(buckets);
  const teams = teamsInOrder(question);
  const placed = cellsOf(teams);
  const shared = placed.filter(({ team }) => mayRepeat(question, team));
  const union = shared.length > 0 ? new Union(shared.map(({ columns }) => columns)) : null;
  const kept = tagTest(question);
  const repeats = createRepeats(placed, kept);
  const tests = new Map(teams.map((team) => [team.team, rowTest(question, team)]));
  const cells = placed.map((cell): SelectedCell => {
    const before = testOf(question, cell.columns, tests.get(cell.team) ?? null);
    const rows =
      union && mayRepeat(question, cell.team)
        ? keptRows(
            cell,
            edges,
            firstOnly(question, cell, { union, repeats }, { before, after: kept }),
          )
        : cellRows(cell, edges, allOf(before, kept));
    return { ...rows, cell: cell.cell };
  });
  return {
    question,
    buckets,
    edges,
    cells,
    offsets: offsetsOf(cells, buckets.length),
    union,
    repeats,
  };
}

export const questionIn = (asked: Query): Question =>
  'question' in asked ? asked.question : asked;

export const selectionOf = (asked: Query): Selection =>
  'question' in asked ? asked : select(asked);

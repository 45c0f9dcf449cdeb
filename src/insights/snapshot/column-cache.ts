import { LRUCache } from 'lru-cache';
import type { Metric } from '../../engine/metric.js';
import type { Month } from '../../model/month.js';
import { type CellVersion, loadColumns } from '../../storage/cells/cell-columns.js';
import type { MetricColumns } from '../../storage/cells/metric-columns.js';
import type { Session } from '../../storage/sql/session.js';
import { spliced } from './spliced.js';

/** The cells of each team in the months of a question, in the order of the months. */
export type CellsOfTeams = ReadonlyMap<number, readonly CellVersion[]>;
/** The months of a question, first and last. */
export type Months = readonly [Month, Month];

/** The columns of cells of a team and metric, one behind the other, in the order of their months. */
interface Series {
  readonly ruleset: number;
  /** The versions of the cells. */
  readonly versions: ReadonlyMap<Month, number>;
  readonly columns: MetricColumns;
  /** The cells of which it is known that they are those of the series in the months that were asked about. */
  seen?: readonly CellVersion[];
}

/** Columns by team and metric; they may hold rows of further months. */
export type ColumnsOfTeams = (team: number, metric: string) => readonly MetricColumns[];

/** Columns of cells of a team that were just read, with the versions of these. */
type Loaded = Pick<Series, 'versions' | 'columns'>;

/** Bytes that an array takes beside its numbers, or an entry beside its arrays. */
const OVERHEAD = 120;

const bytesOf = ({ versions, columns: { observations, exclusions } }: Series): number => {
  const [own, left] = [4 + observations.parts.length + observations.tags.length, 4];
  const arrays = own + left + exclusions.tags.length;
  const numbers = observations.length * own + exclusions.length * (left + exclusions.tags.length);
  return OVERHEAD * (arrays + 2) + 8 * (numbers + 4 * versions.size);
};

const isIn = (month: Month, [first, last]: Months): boolean => month >= first && month <= last;

/** True if the cell is among those of the series, as it is. */
const holds = (series: Series | undefined, { ruleset, month, version }: CellVersion): boolean =>
  series?.ruleset === ruleset && series.versions.get(month) === version;

/** True if these are the cells of the series in the months. */
function fits(
  series: Series | undefined,
  cells: readonly CellVersion[],
  months: Months,
): series is Series {
  if (series?.seen === cells) return true;
  if (!series || !cells.every((cell) => holds(series, cell))) return false;
  let count = 0;
  for (const month of series.versions.keys()) if (isIn(month, months)) count += 1;
  if (count === cells.length) series.seen = cells;
  return count === cells.length;
}

/** Returns the series with the cells of these months as they are now; those that are not in it come from `loaded`. */
function renewed(
  series: Series | undefined,
  cells: readonly CellVersion[],
  months: Months,
  loaded: Loaded | undefined,
): Series {
  const [{ ruleset }] = cells as [CellVersion];
  const kept = series?.ruleset === ruleset ? series : undefined;
  if (loaded && !kept) return { ruleset, ...loaded };
  const others = [...(kept?.versions ?? [])].filter(([month]) => !isIn(month, months));
  const own = cells.map(({ month, version }) => [month, version] as const);
  const versions = new Map([...others, ...own].sort(([left], [right]) => left - right));
  const parts = [...versions.keys()].flatMap((month) => {
    const columns = loaded?.versions.has(month) ? loaded.columns : kept?.columns;
    return columns ? [{ month, columns }] : [];
  });
  return { ruleset, versions, columns: spliced(parts) };
}

/** Series by metric and team; undefined where none is kept. */
type SeriesOfTeams = ReadonlyMap<string, ReadonlyMap<number, Series | undefined>>;

const columnsIn =
  (all: SeriesOfTeams): ColumnsOfTeams =>
  (team, metric) => {
    const series = all.get(metric)?.get(team);
    return series ? [series.columns] : [];
  };

/** Loads the cells that are not kept, for all the metrics. Returns a function that finds what was loaded of a team and metric. */
async function loadLacking(
  session: Session,
  cells: CellsOfTeams,
  metrics: readonly Metric[],
  kept: SeriesOfTeams,
): Promise<(team: number, metric: string) => Loaded | undefined> {
  const all = [...kept.values()];
  const lacking = [...cells].flatMap(([team, own]) => {
    const series = all.map((ofTeams) => ofTeams.get(team));
    return own.filter((cell) => !series.every((one) => holds(one, cell)));
  });
  const shapes = metrics.map(({ id, parts, tags }) => {
    const [partCount, tagCount] = [parts.length, tags.length];
    return { id, parts: partCount, tags: tagCount };
  });
  const versions = new Map<number, Map<Month, number>>();
  for (const [team, own] of Map.groupBy(lacking, (cell) => cell.team))
    versions.set(team, new Map(own.map(({ month, version }) => [month, version])));
  const columnsOf = await loadColumns(session, lacking, shapes);
  return (team, metric) => {
    const own = versions.get(team);
    return own && { versions: own, columns: columnsOf(team, metric) };
  };
}

/** Keeps the columns of cells that were read, with the cells' versions, so that none is ever stale. */
export function createColumnCache(mostBytes: number) {
  const cache = new LRUCache<string, Series>({ maxSize: mostBytes, sizeCalculation: bytesOf });
  const keyOf = (account: number, team: number, metric: string) => `${account} ${metric} ${team}`;
  const look = (account: number, cells: CellsOfTeams, metrics: readonly Metric[]): SeriesOfTeams =>
    new Map(
      metrics.map(({ id }) => [
        id,
        new Map([...cells.keys()].map((team) => [team, cache.get(keyOf(account, team, id))])),
      ]),
    );
  return {
    /** Returns the columns of cells; null if not all are kept. */
    find(
      account: number,
      cells: CellsOfTeams,
      months: Months,
      metrics: readonly Metric[],
    ): ColumnsOfTeams | null {
      const kept = look(account, cells, metrics);
      for (const ofTeams of kept.values())
        for (const [team, own] of cells) if (!fits(ofTeams.get(team), own, months)) return null;
      return columnsIn(kept);
    },
    /** Returns the columns of cells, and reads those that are not kept. */
    async read(
      session: Session,
      cells: CellsOfTeams,
      months: Months,
      metrics: readonly Metric[],
    ): Promise<ColumnsOfTeams> {
      const kept = look(session.account, cells, metrics);
      const loadedOf = await loadLacking(session, cells, metrics, kept);
      const seriesOf = (team: number, id: string, known: Series | undefined): Series => {
        const own = cells.get(team)!;
        if (fits(known, own, months)) return known;
        const series = renewed(known, own, months, loadedOf(team, id));
        cache.set(keyOf(session.account, team, id), series);
        return series;
      };
      const read = [...kept].map(([id, ofTeams]) => {
        const all = [...ofTeams].map(([team, known]) => [team, seriesOf(team, id, known)] as const);
        return [id, new Map(all)] as const;
      });
      return columnsIn(new Map(read));
    },
  };
}

export type ColumnCache = ReturnType<typeof createColumnCache>;

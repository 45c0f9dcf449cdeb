import { LRUCache } from 'lru-cache';
import type { Metric } from '../../engine/metric.js';
import {
  type CellVersion,
  loadColumns,
  type MetricColumns,
} from '../../storage/cells/cell-columns.js';
import type { Session } from '../../storage/sql/session.js';

const keyOf = (account: number, { team, ruleset, month, version }: CellVersion, metric: string) =>
  `${account} ${team} ${ruleset} ${month} ${version} ${metric}`;

const bytesOf = ({ observations, exclusions }: MetricColumns): number =>
  64 +
  8 *
    (observations.length * (4 + observations.parts.length + observations.tags.length) +
      exclusions.length * 4);

/** Columns of cells by team and metric, in the order of their months. */
export type ColumnsOfTeams = (team: number, metric: string) => readonly MetricColumns[];

/** Keeps the columns of cells that were read, by the cells' versions, so that none is ever stale. */
export function createColumnCache(mostBytes: number) {
  const cache = new LRUCache<string, MetricColumns>({
    maxSize: mostBytes,
    sizeCalculation: bytesOf,
  });
  /** Finds the columns that are kept, and the cells of which some are not. */
  const look = (account: number, cells: readonly CellVersion[], metrics: readonly Metric[]) => {
    const found = new Map<string, MetricColumns>();
    const lacking = new Set<CellVersion>();
    for (const cell of cells)
      for (const { id } of metrics) {
        const key = keyOf(account, cell, id);
        const columns = cache.get(key);
        if (columns) found.set(key, columns);
        else lacking.add(cell);
      }
    return { found, lacking };
  };
  const byTeams = (
    account: number,
    cells: readonly CellVersion[],
    found: ReadonlyMap<string, MetricColumns>,
  ): ColumnsOfTeams => {
    const byTeam = Map.groupBy(cells, ({ team }) => team);
    return (team, metric) =>
      (byTeam.get(team) ?? []).flatMap((cell) => found.get(keyOf(account, cell, metric)) ?? []);
  };
  return {
    /** Returns the columns of cells; null if not all are kept. */
    find(
      account: number,
      cells: readonly CellVersion[],
      metrics: readonly Metric[],
    ): ColumnsOfTeams | null {
      const { found, lacking } = look(account, cells, metrics);
      return lacking.size > 0 ? null : byTeams(account, cells, found);
    },
    /** Returns the columns of cells, and reads those that are not kept. */
    async read(
      session: Session,
      cells: readonly CellVersion[],
      metrics: readonly Metric[],
    ): Promise<ColumnsOfTeams> {
      const { account } = session;
      const { found, lacking } = look(account, cells, metrics);
      const shapes = metrics.map(({ id, parts, tags, shared = false }) => ({
        id,
        shared,
        parts: parts.length,
        tags: tags.length,
      }));
      for (const { cell, metric, ...columns } of await loadColumns(session, [...lacking], shapes)) {
        found.set(keyOf(account, cell, metric), columns);
        cache.set(keyOf(account, cell, metric), columns);
      }
      return byTeams(account, cells, found);
    },
  };
}

export type ColumnCache = ReturnType<typeof createColumnCache>;

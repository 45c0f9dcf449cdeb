import { LRUCache } from 'lru-cache';
import type { Metric } from '../../engine/metric.js';
import type { Month } from '../../model/month.js';
import {
  type CellVersion,
  cellVersions,
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
  return {
    async read(
      session: Session,
      teams: readonly number[],
      [from, to]: readonly [Month, Month],
      metrics: readonly Metric[],
    ): Promise<ColumnsOfTeams> {
      const cells = await cellVersions(session, teams, from, to);
      const found = new Map<string, MetricColumns>();
      const find = (cell: CellVersion, metric: string) => {
        const key = keyOf(session.account, cell, metric);
        const columns = found.get(key) ?? cache.get(key);
        if (columns) found.set(key, columns);
        return columns;
      };
      const lacking = cells.filter((cell) => metrics.some(({ id }) => !find(cell, id)));
      const shapes = metrics.map(({ id, parts, tags, shared = false }) => ({
        id,
        shared,
        parts: parts.length,
        tags: tags.length,
      }));
      for (const { cell, metric, ...columns } of await loadColumns(session, lacking, shapes)) {
        found.set(keyOf(session.account, cell, metric), columns);
        cache.set(keyOf(session.account, cell, metric), columns);
      }
      const byTeam = Map.groupBy(cells, ({ team }) => team);
      return (team, metric) => (byTeam.get(team) ?? []).flatMap((cell) => find(cell, metric) ?? []);
    },
  };
}

export type ColumnCache = ReturnType<typeof createColumnCache>;

import { isTimeZone } from '../model/time.js';
import type { InsightQuery } from './answer.js';

/** A query as text that stays the same however it was written, for ids and for sharing equal questions. */
export function canonicalQuery(query: InsightQuery): string {
  const { scope, range } = query;
  return JSON.stringify([
    [scope.team ?? null, scope.orgNode ?? null, scope.path ?? null, scope.developer ?? null],
    [...query.metrics],
    [
      range.dates ? [range.dates.from, range.dates.to] : null,
      range.last ? [range.last.count, range.last.unit] : null,
      range.preset ?? null,
    ],
    query.granularity,
    query.aggregation,
    query.timeZone,
    query.membership,
    query.groupBy ?? null,
  ]);
}

/** The id of the insight that answers one metric of a query. */
export const insightId = (query: InsightQuery, metric: string): string =>
  Buffer.from(canonicalQuery({ ...query, metrics: [metric] })).toString('base64url');

type Packed = [
  scope: [number | null, number | null, string | null, string | null],
  metrics: string[],
  range: [
    [string, string] | null,
    [number, NonNullable<InsightQuery['range']['last']>['unit']] | null,
    InsightQuery['range']['preset'] | null,
  ],
  granularity: InsightQuery['granularity'],
  aggregation: InsightQuery['aggregation'],
  timeZone: string | null,
  membership: InsightQuery['membership'],
  groupBy: string | null,
];

/** The query behind an insight's id; null where the text is no such id. */
export function queryOfId(id: string): InsightQuery | null {
  try {
    const [scope, metrics, range, granularity, aggregation, timeZone, membership, groupBy] =
      JSON.parse(Buffer.from(id, 'base64url').toString('utf8')) as Packed;
    const [team, orgNode, path, developer] = scope;
    const [dates, last, preset] = range;
    if (timeZone !== null && !isTimeZone(timeZone)) return null;
    return {
      scope: {
        ...(team !== null && { team }),
        ...(orgNode !== null && { orgNode }),
        ...(path !== null && { path }),
        ...(developer !== null && { developer }),
      },
      metrics,
      range: {
        ...(dates && { dates: { from: dates[0], to: dates[1] } }),
        ...(last && { last: { count: last[0], unit: last[1] } }),
        ...(preset && { preset }),
      },
      granularity,
      aggregation,
      timeZone,
      membership,
      groupBy,
    };
  } catch {
    return null;
  }
}

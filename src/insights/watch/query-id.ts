import { isTimeZone } from '../../model/time.js';
import type { InsightQuery } from '../answer/answer.js';

const placesOf = ({ team, orgNode, path, developer }: InsightQuery['scope']) => [
  ...[team ?? null, orgNode ?? null],
  ...[path ?? null, developer ?? null],
];
/** Nothing for other scopes, whose texts are older than these. */
const tagsOf = ({ service, pipeline }: InsightQuery['scope']) =>
  service === undefined && pipeline === undefined ? [] : [service ?? null, pipeline ?? null];

/** A query as text that stays the same however it was written, for ids and for sharing equal questions. */
export function canonicalQuery(query: InsightQuery): string {
  const { scope, range } = query;
  return JSON.stringify([
    [...placesOf(scope), ...tagsOf(scope)],
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

type PackedScope = [
  ...[team: number | null, orgNode: number | null, path: string | null, developer: string | null],
  ...[service?: number | null, pipeline?: number | null],
];
type PackedRange = [
  [string, string] | null,
  [number, NonNullable<InsightQuery['range']['last']>['unit']] | null,
  InsightQuery['range']['preset'] | null,
];
type Packed = [
  scope: PackedScope,
  metrics: string[],
  range: PackedRange,
  granularity: InsightQuery['granularity'],
  aggregation: InsightQuery['aggregation'],
  timeZone: string | null,
  membership: InsightQuery['membership'],
  groupBy: string | null,
];

const scopeOf = (packed: PackedScope): InsightQuery['scope'] => {
  const [team, orgNode, path, developer, service = null, pipeline = null] = packed;
  return {
    ...(team !== null && { team }),
    ...(orgNode !== null && { orgNode }),
    ...(path !== null && { path }),
    ...(developer !== null && { developer }),
    ...(service !== null && { service }),
    ...(pipeline !== null && { pipeline }),
  };
};

const rangeOf = ([dates, last, preset]: PackedRange): InsightQuery['range'] => ({
  ...(dates && { dates: { from: dates[0], to: dates[1] } }),
  ...(last && { last: { count: last[0], unit: last[1] } }),
  ...(preset && { preset }),
});

/** The query behind an insight's id; null where the text is no such id. */
export function queryOfId(id: string): InsightQuery | null {
  try {
    const [scope, metrics, range, granularity, aggregation, timeZone, membership, groupBy] =
      JSON.parse(Buffer.from(id, 'base64url').toString('utf8')) as Packed;
    if (timeZone !== null && !isTimeZone(timeZone)) return null;
    return {
      scope: scopeOf(scope),
      metrics,
      range: rangeOf(range),
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

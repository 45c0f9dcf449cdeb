import { isTimeZone } from '../../model/time.js';
import type { InsightQuery } from '../answer/answer.js';

/** The parts of a scope in the order of its text; the last two are absent from older texts. */
const parts = ['team', 'orgNode', 'path', 'developer', 'service', 'pipeline'] as const;

const packedScope = ({ service, pipeline, ...scope }: InsightQuery['scope']) => {
  const isOlder = service === undefined && pipeline === undefined;
  const whole = { ...scope, service, pipeline };
  return parts.slice(0, isOlder ? 4 : 6).map((part) => whole[part] ?? null);
};

/** A query as text that stays the same however it was written, for ids and for sharing equal questions. */
export function canonicalQuery(query: InsightQuery): string {
  const { scope, range } = query;
  return JSON.stringify([
    packedScope(scope),
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

type PackedRange = [
  [string, string] | null,
  [number, NonNullable<InsightQuery['range']['last']>['unit']] | null,
  InsightQuery['range']['preset'] | null,
];
type Packed = [
  scope: (number | string | null)[],
  metrics: string[],
  range: PackedRange,
  granularity: InsightQuery['granularity'],
  aggregation: InsightQuery['aggregation'],
  timeZone: string | null,
  membership: InsightQuery['membership'],
  groupBy: string | null,
];

const scopeOf = (packed: Packed[0]): InsightQuery['scope'] =>
  Object.fromEntries(
    parts.flatMap((part, place) => {
      const value = packed[place] ?? null;
      return value === null ? [] : [[part, value]];
    }),
  );

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

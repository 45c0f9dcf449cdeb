import { type ExcludedRow, excludedRowsOf } from '../../engine/excluded-rows.js';
import type { Metric } from '../../engine/metric.js';
import { type Row, rowsOf } from '../../engine/rows.js';
import { Fault } from '../../model/errors.js';
import type { ExclusionReason } from '../../model/observation.js';
import type { RecordPage, RecordQuery } from '../answer/record.js';
import { questionOf } from '../question.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/** A row to be shown: counted, or excluded for a reason. */
export interface RecordRow extends Omit<Row, 'cell' | 'row' | 'value'> {
  readonly value: number | null;
  readonly excluded: ExclusionReason | null;
}
/** The sort key of a row: the value asked for (null last), then instant, subject, developer and, for rows of services, the service. */
type Key = readonly [
  sort: number | null,
  at: number,
  subject: number,
  developer: number,
  service: number,
];

interface Candidates {
  readonly length: number;
  readonly key: (index: number) => Key;
  readonly row: (index: number) => RecordRow;
}

const fromExcluded = ({ subject, developer, at, tags, team, reason }: ExcludedRow): RecordRow => ({
  subject,
  developer,
  at,
  value: null,
  parts: [],
  tags,
  teams: [team],
  excluded: reason,
});

/** Returns counted rows first by index, then excluded rows if they are wanted. */
function candidatesOf(
  snapshot: Snapshot,
  metric: Metric,
  { bucket, includeExcluded, orderBy }: RecordQuery,
): Candidates {
  const question = questionOf(snapshot, metric, snapshot.window);
  const counted = rowsOf(question, bucket);
  const left = includeExcluded ? excludedRowsOf(question, bucket).map(fromExcluded) : [];
  const byValue = orderBy.startsWith('VALUE');
  const service = metric.standsFor === null ? -1 : metric.tags.indexOf('service');
  const row = (index: number): RecordRow =>
    index < counted.length
      ? { ...counted.row(index), excluded: null }
      : left[index - counted.length]!;
  return {
    length: counted.length + left.length,
    row,
    key(index) {
      if (index >= counted.length) {
        const { value, at, subject, developer } = left[index - counted.length]!;
        return [byValue ? value : at, at, subject, developer ?? -1, -1];
      }
      const { at, developer, tags } = counted.row(index);
      const sort = byValue ? counted.value[index]! : at;
      return [sort, at, counted.subject[index]!, developer ?? -1, tags[service] ?? -1];
    },
  };
}

function compareKeys(left: Key, right: Key, descending: boolean): number {
  const sign = descending ? -1 : 1;
  if (left[0] !== right[0]) {
    if (left[0] === null) return 1;
    if (right[0] === null) return -1;
    return sign * (left[0] - right[0]);
  }
  return (
    sign * (left[1] - right[1]) || left[2] - right[2] || left[3] - right[3] || left[4] - right[4]
  );
}

const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function keyOfCursor(cursor: string): Key {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === 5) return key as unknown as Key;
  } catch {}
  throw new Fault(
    'BAD_USER_INPUT',
    `"${cursor}" is no cursor of these records: take one from a page of the same question.`,
  );
}

/** How many of the sorted keys come before `cursor`, or up to and with it. */
function countUpTo(
  keys: readonly Key[],
  cursor: string,
  inclusive: boolean,
  descending: boolean,
): number {
  const key = keyOfCursor(cursor);
  const isBefore = (other: Key) => compareKeys(other, key, descending) < (inclusive ? 1 : 0);
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(keys[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bounds(keys: readonly Key[], query: RecordQuery, descending: boolean): [number, number] {
  let from = query.after === undefined ? 0 : countUpTo(keys, query.after, true, descending);
  let to =
    query.before === undefined ? keys.length : countUpTo(keys, query.before, false, descending);
  if (query.first !== undefined) to = Math.min(to, from + query.first);
  if (query.last !== undefined) from = Math.max(from, to - query.last);
  return [from, Math.max(from, to)];
}

export interface PageOfRows extends Omit<RecordPage, 'records'> {
  readonly rows: readonly { readonly cursor: string; readonly row: RecordRow }[];
}

/** One page of the rows behind a number, by key: rows that come or go between two pages shift nothing. */
export function pageOfRows(snapshot: Snapshot, metric: Metric, query: RecordQuery): PageOfRows {
  const candidates = candidatesOf(snapshot, metric, query);
  const descending = query.orderBy.endsWith('DESCENDING');
  const sorted = Array.from({ length: candidates.length }, (_row, index) => ({
    index,
    key: candidates.key(index),
  })).sort((left, right) => compareKeys(left.key, right.key, descending));
  const [from, to] = bounds(
    sorted.map(({ key }) => key),
    query,
    descending,
  );
  return {
    rows: sorted
      .slice(from, to)
      .map(({ index, key }) => ({ cursor: cursorOf(key), row: candidates.row(index) })),
    hasNextPage: to < sorted.length,
    hasPreviousPage: from > 0,
    totalCount: sorted.length,
  };
}

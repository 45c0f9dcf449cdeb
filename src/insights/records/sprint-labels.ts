import type { Metric } from '../../engine/metric.js';
import type { Window } from '../../model/time.js';
import type { Bucket } from '../answer/answer.js';
import { teamColumns } from '../question.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/** The label of a bucket and the number of its subject; both null for an interval of the calendar. */
type BucketLabel = Pick<Bucket, 'label' | 'subject'>;
const ofTheCalendar: BucketLabel = { label: null, subject: null };

/** Names the buckets by the sprints that end in them: several that end at one instant share one, in the order of their names. */
export function bucketLabels(snapshot: Snapshot, metric: Metric): (bucket: Window) => BucketLabel {
  const { query, scope, sprints } = snapshot;
  if (query.granularity !== 'SPRINT') return () => ofTheCalendar;
  const places = new Map([...sprints.keys()].map((number, place) => [number, place]));
  const placeOf = (number: number) => places.get(number) ?? sprints.size;
  const ends = teamColumns(snapshot, metric, scope.teams)
    .flatMap(({ cells, exclusions = [] }) => [...cells, ...exclusions])
    .flatMap(({ at, subject }) => Array.from(at, (end, row) => ({ end, number: subject[row]! })))
    .sort((left, right) => placeOf(left.number) - placeOf(right.number));
  return ({ from, to }) => {
    const within = ends.filter(({ end }) => end >= from && end < to);
    const numbers = [...new Set(within.map(({ number }) => number))];
    const names = numbers.flatMap((number) => sprints.get(number) ?? []);
    return { label: names.join(', ') || null, subject: numbers[0] ?? null };
  };
}

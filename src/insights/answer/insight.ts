import { compare } from '../../engine/compare.js';
import { measure, measureHeadline } from '../../engine/measure.js';
import type { Metric } from '../../engine/metric.js';
import { trend } from '../../engine/trend.js';
import type { Viewer } from '../../model/access.js';
import { once } from '../../model/once.js';
import type { Database } from '../../storage/database/database.js';
import { questionOf } from '../question.js';
import type { NameDeveloper } from '../records/people.js';
import { records } from '../records/records.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { insightId } from '../watch/query-id.js';
import type { Insight, MetricValue } from './answer.js';
import { breakdown } from './breakdown.js';
import { completeUntil } from './coverage.js';
import { hasData, valuerOf } from './data-status.js';
import { explanationOf } from './explanation.js';
import { ratedTeams } from './goals.js';
import { coverageOf } from './source-coverage.js';
import { Values } from './values.js';

/** From one window to the next; null unless something was observed in both, as a window without any row says nothing to compare. */
const changeOf = (before: MetricValue, after: MetricValue, { better }: Metric) =>
  hasData(before) && hasData(after) ? compare(after.value, before.value, better) : null;

/** The answer to one metric of a query, made of one snapshot; details are measured from the same columns when asked for. */
export function insightOf(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  viewer: Viewer,
  people: () => Promise<NameDeveloper>,
): Insight {
  const { query, window, previous, state } = snapshot;
  const measured = measure(questionOf(snapshot, metric, window));
  const before = once(() =>
    valuerOf(
      snapshot,
      metric,
      previous,
    )(measureHeadline(questionOf(snapshot, metric, previous)), previous),
  );
  const rated = ratedTeams(snapshot);
  const values = new Values(snapshot, metric, measured, { rated });
  const headline = values.value;
  const synced = completeUntil(snapshot, metric);
  const explanation = once(() => explanationOf(snapshot, metric, measured));
  return {
    id: insightId(query, metric.id),
    metric: { id: metric.id, profile: metric.profile },
    aggregation: metric.summary.aggregates ? query.aggregation : null,
    unit: metric.unit,
    range: window,
    headline,
    get rating() {
      return values.rating;
    },
    get previous() {
      return before();
    },
    get change() {
      return changeOf(before(), headline, metric);
    },
    get distribution() {
      return headline.dataStatus === 'NOT_CONFIGURED' ? null : measured.distribution;
    },
    get segments() {
      return values.segments;
    },
    get goalScore() {
      return values.goalScore;
    },
    get series() {
      return values.series;
    },
    get trend() {
      const series = values.series.map(({ value }) => value.value);
      return trend(series, metric.better);
    },
    get explanation() {
      return explanation();
    },
    get coverage() {
      return coverageOf(snapshot, metric);
    },
    asOf: synced ?? snapshot.now,
    isSynced: synced !== null,
    steadyUntil: snapshot.steadyUntil,
    sequence: state.sequence,
    recalculating: state.recalculating,
    dataStatus: headline.dataStatus,
    breakdown: (by) => breakdown(database, snapshot, metric, by, people),
    records: (page) => records(database, snapshot, metric, viewer, page, people),
  };
}

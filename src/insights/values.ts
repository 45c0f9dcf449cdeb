import type { Measured } from '../engine/measured.js';
import type { Metric, TagName } from '../engine/metric.js';
import type { Figure } from '../engine/summary/summary.js';
import type { Window } from '../model/time.js';
import type { Bucket, MetricValue, Rating, Segment } from './answer.js';
import { statusOf } from './data-status.js';
import { judgeOf } from './goals.js';
import { segmentLabels } from './labels.js';
import { raterOf } from './rating.js';
import type { Snapshot } from './snapshot.js';
import { bucketLabels } from './sprint-labels.js';

interface Divided {
  readonly segments: readonly Segment[];
  readonly goalScore: number | null;
}
export interface Values extends Divided {
  readonly value: MetricValue;
  readonly rating: Rating | null;
  readonly series: readonly Bucket[];
}

/** Divides the figure of a span into its segments. */
type Divide = (span: Window, whole: Figure, segments: Measured['segments']) => Divided;

function dividing(
  snapshot: Snapshot,
  metric: Metric,
  measured: Measured,
  teams: readonly number[],
  tag?: TagName,
): Divide {
  const status = statusOf(snapshot, metric, snapshot.window, tag);
  const label = segmentLabels(snapshot, metric);
  const rate = raterOf(snapshot, metric, measured, tag);
  const judge = judgeOf(snapshot, metric, teams);
  return (span, whole, segments) => {
    const { score, standingOf } = judge(segments);
    return {
      goalScore: score,
      segments: segments.map(({ key, value }) => ({
        key,
        label: label(key),
        // A part that is known to be nothing is as reliable as the whole.
        value: { ...value, dataStatus: status(value.value === null ? value : whole) },
        rating: rate(value, span, key),
        ...standingOf(key),
      })),
    };
  };
}

/** Figures of the engine with the data status, the ratings and the standings that belong to them; `teams` are those whose goals they have. Of what carries a tag where one is given. */
export function valuesOf(
  snapshot: Snapshot,
  metric: Metric,
  measured: Measured,
  teams: readonly number[],
  tag?: TagName,
): Values {
  const status = statusOf(snapshot, metric, snapshot.window, tag);
  const rate = raterOf(snapshot, metric, measured, tag);
  const divide = dividing(snapshot, metric, measured, teams, tag);
  const labelOf = bucketLabels(snapshot, metric);
  const valued = (figure: Figure): MetricValue => ({ ...figure, dataStatus: status(figure) });
  let parts: Divided | undefined;
  const whole = () => {
    parts ??= divide(snapshot.window, measured.headline, measured.segments);
    return parts;
  };
  return {
    value: valued(measured.headline),
    rating: rate(measured.headline, snapshot.window),
    get segments() {
      return whole().segments;
    },
    get goalScore() {
      return whole().goalScore;
    },
    series: measured.series.map((bucket) => ({
      ...{ from: bucket.from, to: bucket.to, partial: bucket.partial, ...labelOf(bucket) },
      get distribution() {
        return bucket.distribution;
      },
      value: valued(bucket.value),
      rating: rate(bucket.value, bucket),
      ...divide(bucket, bucket.value, bucket.segments),
    })),
  };
}

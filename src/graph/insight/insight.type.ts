import { Float, ID } from 'type-graphql';
import { UnitEnum } from '../catalogue/catalogue.enums.js';
import { MetricDefinition } from '../catalogue/metric-definition.type.js';
import { NonNull, Nullable } from '../field.js';
import { nodeType, objectType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { Explanation } from './explanation.type.js';
import { AggregationEnum, DataStatusEnum, UpdateReasonEnum } from './insight.enums.js';
import { Bucket, GOAL_SCORE, MetricValue, Segment } from './metric-value.type.js';
import { Rating } from './rating/rating.type.js';
import { Change, Distribution, Trend } from './statistics.type.js';

const InstantRange = objectType(
  'InstantRange',
  'A stretch of time, from its first instant up to its end.',
  {
    from: NonNull(() => DateTime, 'The timestamp at which it begins.'),
    to: NonNull(() => DateTime, 'The timestamp at which it is over; not part of it.'),
  },
);

export const Insight = nodeType(
  'Insight',
  'One metric of one scope over one range; all its parts are read from one snapshot.',
  {
    id: NonNull(() => ID, 'The whole question: `node(id:)` answers it again.'),
    metric: NonNull(() => MetricDefinition, 'What is measured and how.'),
    aggregation: Nullable(
      () => AggregationEnum,
      'How durations became one number; null for metrics that are no durations.',
    ),
    unit: NonNull(() => UnitEnum, 'What the values count.'),
    range: NonNull(() => InstantRange, 'The range asked about, as instants.'),
    headline: NonNull(() => MetricValue, 'The number for the whole range.'),
    rating: Nullable(
      () => Rating,
      'How good the headline is; null without data, or where nobody rates the metric.',
    ),
    previous: NonNull(() => MetricValue, 'The number for the window of the same length before.'),
    change: Nullable(
      () => Change,
      'From the window before to this one; null unless something was observed in both.',
    ),
    distribution: Nullable(
      () => Distribution,
      'How single values are spread; for durations with data.',
    ),
    segments: Nullable(
      () => [Segment],
      'The headline by its parts, as `groupBy` asks, where the metric has any.',
    ),
    goalScore: Nullable(() => Float, GOAL_SCORE),
    series: NonNull(() => [Bucket], 'Every bucket of the range, the empty ones too.'),
    trend: Nullable(() => Trend, 'The line through the series, if it has one.'),
    explanation: Nullable(() => Explanation, 'How the number came about.'),
    asOf: NonNull(() => DateTime, 'The timestamp of the snapshot.'),
    sequence: NonNull(
      () => String,
      'The place of the snapshot in the change log: `insightUpdated(after:)` takes it.',
    ),
    recalculating: NonNull(() => Boolean, 'Are changes known that are not in the number yet?'),
    dataStatus: NonNull(() => DataStatusEnum, 'How far the number can be relied on.'),
  },
);

export const InsightUpdate = objectType(
  'InsightUpdate',
  'An insight that is no longer what it was.',
  {
    sequence: NonNull(
      () => String,
      'Resume with it: `insightUpdated(after:)`. Safe after every update: it lies behind `insight.sequence` while updates of other metrics are still to come, which are then repeated.',
    ),
    occurredAt: NonNull(() => DateTime, 'The timestamp of what caused it.'),
    reason: NonNull(() => UpdateReasonEnum, 'Why it was pushed.'),
    insight: NonNull(() => Insight, 'The insight as it is now.'),
    previousValue: Nullable(
      () => MetricValue,
      'The headline you were sent last; null on the first update.',
    ),
  },
);

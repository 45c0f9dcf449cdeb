import { Float, ID, ObjectType } from 'type-graphql';
import type { Unit } from '../../engine/metric.js';
import type { Aggregation, DataStatus } from '../../insights/answer/answer.js';
import type { UpdateReason } from '../../insights/answer/update.js';
import type { Instant } from '../../model/time.js';
import { UnitEnum } from '../catalogue/catalogue.enums.js';
import { MetricDefinition } from '../catalogue/metric-definition.type.js';
import { NonNull, Nullable } from '../field.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { Explanation } from './explanation.type.js';
import { AggregationEnum, DataStatusEnum, UpdateReasonEnum } from './insight.enums.js';
import { Bucket, GOAL_SCORE, MetricValue, Segment } from './metric-value.type.js';
import { Rating } from './rating/rating.type.js';
import { Change, Distribution, Trend } from './statistics.type.js';

@ObjectType({ description: 'A stretch of time, from its first instant up to its end.' })
export class InstantRange {
  @NonNull(() => DateTime, 'The timestamp at which it begins.')
  from!: Instant;

  @NonNull(() => DateTime, 'The timestamp at which it is over; not part of it.')
  to!: Instant;
}

@ObjectType({
  implements: Node,
  description: 'One metric of one scope over one range; all its parts are read from one snapshot.',
})
export class Insight implements Node {
  @NonNull(() => ID, 'The whole question: `node(id:)` answers it again.')
  id!: string;

  @NonNull(() => MetricDefinition, 'What is measured and how.')
  metric!: MetricDefinition;

  @Nullable(
    () => AggregationEnum,
    'How durations became one number; null for metrics that are no durations.',
  )
  aggregation!: Aggregation | null;

  @NonNull(() => UnitEnum, 'What the values count.')
  unit!: Unit;

  @NonNull(() => InstantRange, 'The range asked about, as instants.')
  range!: InstantRange;

  @NonNull(() => MetricValue, 'The number for the whole range.')
  headline!: MetricValue;

  @Nullable(
    () => Rating,
    'How good the headline is; null without data, or where nobody rates the metric.',
  )
  rating!: Rating | null;

  @NonNull(() => MetricValue, 'The number for the window of the same length before.')
  previous!: MetricValue;

  @Nullable(
    () => Change,
    'From the window before to this one; null unless something was observed in both.',
  )
  change!: Change | null;

  @Nullable(() => Distribution, 'How single values are spread; for durations with data.')
  distribution!: Distribution | null;

  @Nullable(
    () => [Segment],
    'The headline by its parts, as `groupBy` asks, where the metric has any.',
  )
  segments!: readonly Segment[] | null;

  @Nullable(() => Float, GOAL_SCORE)
  goalScore!: number | null;

  @NonNull(() => [Bucket], 'Every bucket of the range, the empty ones too.')
  series!: readonly Bucket[];

  @Nullable(() => Trend, 'The line through the series, if it has one.')
  trend!: Trend | null;

  @Nullable(() => Explanation, 'How the number came about.')
  explanation!: Explanation | null;

  @NonNull(() => DateTime, 'The timestamp of the snapshot.')
  asOf!: Instant;

  @NonNull(
    () => String,
    'The place of the snapshot in the change log: `insightUpdated(after:)` takes it.',
  )
  sequence!: number;

  @NonNull(() => Boolean, 'Are changes known that are not in the number yet?')
  recalculating!: boolean;

  @NonNull(() => DataStatusEnum, 'How far the number can be relied on.')
  dataStatus!: DataStatus;
}

@ObjectType({ description: 'An insight that is no longer what it was.' })
export class InsightUpdate {
  @NonNull(
    () => String,
    'Resume with it: `insightUpdated(after:)`. Safe after every update: it lies behind `insight.sequence` while updates of other metrics are still to come, which are then repeated.',
  )
  sequence!: number;

  @NonNull(() => DateTime, 'The timestamp of what caused it.')
  occurredAt!: Instant;

  @NonNull(() => UpdateReasonEnum, 'Why it was pushed.')
  reason!: UpdateReason;

  @NonNull(() => Insight, 'The insight as it is now.')
  insight!: Insight;

  @Nullable(() => MetricValue, 'The headline you were sent last; null on the first update.')
  previousValue!: MetricValue | null;
}

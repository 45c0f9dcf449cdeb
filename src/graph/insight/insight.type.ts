import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Unit } from '../../engine/metric.js';
import type { Aggregation, DataStatus } from '../../insights/answer/answer.js';
import type { UpdateReason } from '../../insights/answer/update.js';
import type { Instant } from '../../model/time.js';
import { UnitEnum } from '../catalogue/catalogue.enums.js';
import { MetricDefinition } from '../catalogue/metric-definition.type.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { Explanation } from './explanation.type.js';
import { AggregationEnum, DataStatusEnum, UpdateReasonEnum } from './insight.enums.js';
import { Bucket, GOAL_SCORE, MetricValue, Segment } from './metric-value.type.js';
import { Rating } from './rating/rating.type.js';
import { Change, Distribution, Trend } from './statistics.type.js';

@ObjectType({ description: 'A stretch of time, from its first instant up to its end.' })
export class InstantRange {
  @Field(() => DateTime, { description: 'The timestamp at which it begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The timestamp at which it is over; not part of it.' })
  to!: Instant;
}

@ObjectType({
  implements: Node,
  description: 'One metric of one scope over one range; all its parts are read from one snapshot.',
})
export class Insight implements Node {
  @Field(() => ID, { description: 'The whole question: `node(id:)` answers it again.' })
  id!: string;

  @Field(() => MetricDefinition, { description: 'What is measured and how.' })
  metric!: MetricDefinition;

  @Field(() => AggregationEnum, {
    nullable: true,
    description: 'How durations became one number; null for metrics that are no durations.',
  })
  aggregation!: Aggregation | null;

  @Field(() => UnitEnum, { description: 'What the values count.' })
  unit!: Unit;

  @Field(() => InstantRange, { description: 'The range asked about, as instants.' })
  range!: InstantRange;

  @Field(() => MetricValue, { description: 'The number for the whole range.' })
  headline!: MetricValue;

  @Field(() => Rating, {
    nullable: true,
    description: 'How good the headline is; null without data, or where nobody rates the metric.',
  })
  rating!: Rating | null;

  @Field(() => MetricValue, { description: 'The number for the window of the same length before.' })
  previous!: MetricValue;

  @Field(() => Change, {
    nullable: true,
    description: 'From the window before to this one; null unless something was observed in both.',
  })
  change!: Change | null;

  @Field(() => Distribution, {
    nullable: true,
    description: 'How single values are spread; for durations with data.',
  })
  distribution!: Distribution | null;

  @Field(() => [Segment], {
    nullable: true,
    description: 'The headline by its parts, as `groupBy` asks, where the metric has any.',
  })
  segments!: readonly Segment[] | null;

  @Field(() => Float, GOAL_SCORE)
  goalScore!: number | null;

  @Field(() => [Bucket], { description: 'Every bucket of the range, the empty ones too.' })
  series!: readonly Bucket[];

  @Field(() => Trend, {
    nullable: true,
    description: 'The line through the series, if it has one.',
  })
  trend!: Trend | null;

  @Field(() => Explanation, { nullable: true, description: 'How the number came about.' })
  explanation!: Explanation | null;

  @Field(() => DateTime, { description: 'The timestamp of the snapshot.' })
  asOf!: Instant;

  @Field(() => String, {
    description: 'The place of the snapshot in the change log: `insightUpdated(after:)` takes it.',
  })
  sequence!: string;

  @Field(() => Boolean, { description: 'Are changes known that are not in the number yet?' })
  recalculating!: boolean;

  @Field(() => DataStatusEnum, { description: 'How far the number can be relied on.' })
  dataStatus!: DataStatus;
}

@ObjectType({ description: 'An insight that is no longer what it was.' })
export class InsightUpdate {
  @Field(() => String, {
    description:
      'Resume with it: `insightUpdated(after:)`. Safe after every update: it lies behind `insight.sequence` while updates of other metrics are still to come, which are then repeated.',
  })
  sequence!: string;

  @Field(() => DateTime, { description: 'The timestamp of what caused it.' })
  occurredAt!: Instant;

  @Field(() => UpdateReasonEnum, { description: 'Why it was pushed.' })
  reason!: UpdateReason;

  @Field(() => Insight, { description: 'The insight as it is now.' })
  insight!: Insight;

  @Field(() => MetricValue, {
    nullable: true,
    description: 'The headline you were sent last; null on the first update.',
  })
  previousValue!: MetricValue | null;
}

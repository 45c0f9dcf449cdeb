import { Float, ID, Int, ObjectType } from 'type-graphql';
import type { GoalStatus } from '../../engine/alignment/goal.js';
import type { Unit } from '../../engine/metric.js';
import type { DataStatus } from '../../insights/answer/answer.js';
import type { Instant } from '../../model/time.js';
import { UnitEnum } from '../catalogue/catalogue.enums.js';
import { NonNull, Nullable } from '../field.js';
import { AllocationGoal } from '../profile/allocation-goal.type.js';
import { DateTime, DurationScalar } from '../scalars.js';
import { DataStatusEnum, GoalStatusEnum } from './insight.enums.js';
import { Rating } from './rating/rating.type.js';
import { Distribution } from './statistics.type.js';

@ObjectType({
  description:
    'A number with what it takes to assess it. Nothing observed is null with a sample size of 0. A count of nothing is 0 where facts of that time are known; it is null before the first fact, after the last sync and while the metric is NOT_CONFIGURED.',
})
export class MetricValue {
  @Nullable(
    () => Float,
    'In the unit of the insight: seconds for durations, 0..1 for ratios; not rounded.',
  )
  value!: number | null;

  @Nullable(() => Float, 'Seconds, for durations alone.')
  seconds!: number | null;

  @Nullable(() => DurationScalar, 'ISO 8601 to the millisecond, for durations alone.')
  duration!: string | null;

  @Nullable(() => Float, 'Per unit of the granularity, for counts alone.')
  rate!: number | null;

  @NonNull(() => Int, 'How many rows stand behind the number.')
  sampleSize!: number;

  @Nullable(
    () => Float,
    'What was divided, where something was, in its own unit: seconds where that is a duration.',
  )
  numerator!: number | null;

  @Nullable(
    () => UnitEnum,
    'What the numerator counts; of a ratio the denominator counts the same.',
  )
  numeratorUnit!: Unit | null;

  @Nullable(() => Float, 'What it was divided by.')
  denominator!: number | null;

  @NonNull(() => DataStatusEnum, 'How far the number can be relied on.')
  dataStatus!: DataStatus;
}

@ObjectType({ description: 'A share of a number by one of its parts.' })
export class Segment {
  @NonNull(() => String, 'Which part.')
  key!: string;

  @NonNull(() => String, 'The part in words.')
  label!: string;

  @NonNull(() => UnitEnum, 'What its number counts.')
  unit!: Unit;

  @NonNull(() => MetricValue, 'Its number.')
  value!: MetricValue;

  @Nullable(() => Rating, 'How good it is; of phases alone.')
  rating!: Rating | null;

  @Nullable(() => AllocationGoal, 'The effective goal; of categories of business alignment alone.')
  goal!: AllocationGoal | null;

  @Nullable(
    () => GoalStatusEnum,
    'How it stands to its goal; null without one, or without effort to have a share of.',
  )
  goalStatus!: GoalStatus | null;
}

/** How well segments keep their goals. */
export const GOAL_SCORE =
  'How well its parts keep their goals, 0..1: the mean of 1 for ideal, 0.5 for acceptable and 0 for poor. Null without goals, or without anything to rate by them.';

@ObjectType({ description: 'One interval of a series, from its first instant up to its end.' })
export class Bucket {
  @NonNull(() => DateTime, 'The timestamp at which it begins.')
  from!: Instant;

  @NonNull(() => DateTime, 'The timestamp at which it is over; belongs to the next.')
  to!: Instant;

  @Nullable(() => String, 'The name of its sprint; null where buckets are no sprints.')
  label!: string | null;

  @Nullable(
    () => ID,
    'The `subject` of the record that is its sprint; null where buckets are none.',
  )
  subject!: string | null;

  @NonNull(() => Boolean, 'Does the range cut it short?')
  partial!: boolean;

  @NonNull(() => MetricValue, 'The number of this interval alone.')
  value!: MetricValue;

  @Nullable(
    () => Distribution,
    'How single values of this interval are spread; for durations with data.',
  )
  distribution!: Distribution | null;

  @Nullable(
    () => Rating,
    'How good it is; null where the range has no data, or nobody rates the metric.',
  )
  rating!: Rating | null;

  @NonNull(() => [Segment], 'The number by its parts, where the metric has any.')
  segments!: readonly Segment[];

  @Nullable(() => Float, GOAL_SCORE)
  goalScore!: number | null;
}

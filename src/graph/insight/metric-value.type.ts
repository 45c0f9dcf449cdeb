import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { GoalStatus } from '../../engine/alignment/goal.js';
import type { Unit } from '../../engine/metric.js';
import type { DataStatus } from '../../insights/answer/answer.js';
import type { Instant } from '../../model/time.js';
import { UnitEnum } from '../catalogue/catalogue.enums.js';
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
  @Field(() => Float, {
    nullable: true,
    description: 'In the unit of the insight: seconds for durations, 0..1 for ratios; not rounded.',
  })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'Seconds, for durations alone.' })
  seconds!: number | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description: 'ISO 8601 to the millisecond, for durations alone.',
  })
  duration!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Per unit of the granularity, for counts alone.',
  })
  rate!: number | null;

  @Field(() => Int, { description: 'How many rows stand behind the number.' })
  sampleSize!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'What was divided, where something was, in its own unit: seconds where that is a duration.',
  })
  numerator!: number | null;

  @Field(() => UnitEnum, {
    nullable: true,
    description: 'What the numerator counts; of a ratio the denominator counts the same.',
  })
  numeratorUnit!: Unit | null;

  @Field(() => Float, { nullable: true, description: 'What it was divided by.' })
  denominator!: number | null;

  @Field(() => DataStatusEnum, { description: 'How far the number can be relied on.' })
  dataStatus!: DataStatus;
}

@ObjectType({ description: 'A share of a number by one of its parts.' })
export class Segment {
  @Field(() => String, { description: 'Which part.' })
  key!: string;

  @Field(() => String, { description: 'The part in words.' })
  label!: string;

  @Field(() => UnitEnum, { description: 'What its number counts.' })
  unit!: Unit;

  @Field(() => MetricValue, { description: 'Its number.' })
  value!: MetricValue;

  @Field(() => Rating, { nullable: true, description: 'How good it is; of phases alone.' })
  rating!: Rating | null;

  @Field(() => AllocationGoal, {
    nullable: true,
    description: 'The effective goal; of categories of business alignment alone.',
  })
  goal!: AllocationGoal | null;

  @Field(() => GoalStatusEnum, {
    nullable: true,
    description:
      'How it stands to its goal; null without one, or without effort to have a share of.',
  })
  goalStatus!: GoalStatus | null;
}

/** How well segments keep their goals. */
export const GOAL_SCORE = {
  nullable: true,
  description:
    'How well its parts keep their goals, 0..1: the mean of 1 for ideal, 0.5 for acceptable and 0 for poor. Null without goals, or without anything to rate by them.',
};

@ObjectType({ description: 'One interval of a series, from its first instant up to its end.' })
export class Bucket {
  @Field(() => DateTime, { description: 'The timestamp at which it begins.' })
  from!: Instant;

  @Field(() => DateTime, { description: 'The timestamp at which it is over; belongs to the next.' })
  to!: Instant;

  @Field(() => String, {
    nullable: true,
    description: 'The name of its sprint; null where buckets are no sprints.',
  })
  label!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The `subject` of the record that is its sprint; null where buckets are none.',
  })
  subject!: string | null;

  @Field(() => Boolean, { description: 'Does the range cut it short?' })
  partial!: boolean;

  @Field(() => MetricValue, { description: 'The number of this interval alone.' })
  value!: MetricValue;

  @Field(() => Distribution, {
    nullable: true,
    description: 'How single values of this interval are spread; for durations with data.',
  })
  distribution!: Distribution | null;

  @Field(() => Rating, {
    nullable: true,
    description: 'How good it is; null where the range has no data, or nobody rates the metric.',
  })
  rating!: Rating | null;

  @Field(() => [Segment], { description: 'The number by its parts, where the metric has any.' })
  segments!: readonly Segment[];

  @Field(() => Float, GOAL_SCORE)
  goalScore!: number | null;
}

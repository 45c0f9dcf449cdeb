import { Float, ID, Int } from 'type-graphql';
import { UnitEnum } from '../catalogue/catalogue.enums.js';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
import { AllocationGoal } from '../profile/allocation-goal.type.js';
import { DateTime, DurationScalar } from '../scalars.js';
import { DataStatusEnum, GoalStatusEnum } from './insight.enums.js';
import { Rating } from './rating/rating.type.js';
import { Distribution } from './statistics.type.js';

export const MetricValue = objectType(
  'MetricValue',
  'A number with what it takes to assess it. Nothing observed is null with a sample size of 0. A count of nothing is 0 where facts of that time are known; it is null before the first fact, after the last sync and while the metric is NOT_CONFIGURED.',
  {
    value: Nullable(
      () => Float,
      'In the unit of the insight: seconds for durations, 0..1 for ratios; not rounded.',
    ),
    seconds: Nullable(() => Float, 'Seconds, for durations alone.'),
    duration: Nullable(() => DurationScalar, 'ISO 8601 to the millisecond, for durations alone.'),
    rate: Nullable(() => Float, 'Per unit of the granularity, for counts alone.'),
    sampleSize: NonNull(() => Int, 'How many rows stand behind the number.'),
    numerator: Nullable(
      () => Float,
      'What was divided, where something was, in its own unit: seconds where that is a duration.',
    ),
    numeratorUnit: Nullable(
      () => UnitEnum,
      'What the numerator counts; of a ratio the denominator counts the same.',
    ),
    denominator: Nullable(() => Float, 'What it was divided by.'),
    dataStatus: NonNull(() => DataStatusEnum, 'How far the number can be relied on.'),
  },
);

export const Segment = objectType('Segment', 'A share of a number by one of its parts.', {
  key: NonNull(() => String, 'Which part.'),
  label: NonNull(() => String, 'The part in words.'),
  unit: NonNull(() => UnitEnum, 'What its number counts.'),
  value: NonNull(() => MetricValue, 'Its number.'),
  rating: Nullable(() => Rating, 'How good it is; of phases alone.'),
  goal: Nullable(
    () => AllocationGoal,
    'The effective goal; of categories of business alignment alone.',
  ),
  goalStatus: Nullable(
    () => GoalStatusEnum,
    'How it stands to its goal; null without one, or without effort to have a share of.',
  ),
});

/** How well segments keep their goals. */
export const GOAL_SCORE =
  'How well its parts keep their goals, 0..1: the mean of 1 for ideal, 0.5 for acceptable and 0 for poor. Null without goals, or without anything to rate by them.';

export const Bucket = objectType(
  'Bucket',
  'One interval of a series, from its first instant up to its end.',
  {
    from: NonNull(() => DateTime, 'The timestamp at which it begins.'),
    to: NonNull(() => DateTime, 'The timestamp at which it is over; belongs to the next.'),
    label: Nullable(() => String, 'The name of its sprint; null where buckets are no sprints.'),
    subject: Nullable(
      () => ID,
      'The `subject` of the record that is its sprint; null where buckets are none.',
    ),
    partial: NonNull(() => Boolean, 'Does the range cut it short?'),
    value: NonNull(() => MetricValue, 'The number of this interval alone.'),
    distribution: Nullable(
      () => Distribution,
      'How single values of this interval are spread; for durations with data.',
    ),
    rating: Nullable(
      () => Rating,
      'How good it is; null where the range has no data, or nobody rates the metric.',
    ),
    segments: NonNull(() => [Segment], 'The number by its parts, where the metric has any.'),
    goalScore: Nullable(() => Float, GOAL_SCORE),
  },
);

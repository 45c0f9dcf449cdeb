import { Field, Float, Int } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
import { TrendDirectionEnum } from './insight.enums.js';

export const Change = objectType(
  'Change',
  'The difference to the window of the same length before.',
  {
    absolute: NonNull(() => Float, 'In the unit of the insight; seconds for durations.'),
    relative: Nullable(
      () => Float,
      'As a share of the value before: 0.1 is a tenth more. Null where that was 0.',
    ),
    isImprovement: Nullable(
      () => Boolean,
      'Is it for the better? Null where nothing changed or neither way is better.',
    ),
  },
);

export const Distribution = objectType(
  'Distribution',
  'How single values are spread, in the unit of the insight; seconds for durations.',
  {
    mean: NonNull(() => Float, 'The arithmetic mean.'),
    median: NonNull(() => Float, 'Half are no larger.'),
    p75: NonNull(() => Float, 'Three quarters are no larger.'),
    p90: NonNull(() => Float, 'Nine in ten are no larger.'),
    p95: NonNull(() => Float, 'Nineteen in twenty are no larger.'),
    min: NonNull(() => Float, 'The smallest.'),
    max: NonNull(() => Float, 'The largest.'),
    sampleSize: NonNull(() => Int, 'How many values.'),
  },
);

export const Trend = objectType(
  'Trend',
  'The straight line through the series by ordinary least squares.',
  {
    slope: NonNull(() => Float, 'Change per bucket, in the unit of the insight.'),
    intercept: NonNull(() => Float, 'The line at the first bucket, in the unit of the insight.'),
    direction: NonNull(() => TrendDirectionEnum, 'Where it is heading.'),
    points: Field(() => [Float], {
      nullable: 'items',
      description: 'The line at every bucket of the series, in the unit of the insight.',
    }),
  },
);

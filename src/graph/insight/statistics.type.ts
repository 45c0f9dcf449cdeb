import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Trend as TrendAnswer } from '../../insights/answer/answer.js';
import { NonNull, Nullable } from '../field.js';
import { TrendDirectionEnum } from './insight.enums.js';

@ObjectType({ description: 'The difference to the window of the same length before.' })
export class Change {
  @NonNull(() => Float, 'In the unit of the insight; seconds for durations.')
  absolute!: number;

  @Nullable(
    () => Float,
    'As a share of the value before: 0.1 is a tenth more. Null where that was 0.',
  )
  relative!: number | null;

  @Nullable(
    () => Boolean,
    'Is it for the better? Null where nothing changed or neither way is better.',
  )
  isImprovement!: boolean | null;
}

@ObjectType({
  description: 'How single values are spread, in the unit of the insight; seconds for durations.',
})
export class Distribution {
  @NonNull(() => Float, 'The arithmetic mean.')
  mean!: number;

  @NonNull(() => Float, 'Half are no larger.')
  median!: number;

  @NonNull(() => Float, 'Three quarters are no larger.')
  p75!: number;

  @NonNull(() => Float, 'Nine in ten are no larger.')
  p90!: number;

  @NonNull(() => Float, 'Nineteen in twenty are no larger.')
  p95!: number;

  @NonNull(() => Float, 'The smallest.')
  min!: number;

  @NonNull(() => Float, 'The largest.')
  max!: number;

  @NonNull(() => Int, 'How many values.')
  sampleSize!: number;
}

@ObjectType({ description: 'The straight line through the series by ordinary least squares.' })
export class Trend {
  @NonNull(() => Float, 'Change per bucket, in the unit of the insight.')
  slope!: number;

  @NonNull(() => Float, 'The line at the first bucket, in the unit of the insight.')
  intercept!: number;

  @NonNull(() => TrendDirectionEnum, 'Where it is heading.')
  direction!: TrendAnswer['direction'];

  @Field(() => [Float], {
    nullable: 'items',
    description: 'The line at every bucket of the series, in the unit of the insight.',
  })
  points!: readonly (number | null)[];
}

import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Trend as TrendAnswer } from '../../insights/answer/answer.js';
import { TrendDirectionEnum } from './insight.enums.js';

@ObjectType({ description: 'The difference to the window of the same length before.' })
export class Change {
  @Field(() => Float, { description: 'In the unit of the insight; seconds for durations.' })
  absolute!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'As a share of the value before: 0.1 is a tenth more. Null where that was 0.',
  })
  relative!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Is it for the better? Null where nothing changed or neither way is better.',
  })
  isImprovement!: boolean | null;
}

@ObjectType({
  description: 'How single values are spread, in the unit of the insight; seconds for durations.',
})
export class Distribution {
  @Field(() => Float, { description: 'The arithmetic mean.' })
  mean!: number;

  @Field(() => Float, { description: 'Half are no larger.' })
  median!: number;

  @Field(() => Float, { description: 'Three quarters are no larger.' })
  p75!: number;

  @Field(() => Float, { description: 'Nine in ten are no larger.' })
  p90!: number;

  @Field(() => Float, { description: 'Nineteen in twenty are no larger.' })
  p95!: number;

  @Field(() => Float, { description: 'The smallest.' })
  min!: number;

  @Field(() => Float, { description: 'The largest.' })
  max!: number;

  @Field(() => Int, { description: 'How many values.' })
  sampleSize!: number;
}

@ObjectType({ description: 'The straight line through the series by ordinary least squares.' })
export class Trend {
  @Field(() => Float, { description: 'Change per bucket, in the unit of the insight.' })
  slope!: number;

  @Field(() => Float, { description: 'The line at the first bucket, in the unit of the insight.' })
  intercept!: number;

  @Field(() => TrendDirectionEnum, { description: 'Where it is heading.' })
  direction!: TrendAnswer['direction'];

  @Field(() => [Float], {
    nullable: 'items',
    description: 'The line at every bucket of the series, in the unit of the insight.',
  })
  points!: readonly (number | null)[];
}

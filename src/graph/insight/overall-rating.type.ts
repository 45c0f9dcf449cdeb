import { Field, Float, ObjectType } from 'type-graphql';
import type { LevelKey } from '../../model/profile.js';
import { LevelEnum } from '../catalogue/benchmark.type.js';
import { MetricId } from '../catalogue-enum.js';
import { Insight } from './insight.type.js';
import { Rating } from './rating.type.js';

@ObjectType({ description: 'One level for several metrics.' })
export class OverallLevel {
  @Field(() => LevelEnum, { description: 'The level: the score, half rounded up.' })
  level!: LevelKey;

  @Field(() => String, { description: 'The level in the words of the profile.' })
  label!: string;

  @Field(() => String, { description: 'What the profile says of the level.' })
  description!: string;

  @Field(() => String, { description: 'The color that the profile gives it.' })
  color!: string;

  @Field(() => Float, {
    description: 'The mean over the metrics that have a level, from 1 for LOW to 4 for ELITE.',
  })
  score!: number;
}

@ObjectType({ description: 'What one metric has part in an overall rating with.' })
export class OverallRatingPart {
  @Field(() => MetricId, { description: 'Which metric.' })
  metric!: string;

  @Field(() => Rating, {
    nullable: true,
    description:
      'How good its headline is; null where it has no level, and then it does not count.',
  })
  rating!: Rating | null;

  @Field(() => Insight, { description: 'The insight that was rated.' })
  insight!: Insight;
}

@ObjectType({
  description:
    'How well a team delivers: deployment frequency, lead time for changes, change failure rate and mean time to restore together.',
})
export class OverallRating {
  @Field(() => OverallLevel, {
    nullable: true,
    description: 'The mean of the parts; null where none of them has a level.',
  })
  rating!: OverallLevel | null;

  @Field(() => [OverallRatingPart], { description: 'One for each of the four metrics.' })
  parts!: readonly OverallRatingPart[];
}

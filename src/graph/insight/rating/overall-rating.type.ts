import { Field, Float, ObjectType } from 'type-graphql';
import { MetricId } from '../../catalogue-enum.js';
import { Insight } from '../insight.type.js';
import { LevelInWords, Rating } from './rating.type.js';

@ObjectType({ description: 'One level for several metrics.' })
export class OverallLevel extends LevelInWords {
  @Field(() => Float, {
    description:
      'The mean over the metrics that have a level, from 1 for LOW to 4 for ELITE; half rounded up it is the level.',
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

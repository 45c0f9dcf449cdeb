import { Float, ObjectType } from 'type-graphql';
import { MetricId } from '../../catalogue-enum.js';
import { NonNull, Nullable } from '../../field.js';
import { Insight } from '../insight.type.js';
import { LevelInWords, Rating } from './rating.type.js';

@ObjectType({ description: 'One level for several metrics.' })
export class OverallLevel extends LevelInWords {
  @NonNull(
    () => Float,
    'The mean over the metrics that have a level, from 1 for LOW to 4 for ELITE; half rounded up it is the level.',
  )
  score!: number;
}

@ObjectType({ description: 'What one metric has part in an overall rating with.' })
export class OverallRatingPart {
  @NonNull(() => MetricId, 'Which metric.')
  metric!: string;

  @Nullable(
    () => Rating,
    'How good its headline is; null where it has no level, and then it does not count.',
  )
  rating!: Rating | null;

  @NonNull(() => Insight, 'The insight that was rated.')
  insight!: Insight;
}

@ObjectType({
  description:
    'How well a team delivers: deployment frequency, lead time for changes, change failure rate and mean time to restore together.',
})
export class OverallRating {
  @Nullable(() => OverallLevel, 'The mean of the parts; null where none of them has a level.')
  rating!: OverallLevel | null;

  @NonNull(() => [OverallRatingPart], 'One for each of the four metrics.')
  parts!: readonly OverallRatingPart[];
}

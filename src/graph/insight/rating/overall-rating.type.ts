import { Float } from 'type-graphql';
import { MetricId } from '../../catalogue-enum.js';
import { NonNull, Nullable } from '../../field.js';
import { objectType, typesBelow } from '../../object-type.js';
import { Insight } from '../insight.type.js';
import { LevelInWords, Rating } from './rating.type.js';

const OverallLevel = typesBelow(LevelInWords)('OverallLevel', 'One level for several metrics.', {
  score: NonNull(
    () => Float,
    'The mean over the metrics that have a level, from 1 for LOW to 4 for ELITE; half rounded up it is the level.',
  ),
});

const OverallRatingPart = objectType(
  'OverallRatingPart',
  'What one metric has part in an overall rating with.',
  {
    metric: NonNull(() => MetricId, 'Which metric.'),
    rating: Nullable(
      () => Rating,
      'How good its headline is; null where it has no level, and then it does not count.',
    ),
    insight: NonNull(() => Insight, 'The insight that was rated.'),
  },
);

export const OverallRating = objectType(
  'OverallRating',
  'How well a team delivers: deployment frequency, lead time for changes, change failure rate and mean time to restore together.',
  {
    rating: Nullable(
      () => OverallLevel,
      'The mean of the parts; null where none of them has a level.',
    ),
    parts: NonNull(() => [OverallRatingPart], 'One for each of the four metrics.'),
  },
);

import { Float, ID, Int, ObjectType } from 'type-graphql';
import type { LevelKey } from '../../model/profile/profile.js';
import { BenchmarkId } from '../catalogue-enum.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { UrlScalar } from '../scalars.js';

export const LevelEnum = enumOf<LevelKey>('Level', 'How good a number is, the best first.', {
  ELITE: 'The best level.',
  HIGH: 'The second level.',
  MEDIUM: 'The third level.',
  LOW: 'What no other level takes.',
});

@ObjectType({
  description:
    'The numbers of one level: seconds for durations, 0..1 for ratios, per day for numbers of things.',
})
export class LevelRange {
  @NonNull(() => LevelEnum, 'The level.')
  level!: LevelKey;

  @Nullable(() => Float, 'Where it begins; null: without end.')
  lower!: number | null;

  @NonNull(() => Boolean, 'Does the number where it begins belong to it?')
  includesLower!: boolean;

  @Nullable(() => Float, 'Where it ends; null: without end.')
  upper!: number | null;

  @NonNull(() => Boolean, 'Does the number where it ends belong to it?')
  includesUpper!: boolean;
}

@ObjectType({ description: 'Bounds of levels that were published together.' })
export class BenchmarkSet {
  @NonNull(() => ID, 'Its key as an id: the same under every metric.')
  id!: string;

  @NonNull(() => BenchmarkId, 'The name by which a profile chooses it.')
  key!: string;

  @NonNull(() => String, 'The name for people.')
  name!: string;

  @Nullable(() => Int, 'The year of the report; null: of none.')
  year!: number | null;

  @Nullable(() => UrlScalar, 'Where the bounds were read; null where they are this product’s own.')
  sourceUrl!: string | null;

  @NonNull(() => Boolean, 'Is the source somebody’s account of the report rather than the report?')
  isSecondHand!: boolean;
}

@ObjectType({ description: 'How a benchmark set rates one metric.' })
export class MetricBenchmark {
  @NonNull(() => BenchmarkSet, 'The set.')
  set!: BenchmarkSet;

  @Nullable(() => String, 'What to know of its bounds for this metric, such as how gaps are read.')
  note!: string | null;

  @NonNull(
    () => [LevelRange],
    'Its levels for this metric, the best first; empty where it has none.',
  )
  levels!: readonly LevelRange[];
}

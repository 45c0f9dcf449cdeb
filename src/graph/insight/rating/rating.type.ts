import { Float, ObjectType } from 'type-graphql';
import type { LevelKey } from '../../../model/profile/profile.js';
import { BenchmarkSet, LevelEnum, LevelRange } from '../../catalogue/benchmark.type.js';
import { NonNull, Nullable } from '../../field.js';
import { typesBelow } from '../../object-type.js';

/** A level in the words of the profile. */
@ObjectType()
export abstract class LevelInWords {
  @NonNull(() => LevelEnum, 'The level.')
  level!: LevelKey;

  @NonNull(() => String, 'The level in the words of the profile.')
  label!: string;

  @NonNull(() => String, 'What the profile says of the level.')
  description!: string;

  @NonNull(() => String, 'The color that the profile gives it.')
  color!: string;
}

export const Rating = typesBelow(LevelInWords)(
  'Rating',
  'How good a number is, by the benchmark that the profile names.',
  {
    value: NonNull(
      () => Float,
      'What was rated: seconds, 0..1, or a number per day for numbers of things.',
    ),
    range: NonNull(() => LevelRange, 'The range of the level.'),
    levels: NonNull(() => [LevelRange], 'The effective ranges of every level, best first.'),
    benchmark: NonNull(() => BenchmarkSet, 'The benchmark that the profile names.'),
    benchmarkNote: Nullable(
      () => String,
      'What to know of its bounds for this metric, such as how gaps are read.',
    ),
    isOverridden: NonNull(
      () => Boolean,
      'Do bounds of the profile itself stand in the place of the benchmark’s?',
    ),
  },
);

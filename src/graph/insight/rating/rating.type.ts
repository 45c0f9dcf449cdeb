import { Field, Float, ObjectType } from 'type-graphql';
import type { LevelKey } from '../../../model/profile/profile.js';
import { BenchmarkSet, LevelEnum, LevelRange } from '../../catalogue/benchmark.type.js';

/** A level in the words of the profile. */
@ObjectType()
export abstract class LevelInWords {
  @Field(() => LevelEnum, { description: 'The level.' })
  level!: LevelKey;

  @Field(() => String, { description: 'The level in the words of the profile.' })
  label!: string;

  @Field(() => String, { description: 'What the profile says of the level.' })
  description!: string;

  @Field(() => String, { description: 'The color that the profile gives it.' })
  color!: string;
}

@ObjectType({ description: 'How good a number is, by the benchmark that the profile names.' })
export class Rating extends LevelInWords {
  @Field(() => Float, {
    description: 'What was rated: seconds, 0..1, or a number per day for numbers of things.',
  })
  value!: number;

  @Field(() => LevelRange, { description: 'The range of the level.' })
  range!: LevelRange;

  @Field(() => [LevelRange], { description: 'The effective ranges of every level, best first.' })
  levels!: readonly LevelRange[];

  @Field(() => BenchmarkSet, { description: 'The benchmark that the profile names.' })
  benchmark!: BenchmarkSet;

  @Field(() => String, {
    nullable: true,
    description: 'What to know of its bounds for this metric, such as how gaps are read.',
  })
  benchmarkNote!: string | null;

  @Field(() => Boolean, {
    description: 'Do bounds of the profile itself stand in the place of the benchmark’s?',
  })
  isOverridden!: boolean;
}

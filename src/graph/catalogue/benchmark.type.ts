import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { LevelKey } from '../../model/profile/profile.js';
import { BenchmarkId } from '../catalogue-enum.js';
import { enumOf } from '../enums.js';
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
  @Field(() => LevelEnum, { description: 'The level.' })
  level!: LevelKey;

  @Field(() => Float, { nullable: true, description: 'Where it begins; null: without end.' })
  lower!: number | null;

  @Field(() => Boolean, { description: 'Does the number where it begins belong to it?' })
  includesLower!: boolean;

  @Field(() => Float, { nullable: true, description: 'Where it ends; null: without end.' })
  upper!: number | null;

  @Field(() => Boolean, { description: 'Does the number where it ends belong to it?' })
  includesUpper!: boolean;
}

@ObjectType({ description: 'Bounds of levels that were published together.' })
export class BenchmarkSet {
  @Field(() => ID, { description: 'Its key as an id: the same under every metric.' })
  id!: string;

  @Field(() => BenchmarkId, { description: 'The name by which a profile chooses it.' })
  key!: string;

  @Field(() => String, { description: 'The name for people.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'The year of the report; null: of none.' })
  year!: number | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Where the bounds were read; null where they are this product’s own.',
  })
  sourceUrl!: string | null;

  @Field(() => Boolean, {
    description: 'Is the source somebody’s account of the report rather than the report?',
  })
  isSecondHand!: boolean;
}

@ObjectType({ description: 'How a benchmark set rates one metric.' })
export class MetricBenchmark {
  @Field(() => BenchmarkSet, { description: 'The set.' })
  set!: BenchmarkSet;

  @Field(() => String, {
    nullable: true,
    description: 'What to know of its bounds for this metric, such as how gaps are read.',
  })
  note!: string | null;

  @Field(() => [LevelRange], {
    description: 'Its levels for this metric, the best first; empty where it has none.',
  })
  levels!: readonly LevelRange[];
}

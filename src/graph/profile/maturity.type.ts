import { Field, Float, InputType, ObjectType } from 'type-graphql';
import type { LevelKey, PhaseKey } from '../../model/profile/profile.js';
import { LevelEnum } from '../catalogue/benchmark.type.js';
import { BenchmarkId, MetricId } from '../catalogue-enum.js';
import { PhaseKeyEnum } from './profile.enums.js';

const WORDS = { description: 'What a level is called in a profile.' };
@ObjectType(WORDS)
@InputType('LevelWordsInput', WORDS)
export class LevelWords {
  @Field(() => LevelEnum, { description: 'The level.' })
  key!: LevelKey;

  @Field(() => String, { description: 'Its name.' })
  label!: string;

  @Field(() => String, { description: 'What it says of those who have it.' })
  description!: string;

  @Field(() => String, { description: 'Its color, by name or as #rrggbb.' })
  color!: string;
}

const BOUND = { description: 'Where a level ends; LOW is what remains.' };
@ObjectType(BOUND)
export class LevelBound {
  @Field(() => LevelEnum, { description: 'The level: ELITE, HIGH or MEDIUM.' })
  level!: LevelKey;

  @Field(() => Float, {
    description: 'Seconds for durations, 0..1 for ratios, per day for numbers of things.',
  })
  bound!: number;

  @Field(() => Boolean, { description: 'Does the bound itself belong to the level?' })
  inclusive!: boolean;
}
@InputType(BOUND)
export class LevelBoundInput {
  @Field(() => LevelEnum, { description: 'The level: ELITE, HIGH or MEDIUM.' })
  level!: LevelKey;

  @Field(() => Float, {
    description: 'Seconds for durations, 0..1 for ratios, per day for numbers of things.',
  })
  bound!: number;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Does the bound itself belong to the level? Absent: as in the DEFAULT benchmark, else not.',
  })
  inclusive?: boolean | null;
}

const OVERRIDE = { description: 'Bounds in the place of the benchmark’s.' };
@ObjectType(OVERRIDE)
export class MaturityOverride {
  @Field(() => MetricId, { description: 'Of which metric.' })
  metric!: string;

  @Field(() => PhaseKeyEnum, { nullable: true, description: 'Of one phase; null: of all.' })
  phase!: PhaseKey | null;

  @Field(() => [LevelBound], { description: 'ELITE, HIGH and MEDIUM, in this order.' })
  bounds!: readonly LevelBound[];
}
@InputType(OVERRIDE)
export class MaturityOverrideInput {
  @Field(() => MetricId, { description: 'Of which metric; it must be one that is rated.' })
  metric!: string;

  @Field(() => PhaseKeyEnum, { nullable: true, description: 'Of one phase; absent: of all.' })
  phase?: PhaseKey | null;

  @Field(() => [LevelBoundInput], { description: 'ELITE, HIGH and MEDIUM, in this order.' })
  bounds!: LevelBoundInput[];
}

const MATURITY = { description: 'By what numbers are rated, and in which words.' };
@ObjectType(MATURITY)
export class Maturity {
  @Field(() => BenchmarkId, { description: 'The benchmark set.' })
  benchmark!: string;

  @Field(() => [MaturityOverride], { description: 'Bounds of the profile itself.' })
  overrides!: readonly MaturityOverride[];

  @Field(() => [LevelWords], { description: 'What the levels are called, the best first.' })
  levels!: readonly LevelWords[];
}
@InputType(MATURITY)
export class MaturityInput {
  @Field(() => BenchmarkId, { defaultValue: 'DEFAULT', description: 'The benchmark set.' })
  benchmark!: string;

  @Field(() => [MaturityOverrideInput], {
    defaultValue: [],
    description: 'Bounds of the profile itself; absent: none.',
  })
  overrides!: MaturityOverrideInput[];

  @Field(() => [LevelWords], {
    nullable: true,
    description: 'What the four levels are called, the best first; absent: as usual.',
  })
  levels?: LevelWords[] | null;
}

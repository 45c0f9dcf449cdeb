import { Float, InputType, ObjectType } from 'type-graphql';
import type { LevelKey, PhaseKey } from '../../model/profile/profile.js';
import { LevelEnum } from '../catalogue/benchmark.type.js';
import { BenchmarkId, MetricId } from '../catalogue-enum.js';
import { NonNull, Nullable } from '../field.js';
import { PhaseKeyEnum } from './profile.enums.js';

const WORDS = { description: 'What a level is called in a profile.' };
@ObjectType(WORDS)
@InputType('LevelWordsInput', WORDS)
export class LevelWords {
  @NonNull(() => LevelEnum, 'The level.')
  key!: LevelKey;

  @NonNull(() => String, 'Its name.')
  label!: string;

  @NonNull(() => String, 'What it says of those who have it.')
  description!: string;

  @NonNull(() => String, 'Its color, by name or as #rrggbb.')
  color!: string;
}

const BOUND = { description: 'Where a level ends; LOW is what remains.' };
/** The fields of a bound that its input has in the same words. */
@ObjectType()
@InputType()
abstract class LevelEdge {
  @NonNull(() => LevelEnum, 'The level: ELITE, HIGH or MEDIUM.')
  level!: LevelKey;

  @NonNull(() => Float, 'Seconds for durations, 0..1 for ratios, per day for numbers of things.')
  bound!: number;
}
@ObjectType(BOUND)
export class LevelBound extends LevelEdge {
  @NonNull(() => Boolean, 'Does the bound itself belong to the level?')
  inclusive!: boolean;
}
@InputType(BOUND)
export class LevelBoundInput extends LevelEdge {
  @Nullable(
    () => Boolean,
    'Does the bound itself belong to the level? Absent: as in the DEFAULT benchmark, else not.',
  )
  inclusive?: boolean | null;
}

const OVERRIDE = { description: 'Bounds in the place of the benchmark’s.' };
@ObjectType(OVERRIDE)
export class MaturityOverride {
  @NonNull(() => MetricId, 'Of which metric.')
  metric!: string;

  @Nullable(() => PhaseKeyEnum, 'Of one phase; null: of all.')
  phase!: PhaseKey | null;

  @NonNull(() => [LevelBound], 'ELITE, HIGH and MEDIUM, in this order.')
  bounds!: readonly LevelBound[];
}
@InputType(OVERRIDE)
export class MaturityOverrideInput {
  @NonNull(() => MetricId, 'Of which metric; it must be one that is rated.')
  metric!: string;

  @Nullable(() => PhaseKeyEnum, 'Of one phase; absent: of all.')
  phase?: PhaseKey | null;

  @NonNull(() => [LevelBoundInput], 'ELITE, HIGH and MEDIUM, in this order.')
  bounds!: LevelBoundInput[];
}

const MATURITY = { description: 'By what numbers are rated, and in which words.' };
@ObjectType(MATURITY)
export class Maturity {
  @NonNull(() => BenchmarkId, 'The benchmark set.')
  benchmark!: string;

  @NonNull(() => [MaturityOverride], 'Bounds of the profile itself.')
  overrides!: readonly MaturityOverride[];

  @NonNull(() => [LevelWords], 'What the levels are called, the best first.')
  levels!: readonly LevelWords[];
}
@InputType(MATURITY)
export class MaturityInput {
  @NonNull(() => BenchmarkId, 'The benchmark set.', { defaultValue: 'DEFAULT' })
  benchmark!: string;

  @NonNull(() => [MaturityOverrideInput], 'Bounds of the profile itself; absent: none.', {
    defaultValue: [],
  })
  overrides!: MaturityOverrideInput[];

  @Nullable(
    () => [LevelWords],
    'What the four levels are called, the best first; absent: as usual.',
  )
  levels?: LevelWords[] | null;
}

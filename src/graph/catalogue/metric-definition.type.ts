import { ID, ObjectType } from 'type-graphql';
import type { Better, Unit } from '../../engine/metric.js';
import type { ProfileKind } from '../../model/profile/profile.js';
import { MetricId } from '../catalogue-enum.js';
import { NonNull } from '../field.js';
import { MetricBenchmark } from './benchmark.type.js';
import { DirectionEnum, ProfileKindEnum, UnitEnum } from './catalogue.enums.js';

@ObjectType({ description: 'A metric: what it measures and how.' })
export class MetricDefinition {
  @NonNull(() => ID, 'Its key as an id.')
  id!: string;

  @NonNull(() => MetricId, 'The name by which it is asked for.')
  key!: string;

  @NonNull(() => String, 'The name for people.')
  title!: string;

  @NonNull(() => String, 'What it says.')
  description!: string;

  @NonNull(() => String, 'How it is calculated.')
  formula!: string;

  @NonNull(() => UnitEnum, 'What its values count.')
  unit!: Unit;

  @NonNull(() => DirectionEnum, 'Which way is better.')
  better!: Better;

  @NonNull(() => ProfileKindEnum, 'The kind of profile that sets its rules.')
  profile!: ProfileKind;

  @NonNull(() => [MetricBenchmark], 'The benchmark sets that rate it; empty where nobody does.')
  benchmarks!: readonly MetricBenchmark[];
}

import { Field, ID, ObjectType } from 'type-graphql';
import type { Better, Unit } from '../../engine/metric.js';
import type { ProfileKind } from '../../model/profile/profile.js';
import { MetricId } from '../catalogue-enum.js';
import { MetricBenchmark } from './benchmark.type.js';
import { DirectionEnum, ProfileKindEnum, UnitEnum } from './catalogue.enums.js';

@ObjectType({ description: 'A metric: what it measures and how.' })
export class MetricDefinition {
  @Field(() => ID, { description: 'Its key as an id.' })
  id!: string;

  @Field(() => MetricId, { description: 'The name by which it is asked for.' })
  key!: string;

  @Field(() => String, { description: 'The name for people.' })
  title!: string;

  @Field(() => String, { description: 'What it says.' })
  description!: string;

  @Field(() => String, { description: 'How it is calculated.' })
  formula!: string;

  @Field(() => UnitEnum, { description: 'What its values count.' })
  unit!: Unit;

  @Field(() => DirectionEnum, { description: 'Which way is better.' })
  better!: Better;

  @Field(() => ProfileKindEnum, { description: 'The kind of profile that sets its rules.' })
  profile!: ProfileKind;

  @Field(() => [MetricBenchmark], {
    description: 'The benchmark sets that rate it; empty where nobody does.',
  })
  benchmarks!: readonly MetricBenchmark[];
}

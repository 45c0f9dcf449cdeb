import { ID } from 'type-graphql';
import { MetricId } from '../catalogue-enum.js';
import { NonNull } from '../field.js';
import { objectType } from '../object-type.js';
import { MetricBenchmark } from './benchmark.type.js';
import { DirectionEnum, ProfileKindEnum, UnitEnum } from './catalogue.enums.js';

export const MetricDefinition = objectType(
  'MetricDefinition',
  'A metric: what it measures and how.',
  {
    id: NonNull(() => ID, 'Its key as an id.'),
    key: NonNull(() => MetricId, 'The name by which it is asked for.'),
    title: NonNull(() => String, 'The name for people.'),
    description: NonNull(() => String, 'What it says.'),
    formula: NonNull(() => String, 'How it is calculated.'),
    unit: NonNull(() => UnitEnum, 'What its values count.'),
    better: NonNull(() => DirectionEnum, 'Which way is better.'),
    profile: NonNull(() => ProfileKindEnum, 'The kind of profile that sets its rules.'),
    benchmarks: NonNull(
      () => [MetricBenchmark],
      'The benchmark sets that rate it; empty where nobody does.',
    ),
  },
);

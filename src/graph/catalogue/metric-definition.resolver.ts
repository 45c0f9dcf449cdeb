import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Metric } from '../../engine/metric.js';
import { isRated } from '../../model/benchmark.js';
import { BenchmarkSet } from './benchmark.type.js';
import { benchmarksOf } from './benchmark-shape.js';
import { MetricDefinition } from './metric-definition.type.js';

@Resolver(() => MetricDefinition)
export class MetricDefinitionResolver {
  @FieldResolver(() => [BenchmarkSet])
  benchmarks(@Root() { id }: Metric): readonly BenchmarkSet[] {
    return isRated(id) ? benchmarksOf(id) : [];
  }
}

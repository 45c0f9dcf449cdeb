import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { Metric } from '../../engine/metric.js';
import { isRated } from '../../model/profile/benchmark.js';
import { MetricId } from '../catalogue-enum.js';
import { MetricBenchmark } from './benchmark.type.js';
import { benchmarksOf } from './benchmark-shape.js';
import { MetricDefinition } from './metric-definition.type.js';

@Resolver(() => MetricDefinition)
export class MetricDefinitionResolver {
  @FieldResolver(() => MetricId)
  key(@Root() { id }: Metric): string {
    return id;
  }

  @FieldResolver(() => [MetricBenchmark])
  benchmarks(@Root() { id }: Metric): readonly MetricBenchmark[] {
    return isRated(id) ? benchmarksOf(id) : [];
  }
}

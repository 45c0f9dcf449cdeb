import { FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type * as level from '../../../insights/answer/level-text.js';
import { BenchmarkSet, LevelRange } from '../../catalogue/benchmark.type.js';
import {
  benchmarkOutside,
  metricBenchmarkOf,
  rangeOutside,
  ratedOutside,
} from '../../catalogue/benchmark-shape.js';
import { Rating } from './rating.type.js';

@Resolver(() => Rating)
export class RatingResolver {
  @FieldResolver(() => Float)
  value(@Root() { metric, value }: level.Rating): number {
    return ratedOutside(metric, value);
  }

  @FieldResolver(() => LevelRange)
  range(@Root() { metric, range }: level.Rating): LevelRange {
    return rangeOutside(metric, range);
  }

  @FieldResolver(() => [LevelRange])
  levels(@Root() { metric, ranges }: level.Rating): readonly LevelRange[] {
    return ranges.map((range) => rangeOutside(metric, range));
  }

  @FieldResolver(() => BenchmarkSet)
  benchmark(@Root() { set }: level.Rating): BenchmarkSet {
    return benchmarkOutside(set);
  }

  @FieldResolver(() => String, { nullable: true })
  benchmarkNote(@Root() { metric, set }: level.Rating): string | null {
    return metricBenchmarkOf(set, metric)?.note ?? null;
  }
}

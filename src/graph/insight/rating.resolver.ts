import { FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type * as answer from '../../insights/answer.js';
import { BenchmarkSet, LevelRange } from '../catalogue/benchmark.type.js';
import { benchmarkOutside, rangeOutside, ratedOutside } from '../catalogue/benchmark-shape.js';
import { Rating } from './rating.type.js';

@Resolver(() => Rating)
export class RatingResolver {
  @FieldResolver(() => Float)
  value(@Root() { metric, value }: answer.Rating): number {
    return ratedOutside(metric, value);
  }

  @FieldResolver(() => LevelRange)
  range(@Root() { metric, range }: answer.Rating): LevelRange {
    return rangeOutside(metric, range);
  }

  @FieldResolver(() => [LevelRange])
  levels(@Root() { metric, ranges }: answer.Rating): readonly LevelRange[] {
    return ranges.map((range) => rangeOutside(metric, range));
  }

  @FieldResolver(() => BenchmarkSet)
  benchmark(@Root() { metric, set }: answer.Rating): BenchmarkSet {
    return benchmarkOutside(set, metric);
  }
}

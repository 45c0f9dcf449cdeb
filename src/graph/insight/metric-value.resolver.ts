import { FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type * as answer from '../../insights/answer.js';
import { isoDuration } from '../../model/time.js';
import { DurationScalar } from '../scalars.js';
import { MetricValue } from './metric-value.type.js';

@Resolver(() => MetricValue)
export class MetricValueResolver {
  @FieldResolver(() => Float, { nullable: true })
  value(@Root() { value, milliseconds }: answer.MetricValue): number | null {
    return milliseconds === null ? value : milliseconds / 1000;
  }

  @FieldResolver(() => Float, { nullable: true })
  seconds(@Root() { milliseconds }: answer.MetricValue): number | null {
    return milliseconds === null ? null : milliseconds / 1000;
  }

  @FieldResolver(() => DurationScalar, { nullable: true })
  duration(@Root() { milliseconds }: answer.MetricValue): string | null {
    return milliseconds === null ? null : isoDuration(milliseconds);
  }
}

import { FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type * as answer from '../../insights/answer/answer.js';
import { isoDuration } from '../../model/time.js';
import { DurationScalar } from '../scalars.js';
import { MetricValue } from './metric-value.type.js';
import { outside } from './units.js';

const amountOutside = (unit: string | null, amount: number | null): number | null =>
  amount === null || unit === null ? amount : outside(unit, amount);

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

  @FieldResolver(() => Float, { nullable: true })
  numerator(@Root() { numerator, numeratorUnit }: answer.MetricValue): number | null {
    return amountOutside(numeratorUnit, numerator);
  }

  // A duration is only ever divided by a duration, so both have one unit.
  @FieldResolver(() => Float, { nullable: true })
  denominator(@Root() { denominator, numeratorUnit }: answer.MetricValue): number | null {
    return amountOutside(numeratorUnit, denominator);
  }

  @FieldResolver(() => DurationScalar, { nullable: true })
  duration(@Root() { milliseconds }: answer.MetricValue): string | null {
    return milliseconds === null ? null : isoDuration(milliseconds);
  }
}

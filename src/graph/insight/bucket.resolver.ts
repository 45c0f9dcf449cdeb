import { FieldResolver, Resolver, Root } from 'type-graphql';
import type * as answer from '../../insights/answer.js';
import { Bucket } from './metric-value.type.js';
import { Distribution } from './statistics.type.js';
import { distributionOutside } from './units.js';

@Resolver(() => Bucket)
export class BucketResolver {
  @FieldResolver(() => Distribution, { nullable: true })
  distribution(@Root() { distribution, value }: answer.Bucket): answer.Distribution | null {
    const unit = value.milliseconds === null ? 'COUNT' : 'DURATION';
    return distribution && distributionOutside(unit, distribution);
  }
}

import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type * as answer from '../../insights/answer/answer.js';
import { encodeNodeId } from '../node-id.js';
import { Bucket } from './metric-value.type.js';
import { recordTypeOf } from './record/record.type.js';
import { Distribution } from './statistics.type.js';
import { distributionOutside } from './units.js';

@Resolver(() => Bucket)
export class BucketResolver {
  @FieldResolver(() => ID, { nullable: true })
  subject(@Root() { subject }: answer.Bucket): string | null {
    return subject === null ? null : encodeNodeId(recordTypeOf.sprint, subject);
  }

  @FieldResolver(() => Distribution, { nullable: true })
  distribution(@Root() { distribution, value }: answer.Bucket): answer.Distribution | null {
    const unit = value.milliseconds === null ? 'COUNT' : 'DURATION';
    return distribution && distributionOutside(unit, distribution);
  }
}

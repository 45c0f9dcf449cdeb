import { Field, Float, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { DateTime } from '../scalars.js';
import { InsightRecord } from './record.type.js';

@ObjectType({ description: 'What a work item was put below, and when.' })
class WorkItemParent {
  @Field(() => DateTime, { description: 'The timestamp of the change.' })
  at!: Instant;

  @Field(() => String, {
    nullable: true,
    description:
      'The key of the item above it from then on; its id if that item is not known, null if there was none.',
  })
  parent!: string | null;
}

@ObjectType({ implements: InsightRecord, description: 'A work item behind a number.' })
class WorkItemRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Its key in the tool.' })
  key!: string | null;

  @Field(() => String, { nullable: true, description: 'The project it lies in.' })
  project!: string | null;

  @Field(() => String, { nullable: true, description: 'Its type, in the words of the tool.' })
  type!: string | null;

  @Field(() => String, { nullable: true, description: 'Its status, in the words of the tool.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Its priority, in the words of the tool.' })
  priority!: string | null;

  @Field(() => Float, { nullable: true, description: 'Its story points; null if not estimated.' })
  points!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its creation.' })
  createdAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its resolution, if any.',
  })
  resolvedAt!: Instant | null;

  @Field(() => [WorkItemParent], {
    nullable: true,
    description: 'What it lay below over time, the oldest first; empty if the tool does not tell.',
  })
  parents!: readonly WorkItemParent[] | null;
}

@ObjectType({ implements: InsightRecord, description: 'A sprint behind a number.' })
class SprintRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Future, active or closed.' })
  state!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its start.' })
  startAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its planned end.' })
  endAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its completion, if any.',
  })
  completedAt!: Instant | null;
}

@ObjectType({
  implements: InsightRecord,
  description: 'A version of the ticketing tool behind a number.',
})
class VersionRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'The project it is of.' })
  project!: string | null;
}

/** Kinds of row that come from ticketing. */
export const workRecordTypes = [WorkItemRecord, SprintRecord, VersionRecord] as const;

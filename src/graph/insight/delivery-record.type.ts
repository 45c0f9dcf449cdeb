import { Field, ObjectType } from 'type-graphql';
import type { Instant } from '../../model/time.js';
import { DateTime } from '../scalars.js';
import { InsightRecord } from './record.type.js';

@ObjectType({ implements: InsightRecord, description: 'A run of a pipeline behind a number.' })
class DeploymentRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Its number in the tool.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'The pipeline that ran.' })
  pipeline!: string | null;

  @Field(() => [String], { nullable: true, description: 'The services it deployed.' })
  services!: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'The environment it deployed to.' })
  environment!: string | null;

  @Field(() => String, { nullable: true, description: 'Its status, in the words of the tool.' })
  status!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Did it roll back?' })
  rollback!: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its start.' })
  startedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its end.' })
  endedAt!: Instant | null;
}

@ObjectType({ implements: InsightRecord, description: 'An incident behind a number.' })
class IncidentRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Its key in the tool.' })
  key!: string | null;

  @Field(() => String, { nullable: true, description: 'Its status, in the words of the tool.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Its priority, in the words of the tool.' })
  priority!: string | null;

  @Field(() => String, { nullable: true, description: 'The service it concerns.' })
  service!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its creation.' })
  createdAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its resolution, if any.',
  })
  resolvedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its closing, if any.' })
  closedAt!: Instant | null;
}

@ObjectType({ implements: InsightRecord, description: 'A change request behind a number.' })
class ChangeRequestRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Its key in the tool.' })
  key!: string | null;

  @Field(() => String, { nullable: true, description: 'Its status, in the words of the tool.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Its priority, in the words of the tool.' })
  priority!: string | null;

  @Field(() => String, { nullable: true, description: 'The service it concerns.' })
  service!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its creation.' })
  createdAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its resolution, if any.',
  })
  resolvedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its closing, if any.' })
  closedAt!: Instant | null;
}

/** Kinds of row that come from delivery and incident tools. */
export const deliveryRecordTypes = [DeploymentRecord, IncidentRecord, ChangeRequestRecord] as const;

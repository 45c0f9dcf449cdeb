import { Field, ObjectType } from 'type-graphql';
import type { FailureRule, RepairKind } from '../../../engine/delivery/failure.js';
import type { Instant } from '../../../model/time.js';
import { DateTime, DurationScalar } from '../../scalars.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { FailureRuleEnum, RepairKindEnum } from './record.enums.js';
import { InsightRecord } from './record.type.js';
import { LinkByBlame, RecordArtifact } from './record-column.type.js';

@ObjectType({ implements: InsightRecord, description: 'A run of a pipeline behind a number.' })
class DeploymentRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Its number in the tool.' })
  number!: string | null;

  @Field(() => String, { nullable: true, description: 'The pipeline that ran.' })
  pipeline!: string | null;

  @Field(() => [String], { nullable: true, description: 'The services it deployed.' })
  services!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The service that the row is about: of several the first by name, unless services are distinguished or each counts.',
  })
  service!: string | null;

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

  @Field(() => DurationScalar, { nullable: true, description: 'From its start to its end.' })
  ranFor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the integration that reported it.',
  })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'The project it lies in.' })
  project!: string | null;

  @Field(() => [RecordArtifact], { nullable: true, description: 'What it took and made.' })
  artifacts!: readonly RecordArtifact[] | null;

  @Field(() => DeveloperAlias, {
    nullable: true,
    description: 'Who started it; null if nobody matches.',
  })
  triggeredBy!: DeveloperAlias | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Did it fail? Null if it is no production deployment, or has not ended.',
  })
  isFailure!: boolean | null;

  @Field(() => FailureRuleEnum, { nullable: true, description: 'What says that it failed.' })
  failureRule!: FailureRule | null;

  @Field(() => RepairKindEnum, {
    nullable: true,
    description: 'What makes it a repair of an earlier one, if anything.',
  })
  repairKind!: RepairKind | null;

  @Field(() => [LinkByBlame], {
    nullable: true,
    description: 'The incidents of the team that blame it.',
  })
  incidents!: readonly LinkByBlame[] | null;
}

/**
 * The fields that incidents and change requests of the incident tool share; their owner is in
 * `developer`.
 */
@ObjectType()
abstract class TicketRecord extends InsightRecord {
  @Field(() => String, { nullable: true, description: 'Its key in the tool.' })
  key!: string | null;

  @Field(() => String, { nullable: true, description: 'Its status, in the words of the tool.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Its priority, in the words of the tool.' })
  priority!: string | null;

  @Field(() => String, { nullable: true, description: 'Its severity, in the words of the tool.' })
  severity!: string | null;

  @Field(() => String, { nullable: true, description: 'Its urgency, in the words of the tool.' })
  urgency!: string | null;

  @Field(() => String, { nullable: true, description: 'The group it is assigned to.' })
  group!: string | null;

  @Field(() => String, { nullable: true, description: 'The service it concerns.' })
  service!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its creation.' })
  createdAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp at which the tool last changed anything of it.',
  })
  updatedAt!: Instant | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The timestamp of its resolution, if any.',
  })
  resolvedAt!: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its closing, if any.' })
  closedAt!: Instant | null;
}

@ObjectType({ implements: InsightRecord, description: 'An incident behind a number.' })
class IncidentRecord extends TicketRecord {
  @Field(() => [String], { nullable: true, description: 'Its labels.' })
  labels!: readonly string[] | null;

  @Field(() => DurationScalar, {
    nullable: true,
    description:
      'Its time to restore as the profile measures it, whatever the metric; null while it is not over.',
  })
  timeToRestore!: string | null;

  @Field(() => LinkByBlame, {
    nullable: true,
    description: 'The deployment it blames; null where it blames none.',
  })
  blames!: LinkByBlame | null;
}

@ObjectType({ implements: InsightRecord, description: 'A change request behind a number.' })
class ChangeRequestRecord extends TicketRecord {}

/** Kinds of row that come from delivery and incident tools. */
export const deliveryRecordTypes = [DeploymentRecord, IncidentRecord, ChangeRequestRecord] as const;

import { ObjectType } from 'type-graphql';
import type { FailureRule, RepairKind } from '../../../engine/delivery/failure.js';
import type { Instant } from '../../../model/time.js';
import { Nullable } from '../../field.js';
import { DateTime, DurationScalar } from '../../scalars.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { FailureRuleEnum, RepairKindEnum } from './record.enums.js';
import { InsightRecord } from './record.type.js';
import { LinkByBlame, RecordArtifact } from './record-column.type.js';

@ObjectType({ implements: InsightRecord, description: 'A run of a pipeline behind a number.' })
class DeploymentRecord extends InsightRecord {
  @Nullable(() => String, 'Its number in the tool.')
  number!: string | null;

  @Nullable(() => String, 'The pipeline that ran.')
  pipeline!: string | null;

  @Nullable(() => [String], 'The services it deployed.')
  services!: readonly string[] | null;

  @Nullable(
    () => String,
    'The service that the row is about: of several the first by name, unless services are distinguished or each counts.',
  )
  service!: string | null;

  @Nullable(() => String, 'The environment it deployed to.')
  environment!: string | null;

  @Nullable(() => String, 'Its status, in the words of the tool.')
  status!: string | null;

  @Nullable(() => Boolean, 'Did it roll back?')
  rollback!: boolean | null;

  @Nullable(() => DateTime, 'The timestamp of its start.')
  startedAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its end.')
  endedAt!: Instant | null;

  @Nullable(() => DurationScalar, 'From its start to its end.')
  ranFor!: string | null;

  @Nullable(() => String, 'The name of the integration that reported it.')
  source!: string | null;

  @Nullable(() => String, 'The project it lies in.')
  project!: string | null;

  @Nullable(() => [RecordArtifact], 'What it took and made.')
  artifacts!: readonly RecordArtifact[] | null;

  @Nullable(() => DeveloperAlias, 'Who started it; null if nobody matches.')
  triggeredBy!: DeveloperAlias | null;

  @Nullable(() => Boolean, 'Did it fail? Null if it is no production deployment, or has not ended.')
  isFailure!: boolean | null;

  @Nullable(() => FailureRuleEnum, 'What says that it failed.')
  failureRule!: FailureRule | null;

  @Nullable(() => RepairKindEnum, 'What makes it a repair of an earlier one, if anything.')
  repairKind!: RepairKind | null;

  @Nullable(() => [LinkByBlame], 'The incidents of the team that blame it.')
  incidents!: readonly LinkByBlame[] | null;
}

/**
 * The fields that incidents and change requests of the incident tool share; their owner is in
 * `developer`.
 */
@ObjectType()
abstract class TicketRecord extends InsightRecord {
  @Nullable(() => String, 'Its key in the tool.')
  key!: string | null;

  @Nullable(() => String, 'Its status, in the words of the tool.')
  status!: string | null;

  @Nullable(() => String, 'Its priority, in the words of the tool.')
  priority!: string | null;

  @Nullable(() => String, 'Its severity, in the words of the tool.')
  severity!: string | null;

  @Nullable(() => String, 'Its urgency, in the words of the tool.')
  urgency!: string | null;

  @Nullable(() => String, 'The group it is assigned to.')
  group!: string | null;

  @Nullable(() => String, 'The service it concerns.')
  service!: string | null;

  @Nullable(() => DateTime, 'The timestamp of its creation.')
  createdAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp at which the tool last changed anything of it.')
  updatedAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its resolution, if any.')
  resolvedAt!: Instant | null;

  @Nullable(() => DateTime, 'The timestamp of its closing, if any.')
  closedAt!: Instant | null;
}

@ObjectType({ implements: InsightRecord, description: 'An incident behind a number.' })
class IncidentRecord extends TicketRecord {
  @Nullable(() => [String], 'Its labels.')
  labels!: readonly string[] | null;

  @Nullable(
    () => DurationScalar,
    'Its time to restore as the profile measures it, whatever the metric; null while it is not over.',
  )
  timeToRestore!: string | null;

  @Nullable(() => LinkByBlame, 'The deployment it blames; null where it blames none.')
  blames!: LinkByBlame | null;
}

@ObjectType({ implements: InsightRecord, description: 'A change request behind a number.' })
class ChangeRequestRecord extends TicketRecord {}

/** Kinds of row that come from delivery and incident tools. */
export const deliveryRecordTypes = [DeploymentRecord, IncidentRecord, ChangeRequestRecord] as const;

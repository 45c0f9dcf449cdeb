import { ObjectType } from 'type-graphql';
import type { Instant } from '../../../model/time.js';
import { Nullable } from '../../field.js';
import { typesBelow } from '../../object-type.js';
import { DateTime, DurationScalar } from '../../scalars.js';
import { DeveloperAlias } from '../developer-alias.type.js';
import { FailureRuleEnum, RepairKindEnum } from './record.enums.js';
import { InsightRecord, recordType } from './record.type.js';
import { LinkByBlame, RecordArtifact } from './record-column.type.js';

const DeploymentRecord = recordType('DeploymentRecord', 'A run of a pipeline behind a number.', {
  number: Nullable(() => String, 'Its number in the tool.'),
  pipeline: Nullable(() => String, 'The pipeline that ran.'),
  services: Nullable(() => [String], 'The services it deployed.'),
  service: Nullable(
    () => String,
    'The service that the row is about: of several the first by name, unless services are distinguished or each counts.',
  ),
  environment: Nullable(() => String, 'The environment it deployed to.'),
  status: Nullable(() => String, 'Its status, in the words of the tool.'),
  rollback: Nullable(() => Boolean, 'Did it roll back?'),
  startedAt: Nullable(() => DateTime, 'The timestamp of its start.'),
  endedAt: Nullable(() => DateTime, 'The timestamp of its end.'),
  ranFor: Nullable(() => DurationScalar, 'From its start to its end.'),
  source: Nullable(() => String, 'The name of the integration that reported it.'),
  project: Nullable(() => String, 'The project it lies in.'),
  artifacts: Nullable(() => [RecordArtifact], 'What it took and made.'),
  triggeredBy: Nullable(() => DeveloperAlias, 'Who started it; null if nobody matches.'),
  isFailure: Nullable(
    () => Boolean,
    'Did it fail? Null if it is no production deployment, or has not ended.',
  ),
  failureRule: Nullable(() => FailureRuleEnum, 'What says that it failed.'),
  repairKind: Nullable(
    () => RepairKindEnum,
    'What makes it a repair of an earlier one, if anything.',
  ),
  incidents: Nullable(() => [LinkByBlame], 'The incidents of the team that blame it.'),
});

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

const ticketType = typesBelow(TicketRecord, InsightRecord);

const IncidentRecord = ticketType('IncidentRecord', 'An incident behind a number.', {
  labels: Nullable(() => [String], 'Its labels.'),
  timeToRestore: Nullable(
    () => DurationScalar,
    'Its time to restore as the profile measures it, whatever the metric; null while it is not over.',
  ),
  blames: Nullable(() => LinkByBlame, 'The deployment it blames; null where it blames none.'),
});

const ChangeRequestRecord = ticketType(
  'ChangeRequestRecord',
  'A change request behind a number.',
  {},
);

/** Kinds of row that come from delivery and incident tools. */
export const deliveryRecordTypes = [DeploymentRecord, IncidentRecord, ChangeRequestRecord] as const;

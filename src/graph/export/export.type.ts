import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Aggregation, BreakdownDimension, Membership } from '../../insights/answer/answer.js';
import type { ExportStatus } from '../../model/export.js';
import type { Granularity, Instant, TimeZone } from '../../model/time.js';
import { GroupBy, MetricId } from '../catalogue-enum.js';
import { enumOf } from '../enums.js';
import {
  AggregationEnum,
  BreakdownDimensionEnum,
  GranularityEnum,
  MembershipEnum,
} from '../insight/insight.enums.js';
import { DateRangeInput, InsightScopeInput } from '../insight/insight.input.js';
import { Node } from '../node.type.js';
import { DateTime, TimeZoneScalar } from '../scalars.js';
import { UserError } from '../user-error.type.js';

const ExportStatusEnum = enumOf<ExportStatus>('ExportStatus', 'How far an export has come.', {
  QUEUED: 'It waits.',
  PROCESSING: 'It is being made.',
  COMPLETED: 'The file is there.',
  FAILED: 'There is no file; the message says why.',
});

@InputType({ description: 'What shall be in the file: a question, as `insights` takes it.' })
export class StartExportInput {
  @Field(() => InsightScopeInput, { description: 'Whose insight it is.' })
  scope!: InsightScopeInput;

  @Field(() => [MetricId], { description: 'Which metrics: a column of values for each.' })
  metrics!: string[];

  @Field(() => DateRangeInput, { description: 'Which time it is about.' })
  range!: DateRangeInput;

  @Field(() => BreakdownDimensionEnum, {
    defaultValue: 'CHILD',
    description: 'What its rows are, below the one for the whole.',
  })
  by!: BreakdownDimension;

  @Field(() => GranularityEnum, { nullable: true, description: 'The unit of rates.' })
  granularity?: Granularity | null;

  @Field(() => AggregationEnum, { nullable: true, description: 'How durations become one.' })
  aggregation?: Aggregation | null;

  @Field(() => TimeZoneScalar, { nullable: true, description: 'The zone of days.' })
  timeZone?: TimeZone | null;

  @Field(() => MembershipEnum, { nullable: true, description: 'Whose work counts.' })
  membership?: Membership | null;

  @Field(() => GroupBy, { nullable: true, description: 'How segments divide.' })
  groupBy?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Is there a column beside each metric that can be rated, with the level in the words of the profile? Empty where there is none.',
  })
  includeRatings!: boolean;
}

@ObjectType({ implements: Node, description: 'An answer as a file, kept for a day.' })
export class ExportJob implements Node {
  @Field(() => ID, { description: 'The id of the job.' })
  id!: string;

  @Field(() => ExportStatusEnum, { description: 'How far it has come.' })
  status!: ExportStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'The file as CSV; null until it is completed. Lines that begin with # say range, as-of, profiles and what was excluded.',
  })
  csv!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed and what to do.' })
  message!: string | null;

  @Field(() => DateTime, { description: 'The timestamp at which it was asked for.' })
  createdAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'The timestamp of its end.' })
  endedAt!: Instant | null;
}

@ObjectType({ description: 'The job that makes the file.' })
export class StartExportPayload {
  @Field(() => ExportJob, { nullable: true, description: 'The job; null if refused.' })
  job?: unknown;

  @Field(() => [UserError], { description: 'Why none was begun; empty if one was.' })
  userErrors!: readonly UserError[];
}

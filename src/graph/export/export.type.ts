import { ID, InputType } from 'type-graphql';
import type { Aggregation, BreakdownDimension, Membership } from '../../insights/answer/answer.js';
import type { ExportStatus } from '../../model/export.js';
import type { Granularity, TimeZone } from '../../model/time.js';
import { GroupBy, MetricId } from '../catalogue-enum.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import {
  AggregationEnum,
  BreakdownDimensionEnum,
  GranularityEnum,
  MembershipEnum,
} from '../insight/insight.enums.js';
import { DateRangeInput, InsightScopeInput } from '../insight/insight.input.js';
import { nodeType, objectType } from '../object-type.js';
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
  @NonNull(() => InsightScopeInput, 'Whose insight it is.')
  scope!: InsightScopeInput;

  @NonNull(() => [MetricId], 'Which metrics: a column of values for each.')
  metrics!: string[];

  @NonNull(() => DateRangeInput, 'Which time it is about.')
  range!: DateRangeInput;

  @NonNull(() => BreakdownDimensionEnum, 'What its rows are, below the one for the whole.', {
    defaultValue: 'CHILD',
  })
  by!: BreakdownDimension;

  @Nullable(() => GranularityEnum, 'The unit of rates.')
  granularity?: Granularity | null;

  @Nullable(() => AggregationEnum, 'How durations become one.')
  aggregation?: Aggregation | null;

  @Nullable(() => TimeZoneScalar, 'The zone of days.')
  timeZone?: TimeZone | null;

  @Nullable(() => MembershipEnum, 'Whose work counts.')
  membership?: Membership | null;

  @Nullable(() => GroupBy, 'How segments divide.')
  groupBy?: string | null;

  @NonNull(
    () => Boolean,
    'Is there a column beside each metric that can be rated, with the level in the words of the profile? Empty where there is none.',
    { defaultValue: false },
  )
  includeRatings!: boolean;
}

export const ExportJob = nodeType('ExportJob', 'An answer as a file, kept for a day.', {
  id: NonNull(() => ID, 'The id of the job.'),
  status: NonNull(() => ExportStatusEnum, 'How far it has come.'),
  csv: Nullable(
    () => String,
    'The file as CSV; null until it is completed. Lines that begin with # say range, as-of, profiles and what was excluded.',
  ),
  message: Nullable(() => String, 'Why it failed and what to do.'),
  createdAt: NonNull(() => DateTime, 'The timestamp at which it was asked for.'),
  endedAt: Nullable(() => DateTime, 'The timestamp of its end.'),
});

export const StartExportPayload = objectType('StartExportPayload', 'The job that makes the file.', {
  job: Nullable(() => ExportJob, 'The job; null if refused.'),
  userErrors: NonNull(() => [UserError], 'Why none was begun; empty if one was.'),
});

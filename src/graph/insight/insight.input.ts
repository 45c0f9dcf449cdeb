import { ArgsType, ID, InputType, Int } from 'type-graphql';
import type { Aggregation, InsightQuery, Membership, Scope } from '../../insights/answer/answer.js';
import type { OverallQuestion } from '../../insights/answer/overall-rating.js';
import type { RecordOrder } from '../../insights/answer/record.js';
import type {
  Granularity,
  Instant,
  LocalDate,
  Range,
  RangePreset,
  RangeUnit,
  TimeZone,
} from '../../model/time.js';
import { GroupBy, MetricId } from '../catalogue-enum.js';
import { PageArguments } from '../connection.js';
import { NonNull, Nullable } from '../field.js';
import { numberOf } from '../node-id.js';
import { DateTime, LocalDateScalar, TimeZoneScalar } from '../scalars.js';
import {
  AggregationEnum,
  GranularityEnum,
  MembershipEnum,
  RangePresetEnum,
  RangeUnitEnum,
  RecordOrderEnum,
} from './insight.enums.js';

@InputType({ description: 'Whose insight is asked for, or of what: exactly one of the fields.' })
export class InsightScopeInput {
  @Nullable(() => ID, 'The id of a team.')
  team?: string | null;

  @Nullable(() => ID, 'The id of a node of an org tree.')
  orgNode?: string | null;

  @Nullable(
    () => String,
    'The names from the root of an org tree down, such as `Organisation/Platform`.',
  )
  path?: string | null;

  @Nullable(() => ID, 'The id of a developer’s alias.')
  developer?: string | null;

  @Nullable(
    () => ID,
    'The id of a service: what all teams of the account saw of it, once. For the metrics of delivery; others answer BAD_USER_INPUT. What ships several services counts for the first of them by name.',
  )
  service?: string | null;

  @Nullable(
    () => ID,
    'The id of a pipeline: what all teams of the account saw of it, once. For the metrics of deployments; others answer BAD_USER_INPUT.',
  )
  pipeline?: string | null;
}

@InputType({ description: 'Days of the calendar, both included.' })
export class LocalDatesInput {
  @NonNull(() => LocalDateScalar, 'The first day.')
  from!: LocalDate;

  @NonNull(() => LocalDateScalar, 'The last day.')
  to!: LocalDate;
}

@InputType({ description: 'The unit that runs now and the count - 1 units before it.' })
export class LastInput {
  @NonNull(() => Int, 'How many units, at least 1.')
  count!: number;

  @NonNull(() => RangeUnitEnum, 'The unit.')
  unit!: RangeUnit;
}

@InputType({ description: 'Which time is asked about: exactly one of the fields.' })
export class DateRangeInput {
  @Nullable(() => LocalDatesInput, 'From one day to another.')
  dates?: LocalDatesInput | null;

  @Nullable(() => LastInput, 'The last days, weeks, months, quarters.')
  last?: LastInput | null;

  @Nullable(() => RangePresetEnum, 'A range by its common name.')
  preset?: RangePreset | null;
}

@ArgsType()
export class QuestionArguments {
  @NonNull(() => InsightScopeInput, 'Whose insight is asked for.')
  scope!: InsightScopeInput;

  @NonNull(() => DateRangeInput, 'Which time is asked about.')
  range!: DateRangeInput;

  @Nullable(() => GranularityEnum, 'How long a bucket of the series is.', { defaultValue: 'WEEK' })
  granularity?: Granularity | null;

  @Nullable(
    () => AggregationEnum,
    'How durations become one number; other metrics leave it aside.',
    { defaultValue: 'MEAN' },
  )
  aggregation?: Aggregation | null;

  @Nullable(
    () => TimeZoneScalar,
    'The zone whose midnights separate days; the account’s where absent.',
  )
  timeZone?: TimeZone | null;

  @Nullable(() => MembershipEnum, 'Whose work counts as a team’s.', { defaultValue: 'CURRENT' })
  membership?: Membership | null;
}

@ArgsType()
export class InsightArguments extends QuestionArguments {
  @NonNull(() => [MetricId], 'Which metrics; each is answered by one insight.')
  metrics!: string[];

  @Nullable(() => GroupBy, 'How segments divide the buckets; absent: as the metric does by itself.')
  groupBy?: string | null;
}

@ArgsType()
export class InsightUpdatedArguments extends InsightArguments {
  @Nullable(
    () => String,
    'The sequence of the last update, or of the answer, that you hold: what changed since comes first. Absent: the answer as it is comes first.',
  )
  after?: string | null;
}

@ArgsType()
export class RecordArguments extends PageArguments {
  @Nullable(() => RecordOrderEnum, 'The order.', { defaultValue: 'AT_DESCENDING' })
  orderBy?: RecordOrder | null;

  @Nullable(() => DateTime, 'Only the bucket of the series that begins at this timestamp.')
  bucket?: Instant | null;

  @Nullable(() => Boolean, 'Are excluded rows listed too, with the reason?', {
    defaultValue: false,
  })
  includeExcluded?: boolean | null;
}

function scopeOf(given: InsightScopeInput): Scope {
  const { team, orgNode, path, developer, service, pipeline } = given;
  if (team) return { team: numberOf('Team', team) };
  if (orgNode) return { orgNode: numberOf('OrgNode', orgNode) };
  if (service) return { service: numberOf('Service', service) };
  if (pipeline) return { pipeline: numberOf('Pipeline', pipeline) };
  return developer ? { developer } : { path: path ?? '' };
}

function rangeOf({ dates, last, preset }: DateRangeInput): Range {
  if (dates) return { dates: { from: dates.from, to: dates.to } };
  if (last) return { last: { count: last.count, unit: last.unit } };
  return preset ? { preset } : {};
}

export const questionOf = (given: QuestionArguments): OverallQuestion => ({
  scope: scopeOf(given.scope),
  range: rangeOf(given.range),
  granularity: given.granularity ?? 'WEEK',
  aggregation: given.aggregation ?? 'MEAN',
  timeZone: given.timeZone ?? null,
  membership: given.membership ?? 'CURRENT',
});

export const queryOf = (given: InsightArguments): InsightQuery => ({
  ...questionOf(given),
  metrics: [...new Set(given.metrics)],
  groupBy: given.groupBy ?? null,
});

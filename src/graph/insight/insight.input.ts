import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
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
  @Field(() => ID, { nullable: true, description: 'The id of a team.' })
  team?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of a node of an org tree.' })
  orgNode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The names from the root of an org tree down, such as `Organisation/Platform`.',
  })
  path?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of a developer’s alias.' })
  developer?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of a service: what all teams of the account saw of it, once. For the metrics of delivery; others answer BAD_USER_INPUT. What ships several services counts for the first of them by name.',
  })
  service?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of a pipeline: what all teams of the account saw of it, once. For the metrics of deployments; others answer BAD_USER_INPUT.',
  })
  pipeline?: string | null;
}

@InputType({ description: 'Days of the calendar, both included.' })
export class LocalDatesInput {
  @Field(() => LocalDateScalar, { description: 'The first day.' })
  from!: LocalDate;

  @Field(() => LocalDateScalar, { description: 'The last day.' })
  to!: LocalDate;
}

@InputType({ description: 'The unit that runs now and the count - 1 units before it.' })
export class LastInput {
  @Field(() => Int, { description: 'How many units, at least 1.' })
  count!: number;

  @Field(() => RangeUnitEnum, { description: 'The unit.' })
  unit!: RangeUnit;
}

@InputType({ description: 'Which time is asked about: exactly one of the fields.' })
export class DateRangeInput {
  @Field(() => LocalDatesInput, { nullable: true, description: 'From one day to another.' })
  dates?: LocalDatesInput | null;

  @Field(() => LastInput, {
    nullable: true,
    description: 'The last days, weeks, months, quarters.',
  })
  last?: LastInput | null;

  @Field(() => RangePresetEnum, { nullable: true, description: 'A range by its common name.' })
  preset?: RangePreset | null;
}

@ArgsType()
export class QuestionArguments {
  @Field(() => InsightScopeInput, { description: 'Whose insight is asked for.' })
  scope!: InsightScopeInput;

  @Field(() => DateRangeInput, { description: 'Which time is asked about.' })
  range!: DateRangeInput;

  @Field(() => GranularityEnum, {
    nullable: true,
    defaultValue: 'WEEK',
    description: 'How long a bucket of the series is.',
  })
  granularity?: Granularity | null;

  @Field(() => AggregationEnum, {
    nullable: true,
    defaultValue: 'MEAN',
    description: 'How durations become one number; other metrics leave it aside.',
  })
  aggregation?: Aggregation | null;

  @Field(() => TimeZoneScalar, {
    nullable: true,
    description: 'The zone whose midnights separate days; the account’s where absent.',
  })
  timeZone?: TimeZone | null;

  @Field(() => MembershipEnum, {
    nullable: true,
    defaultValue: 'CURRENT',
    description: 'Whose work counts as a team’s.',
  })
  membership?: Membership | null;
}

@ArgsType()
export class InsightArguments extends QuestionArguments {
  @Field(() => [MetricId], { description: 'Which metrics; each is answered by one insight.' })
  metrics!: string[];

  @Field(() => GroupBy, {
    nullable: true,
    description: 'How segments divide the buckets; absent: as the metric does by itself.',
  })
  groupBy?: string | null;
}

@ArgsType()
export class InsightUpdatedArguments extends InsightArguments {
  @Field(() => String, {
    nullable: true,
    description:
      'The sequence of the last update, or of the answer, that you hold: what changed since comes first. Absent: the answer as it is comes first.',
  })
  after?: string | null;
}

@ArgsType()
export class RecordArguments extends PageArguments {
  @Field(() => RecordOrderEnum, {
    nullable: true,
    defaultValue: 'AT_DESCENDING',
    description: 'The order.',
  })
  orderBy?: RecordOrder | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only the bucket of the series that begins at this timestamp.',
  })
  bucket?: Instant | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Are excluded rows listed too, with the reason?',
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

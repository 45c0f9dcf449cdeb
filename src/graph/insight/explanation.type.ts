import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ExclusionReason } from '../../model/observation.js';
import type { TimeZone } from '../../model/time.js';
import { TimeZoneScalar } from '../scalars.js';
import { ExclusionReasonEnum } from './insight.enums.js';

@ObjectType({ description: 'How many rows were excluded for one reason.' })
export class Exclusion {
  @Field(() => ExclusionReasonEnum, { description: 'Why.' })
  reason!: ExclusionReason;

  @Field(() => Int, { description: 'How many rows.' })
  count!: number;
}

@ObjectType({ description: 'A profile in the version that was effective.' })
export class ProfileVersion {
  @Field(() => String, { description: 'The name of the profile.' })
  name!: string;

  @Field(() => Int, { description: 'Which version, counted from 1.' })
  version!: number;
}

@ObjectType({ description: 'The rules by which one team’s number was made.' })
export class RulesInForce {
  @Field(() => ID, { description: 'The id of the team.' })
  team!: string;

  @Field(() => String, { description: 'The name of the team.' })
  teamName!: string;

  @Field(() => String, { description: 'The version of the rules as a whole.' })
  ruleset!: string;

  @Field(() => ProfileVersion, { description: 'The profile that the metric belongs to.' })
  profile!: ProfileVersion;

  @Field(() => [String], { description: 'The team’s filters in words.' })
  filters!: readonly string[];

  @Field(() => [String], {
    description:
      'What the profile and the team decide beside, as far as the metric reads it, in words.',
  })
  options!: readonly string[];
}

@ObjectType({ description: 'How a number came about: enough to calculate it again by hand.' })
export class Explanation {
  @Field(() => String, { description: 'The formula.' })
  formula!: string;

  @Field(() => [String], { description: 'What a reader should know beside the formula.' })
  notes!: readonly string[];

  @Field(() => [RulesInForce], { description: 'The effective rules, by team.' })
  rules!: readonly RulesInForce[];

  @Field(() => Int, { description: 'How many rows are in the number.' })
  counted!: number;

  @Field(() => [Exclusion], { description: 'How many rows were excluded, by reason.' })
  excluded!: readonly Exclusion[];

  @Field(() => Int, {
    nullable: true,
    description: 'How many developers it was divided by, if any.',
  })
  developers!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'How many units of the granularity it was divided by, if any.',
  })
  units!: number | null;

  @Field(() => TimeZoneScalar, {
    description: 'The time zone whose local days count, as units and as days of work.',
  })
  timeZone!: TimeZone;
}

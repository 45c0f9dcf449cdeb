import { Float, ID, Int, ObjectType } from 'type-graphql';
import type { ExclusionReason } from '../../model/observation.js';
import type { TimeZone } from '../../model/time.js';
import { NonNull, Nullable } from '../field.js';
import { TimeZoneScalar } from '../scalars.js';
import { ExclusionReasonEnum } from './insight.enums.js';

@ObjectType({ description: 'How many rows were excluded for one reason.' })
export class Exclusion {
  @NonNull(() => ExclusionReasonEnum, 'Why.')
  reason!: ExclusionReason;

  @NonNull(() => Int, 'How many rows.')
  count!: number;
}

@ObjectType({ description: 'A profile in the version that was effective.' })
export class ProfileVersion {
  @NonNull(() => String, 'The name of the profile.')
  name!: string;

  @NonNull(() => Int, 'Which version, counted from 1.')
  version!: number;
}

@ObjectType({ description: 'The rules by which one team’s number was made.' })
export class RulesInForce {
  @NonNull(() => ID, 'The id of the team.')
  team!: string;

  @NonNull(() => String, 'The name of the team.')
  teamName!: string;

  @NonNull(() => String, 'The version of the rules as a whole.')
  ruleset!: number;

  @NonNull(() => ProfileVersion, 'The profile that the metric belongs to.')
  profile!: ProfileVersion;

  @NonNull(() => [String], 'The team’s filters in words.')
  filters!: readonly string[];

  @NonNull(
    () => [String],
    'What the profile and the team decide beside, as far as the metric reads it, in words.',
  )
  options!: readonly string[];
}

@ObjectType({ description: 'How a number came about: enough to calculate it again by hand.' })
export class Explanation {
  @NonNull(() => String, 'The formula.')
  formula!: string;

  @NonNull(() => [String], 'What a reader should know beside the formula.')
  notes!: readonly string[];

  @NonNull(() => [RulesInForce], 'The effective rules, by team.')
  rules!: readonly RulesInForce[];

  @NonNull(() => Int, 'How many rows are in the number.')
  counted!: number;

  @NonNull(() => [Exclusion], 'How many rows were excluded, by reason.')
  excluded!: readonly Exclusion[];

  @Nullable(() => Int, 'How many developers it was divided by, if any.')
  developers!: number | null;

  @Nullable(() => Float, 'How many units of the granularity it was divided by, if any.')
  units!: number | null;

  @NonNull(
    () => TimeZoneScalar,
    'The time zone whose local days count, as units and as days of work.',
    { name: 'timeZone' },
  )
  zone!: TimeZone;
}

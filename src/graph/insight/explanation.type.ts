import { Float, ID, Int } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
import { TimeZoneScalar } from '../scalars.js';
import { ExclusionReasonEnum } from './insight.enums.js';

const Exclusion = objectType('Exclusion', 'How many rows were excluded for one reason.', {
  reason: NonNull(() => ExclusionReasonEnum, 'Why.'),
  count: NonNull(() => Int, 'How many rows.'),
});

const ProfileVersion = objectType(
  'ProfileVersion',
  'A profile in the version that was effective.',
  {
    name: NonNull(() => String, 'The name of the profile.'),
    version: NonNull(() => Int, 'Which version, counted from 1.'),
  },
);

const RulesInForce = objectType('RulesInForce', 'The rules by which one team’s number was made.', {
  team: NonNull(() => ID, 'The id of the team.'),
  teamName: NonNull(() => String, 'The name of the team.'),
  ruleset: NonNull(() => String, 'The version of the rules as a whole.'),
  profile: NonNull(() => ProfileVersion, 'The profile that the metric belongs to.'),
  filters: NonNull(() => [String], 'The team’s filters in words.'),
  options: NonNull(
    () => [String],
    'What the profile and the team decide beside, as far as the metric reads it, in words.',
  ),
});

export const Explanation = objectType(
  'Explanation',
  'How a number came about: enough to calculate it again by hand.',
  {
    formula: NonNull(() => String, 'The formula.'),
    notes: NonNull(() => [String], 'What a reader should know beside the formula.'),
    rules: NonNull(() => [RulesInForce], 'The effective rules, by team.'),
    counted: NonNull(() => Int, 'How many rows are in the number.'),
    excluded: NonNull(() => [Exclusion], 'How many rows were excluded, by reason.'),
    developers: Nullable(() => Int, 'How many developers it was divided by, if any.'),
    units: Nullable(() => Float, 'How many units of the granularity it was divided by, if any.'),
    zone: NonNull(
      () => TimeZoneScalar,
      'The time zone whose local days count, as units and as days of work.',
      { name: 'timeZone' },
    ),
  },
);

import { ID, InputType, Int, ObjectType } from 'type-graphql';
import type * as alignmentModel from '../../model/profile/alignment-profile.js';
import { NonNull, Nullable } from '../field.js';
import { FilterCondition, FilterConditionInput } from '../team/filter.type.js';
import { UserError } from '../user-error.type.js';
import { AllocationGoal } from './allocation-goal.type.js';
import { Profile } from './profile.type.js';
import {
  EffortAttributionEnum,
  EffortCalculationEnum,
  EffortUnitEnum,
  FetchScopeEnum,
} from './rule.enums.js';

@ObjectType({ description: 'What effort can be spent on.' })
export class AlignmentCategory {
  @NonNull(() => Int, 'Unique within the profile, and never given again.')
  key!: number;

  @NonNull(() => String, 'Its name.')
  name!: string;

  @Nullable(() => String, 'What it means.')
  description!: string | null;

  @NonNull(() => Int, 'Of the categories that claim a work item the lowest rank has it.')
  rank!: number;

  @Nullable(() => String, 'Its color.')
  color!: string | null;

  @NonNull(() => FetchScopeEnum, 'Which relatives it takes with it.')
  fetchScope!: alignmentModel.FetchScope;

  @NonNull(
    () => [[FilterCondition]],
    'Filters, each of which matches by itself; teams may have further ones.',
  )
  scopeFilters!: readonly (readonly FilterCondition[])[];

  @Nullable(() => AllocationGoal, 'Its goal.')
  goal!: AllocationGoal | null;
}

@ObjectType({ implements: Profile, description: 'What effort is spent on.' })
export class BusinessAlignmentProfile extends Profile {
  @NonNull(() => ID, 'The id of the profile.')
  id!: string;

  @NonNull(() => [AlignmentCategory], 'Its categories.')
  categories!: readonly AlignmentCategory[];

  @NonNull(() => EffortUnitEnum, 'In what effort is measured.')
  effortUnit!: alignmentModel.EffortUnit;

  @NonNull(() => EffortCalculationEnum, 'How effort is added up.')
  effortCalculation!: alignmentModel.BusinessAlignmentConfig['effortCalculation'];

  @NonNull(() => EffortAttributionEnum, 'Whose effort a work item is.')
  effortAttribution!: alignmentModel.BusinessAlignmentConfig['effortAttribution'];

  @NonNull(() => Boolean, 'Do items with children count not beside them?')
  leafOnly!: boolean;
}

@InputType({ description: 'What effort can be spent on.' })
export class AlignmentCategoryInput {
  @Nullable(() => Int, 'That of a category which the profile has; absent: a new one.')
  key?: number | null;

  @NonNull(() => String, 'Its name, unique within the profile.')
  name!: string;

  @Nullable(() => String, 'What it means.')
  description?: string | null;

  @Nullable(() => Int, 'From 1, the best; absent: its place here.')
  rank?: number | null;

  @Nullable(() => String, 'Its color.')
  color?: string | null;

  @NonNull(() => FetchScopeEnum, 'Which relatives it takes with it.', {
    defaultValue: 'MATCH_ONLY',
  })
  fetchScope!: alignmentModel.FetchScope;

  @NonNull(
    () => [[FilterConditionInput]],
    'Filters on work items, each of which matches by itself.',
    { defaultValue: [] },
  )
  scopeFilters!: FilterConditionInput[][];

  @Nullable(() => AllocationGoal, 'Its goal.')
  goal?: AllocationGoal | null;
}

@InputType({ description: 'A new business alignment profile.' })
export class CreateBusinessAlignmentProfileInput {
  @NonNull(() => String, 'Its name, unique among business alignment profiles.')
  name!: string;

  @Nullable(() => String, 'What it is for.')
  description?: string | null;

  @NonNull(() => [AlignmentCategoryInput], 'Its categories.')
  categories!: AlignmentCategoryInput[];

  @NonNull(() => EffortUnitEnum, 'In what effort is measured.', { defaultValue: 'TICKET_COUNT' })
  effortUnit!: alignmentModel.EffortUnit;

  @NonNull(() => EffortCalculationEnum, 'How effort is added up.', { defaultValue: 'ABSOLUTE' })
  effortCalculation!: alignmentModel.BusinessAlignmentConfig['effortCalculation'];

  @NonNull(() => EffortAttributionEnum, 'Whose effort a work item is.', {
    defaultValue: 'CURRENT_ASSIGNEE',
  })
  effortAttribution!: alignmentModel.BusinessAlignmentConfig['effortAttribution'];

  @NonNull(() => Boolean, 'Do items with children count not beside them?', { defaultValue: false })
  leafOnly!: boolean;
}

@InputType({ description: 'The next version of a business alignment profile, in full.' })
export class UpdateBusinessAlignmentProfileInput extends CreateBusinessAlignmentProfileInput {
  @NonNull(() => ID, 'The id of the profile.')
  profile!: string;

  @Nullable(
    () => Int,
    'The version you changed: refused if there is a newer one. Absent: not checked.',
  )
  expectedVersion?: number | null;
}

@ObjectType({ description: 'What became of the business alignment profile.' })
export class BusinessAlignmentProfilePayload {
  @Nullable(() => BusinessAlignmentProfile, 'As it is now; null if refused.')
  profile?: unknown;

  @NonNull(() => [UserError], 'Why nothing was changed; empty if it was.')
  userErrors!: readonly UserError[];
}

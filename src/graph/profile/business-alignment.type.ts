import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type * as alignmentModel from '../../model/profile/alignment-profile.js';
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
  @Field(() => Int, { description: 'Unique within the profile, and never given again.' })
  key!: number;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it means.' })
  description!: string | null;

  @Field(() => Int, {
    description: 'Of the categories that claim a work item the lowest rank has it.',
  })
  rank!: number;

  @Field(() => String, { nullable: true, description: 'Its color.' })
  color!: string | null;

  @Field(() => FetchScopeEnum, { description: 'Which relatives it takes with it.' })
  fetchScope!: alignmentModel.FetchScope;

  @Field(() => [[FilterCondition]], {
    description: 'Filters, each of which matches by itself; teams may have further ones.',
  })
  scopeFilters!: readonly (readonly FilterCondition[])[];

  @Field(() => AllocationGoal, { nullable: true, description: 'Its goal.' })
  goal!: AllocationGoal | null;
}

@ObjectType({ implements: Profile, description: 'What effort is spent on.' })
export class BusinessAlignmentProfile extends Profile {
  @Field(() => [AlignmentCategory], { description: 'Its categories.' })
  categories!: readonly AlignmentCategory[];

  @Field(() => EffortUnitEnum, { description: 'In what effort is measured.' })
  effortUnit!: alignmentModel.EffortUnit;

  @Field(() => EffortCalculationEnum, { description: 'How effort is added up.' })
  effortCalculation!: alignmentModel.BusinessAlignmentConfig['effortCalculation'];

  @Field(() => EffortAttributionEnum, { description: 'Whose effort a work item is.' })
  effortAttribution!: alignmentModel.BusinessAlignmentConfig['effortAttribution'];

  @Field(() => Boolean, { description: 'Do items with children count not beside them?' })
  leafOnly!: boolean;
}

@InputType({ description: 'What effort can be spent on.' })
export class AlignmentCategoryInput {
  @Field(() => Int, {
    nullable: true,
    description: 'That of a category which the profile has; absent: a new one.',
  })
  key?: number | null;

  @Field(() => String, { description: 'Its name, unique within the profile.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it means.' })
  description?: string | null;

  @Field(() => Int, { nullable: true, description: 'From 1, the best; absent: its place here.' })
  rank?: number | null;

  @Field(() => String, { nullable: true, description: 'Its color.' })
  color?: string | null;

  @Field(() => FetchScopeEnum, {
    defaultValue: 'MATCH_ONLY',
    description: 'Which relatives it takes with it.',
  })
  fetchScope!: alignmentModel.FetchScope;

  @Field(() => [[FilterConditionInput]], {
    defaultValue: [],
    description: 'Filters on work items, each of which matches by itself.',
  })
  scopeFilters!: FilterConditionInput[][];

  @Field(() => AllocationGoal, { nullable: true, description: 'Its goal.' })
  goal?: AllocationGoal | null;
}

@InputType({ description: 'A new business alignment profile.' })
export class CreateBusinessAlignmentProfileInput {
  @Field(() => String, { description: 'Its name, unique among business alignment profiles.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;

  @Field(() => [AlignmentCategoryInput], { description: 'Its categories.' })
  categories!: AlignmentCategoryInput[];

  @Field(() => EffortUnitEnum, {
    defaultValue: 'TICKET_COUNT',
    description: 'In what effort is measured.',
  })
  effortUnit!: alignmentModel.EffortUnit;

  @Field(() => EffortCalculationEnum, {
    defaultValue: 'ABSOLUTE',
    description: 'How effort is added up.',
  })
  effortCalculation!: alignmentModel.BusinessAlignmentConfig['effortCalculation'];

  @Field(() => EffortAttributionEnum, {
    defaultValue: 'CURRENT_ASSIGNEE',
    description: 'Whose effort a work item is.',
  })
  effortAttribution!: alignmentModel.BusinessAlignmentConfig['effortAttribution'];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Do items with children count not beside them?',
  })
  leafOnly!: boolean;
}

@InputType({ description: 'The next version of a business alignment profile, in full.' })
export class UpdateBusinessAlignmentProfileInput extends CreateBusinessAlignmentProfileInput {
  @Field(() => ID, { description: 'The id of the profile.' })
  profile!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

@ObjectType({ description: 'What became of the business alignment profile.' })
export class BusinessAlignmentProfilePayload {
  @Field(() => BusinessAlignmentProfile, {
    nullable: true,
    description: 'As it is now; null if refused.',
  })
  profile?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

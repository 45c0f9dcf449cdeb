import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { emptyTeamSettings } from '../../model/team.js';
import { AllocationGoal } from '../profile/allocation-goal.type.js';
import { FilterCondition, FilterConditionInput, FilterSet, FilterSetInput } from './filter.type.js';

const { features, bugs, activeStatuses, terminatedStatuses } = emptyTeamSettings.issueManagement;

const RANGE = { description: 'Story points from one to another, both included.' };
@ObjectType(RANGE)
@InputType('PointRangeInput', RANGE)
export class PointRange {
  @Field(() => Int, { description: 'The fewest.' })
  min!: number;

  @Field(() => Int, { description: 'The most.' })
  max!: number;
}

const FEATURES = { description: 'Which work items are features, and how complex they are.' };
@ObjectType(FEATURES)
@InputType('FeatureSettingsInput', FEATURES)
export class FeatureSettings {
  @Field(() => [String], { defaultValue: features.types, description: 'Their types.' })
  types!: readonly string[];

  @Field(() => PointRange, { defaultValue: features.simple, description: 'Points of simple ones.' })
  simple!: PointRange;

  @Field(() => PointRange, { defaultValue: features.medium, description: 'Of medium ones.' })
  medium!: PointRange;

  @Field(() => Int, {
    defaultValue: features.complexMin,
    description: 'From so many points on they are complex.',
  })
  complexMin!: number;
}

const BUGS = { description: 'Which work items are bugs, and how bad they are by priority.' };
@ObjectType(BUGS)
@InputType('BugSettingsInput', BUGS)
export class BugSettings {
  @Field(() => [String], { defaultValue: bugs.types, description: 'Their types.' })
  types!: readonly string[];

  @Field(() => [String], { defaultValue: bugs.critical, description: 'Critical priorities.' })
  critical!: readonly string[];

  @Field(() => [String], { defaultValue: bugs.major, description: 'Major priorities.' })
  major!: readonly string[];

  @Field(() => [String], { defaultValue: bugs.minor, description: 'Minor priorities.' })
  minor!: readonly string[];
}

const GOAL = {
  nullable: true,
  description: 'The goal of the team for it; null: that of the profile.',
};
@ObjectType({ description: 'What belongs to a category of business alignment.' })
export class TeamCategory {
  @Field(() => Int, { description: 'The key of the category in the profile of the tree.' })
  category!: number;

  @Field(() => [[FilterCondition]], {
    description: 'Filters, each of which matches by itself; the conditions of one must all hold.',
  })
  filters!: readonly (readonly FilterCondition[])[];

  @Field(() => AllocationGoal, GOAL)
  goal?: AllocationGoal | null;
}

@InputType({ description: 'What belongs to a category of business alignment.' })
export class TeamCategoryInput {
  @Field(() => Int, { description: 'The key of the category in the profile of the tree.' })
  category!: number;

  @Field(() => [[FilterConditionInput]], {
    description: 'Filters, each of which matches by itself; the conditions of one must all hold.',
  })
  filters!: FilterConditionInput[][];

  @Field(() => AllocationGoal, GOAL)
  goal?: AllocationGoal | null;
}

@ObjectType({ description: 'What of the ticketing tool is the team’s.' })
export class IssueManagementSettings {
  @Field(() => [FilterCondition], {
    description: 'Which work items are the team’s; without a condition none.',
  })
  projects!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  projectFilter!: FilterSet;

  @Field(() => [FilterCondition], {
    description: 'Which of them are production incidents; without a condition none.',
  })
  incidents!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  incidentFilter!: FilterSet;

  @Field(() => [TeamCategory], { description: 'What belongs to which category of alignment.' })
  alignment!: readonly TeamCategory[];

  @Field(() => FeatureSettings, { description: 'Which are features.' })
  features!: FeatureSettings;

  @Field(() => BugSettings, { description: 'Which are bugs.' })
  bugs!: BugSettings;

  @Field(() => [String], { description: 'Statuses in which somebody works on it.' })
  activeStatuses!: readonly string[];

  @Field(() => [String], { description: 'Statuses and resolutions of what was given up.' })
  terminatedStatuses!: readonly string[];
}

@InputType({ description: 'What of the ticketing tool is the team’s, in full.' })
export class IssueManagementSettingsInput {
  @Field(() => [FilterConditionInput], {
    description:
      'Which work items are the team’s: `project`, `label`, `sprint`, `component`, `parent`, `field:<name>`.',
  })
  projects!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `projects` is not read.',
  })
  projectFilter?: FilterSetInput | null;

  @Field(() => [FilterConditionInput], {
    defaultValue: [],
    description: 'Which of them are production incidents: `label`, `type`, `priority`.',
  })
  incidents!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `incidents` is not read.',
  })
  incidentFilter?: FilterSetInput | null;

  @Field(() => [TeamCategoryInput], {
    defaultValue: [],
    description:
      'What belongs to which category: `type`, `status`, `label`, `priority`, `component`, `parent`, `sprint`, `project`, `field:<name>`.',
  })
  alignment!: TeamCategoryInput[];

  @Field(() => FeatureSettings, { nullable: true, description: 'Features; absent: as usual.' })
  features?: FeatureSettings | null;

  @Field(() => BugSettings, { nullable: true, description: 'Bugs; absent: as usual.' })
  bugs?: BugSettings | null;

  @Field(() => [String], {
    defaultValue: activeStatuses,
    description: 'Statuses in which somebody works on it.',
  })
  activeStatuses!: string[];

  @Field(() => [String], {
    defaultValue: terminatedStatuses,
    description: 'Statuses and resolutions of what was given up.',
  })
  terminatedStatuses!: string[];
}

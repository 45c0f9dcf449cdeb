import { InputType, Int, ObjectType } from 'type-graphql';
import { emptyTeamSettings } from '../../model/team.js';
import { NonNull, Nullable } from '../field.js';
import { AllocationGoal } from '../profile/allocation-goal.type.js';
import { FilterCondition, FilterConditionInput, FilterSet, FilterSetInput } from './filter.type.js';

const { features, bugs, activeStatuses, terminatedStatuses } = emptyTeamSettings.issueManagement;

const RANGE = { description: 'Story points from one to another, both included.' };
@ObjectType(RANGE)
@InputType('PointRangeInput', RANGE)
export class PointRange {
  @NonNull(() => Int, 'The fewest.')
  min!: number;

  @NonNull(() => Int, 'The most.')
  max!: number;
}

const FEATURES = { description: 'Which work items are features, and how complex they are.' };
@ObjectType(FEATURES)
@InputType('FeatureSettingsInput', FEATURES)
export class FeatureSettings {
  @NonNull(() => [String], 'Their types.', { defaultValue: features.types })
  types!: readonly string[];

  @NonNull(() => PointRange, 'Points of simple ones.', { defaultValue: features.simple })
  simple!: PointRange;

  @NonNull(() => PointRange, 'Of medium ones.', { defaultValue: features.medium })
  medium!: PointRange;

  @NonNull(() => Int, 'From so many points on they are complex.', {
    defaultValue: features.complexMin,
  })
  complexMin!: number;
}

const BUGS = { description: 'Which work items are bugs, and how bad they are by priority.' };
@ObjectType(BUGS)
@InputType('BugSettingsInput', BUGS)
export class BugSettings {
  @NonNull(() => [String], 'Their types.', { defaultValue: bugs.types })
  types!: readonly string[];

  @NonNull(() => [String], 'Critical priorities.', { defaultValue: bugs.critical })
  critical!: readonly string[];

  @NonNull(() => [String], 'Major priorities.', { defaultValue: bugs.major })
  major!: readonly string[];

  @NonNull(() => [String], 'Minor priorities.', { defaultValue: bugs.minor })
  minor!: readonly string[];
}

const GOAL = 'The goal of the team for it; null: that of the profile.';
@ObjectType({ description: 'What belongs to a category of business alignment.' })
export class TeamCategory {
  @NonNull(() => Int, 'The key of the category in the profile of the tree.')
  category!: number;

  @NonNull(
    () => [[FilterCondition]],
    'Filters, each of which matches by itself; the conditions of one must all hold.',
  )
  filters!: readonly (readonly FilterCondition[])[];

  @Nullable(() => AllocationGoal, GOAL)
  goal?: AllocationGoal | null;
}

@InputType({ description: 'What belongs to a category of business alignment.' })
export class TeamCategoryInput {
  @NonNull(() => Int, 'The key of the category in the profile of the tree.')
  category!: number;

  @NonNull(
    () => [[FilterConditionInput]],
    'Filters, each of which matches by itself; the conditions of one must all hold.',
  )
  filters!: FilterConditionInput[][];

  @Nullable(() => AllocationGoal, GOAL)
  goal?: AllocationGoal | null;
}

@ObjectType({ description: 'What of the ticketing tool is the team’s.' })
export class IssueManagementSettings {
  @NonNull(() => [FilterCondition], 'Which work items are the team’s; without a condition none.')
  projects!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  projectFilter!: FilterSet;

  @NonNull(
    () => [FilterCondition],
    'Which of them are production incidents; without a condition none.',
  )
  incidents!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  incidentFilter!: FilterSet;

  @NonNull(() => [TeamCategory], 'What belongs to which category of alignment.')
  alignment!: readonly TeamCategory[];

  @NonNull(() => FeatureSettings, 'Which are features.')
  features!: FeatureSettings;

  @NonNull(() => BugSettings, 'Which are bugs.')
  bugs!: BugSettings;

  @NonNull(() => [String], 'Statuses in which somebody works on it.')
  activeStatuses!: readonly string[];

  @NonNull(() => [String], 'Statuses and resolutions of what was given up.')
  terminatedStatuses!: readonly string[];
}

@InputType({ description: 'What of the ticketing tool is the team’s, in full.' })
export class IssueManagementSettingsInput {
  @NonNull(
    () => [FilterConditionInput],
    'Which work items are the team’s: `project`, `label`, `sprint`, `component`, `parent`, `field:<name>`.',
  )
  projects!: FilterConditionInput[];

  @Nullable(() => FilterSetInput, 'The same as a tree; where it is given, `projects` is not read.')
  projectFilter?: FilterSetInput | null;

  @NonNull(
    () => [FilterConditionInput],
    'Which of them are production incidents: `label`, `type`, `priority`.',
    { defaultValue: [] },
  )
  incidents!: FilterConditionInput[];

  @Nullable(() => FilterSetInput, 'The same as a tree; where it is given, `incidents` is not read.')
  incidentFilter?: FilterSetInput | null;

  @NonNull(
    () => [TeamCategoryInput],
    'What belongs to which category: `type`, `status`, `label`, `priority`, `component`, `parent`, `sprint`, `project`, `field:<name>`.',
    { defaultValue: [] },
  )
  alignment!: TeamCategoryInput[];

  @Nullable(() => FeatureSettings, 'Features; absent: as usual.')
  features?: FeatureSettings | null;

  @Nullable(() => BugSettings, 'Bugs; absent: as usual.')
  bugs?: BugSettings | null;

  @NonNull(() => [String], 'Statuses in which somebody works on it.', {
    defaultValue: activeStatuses,
  })
  activeStatuses!: string[];

  @NonNull(() => [String], 'Statuses and resolutions of what was given up.', {
    defaultValue: terminatedStatuses,
  })
  terminatedStatuses!: string[];
}

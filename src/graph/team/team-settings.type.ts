import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { FilterOperator } from '../../model/filter.js';
import { DEFAULT_RELEASE_PATTERN, type FilteredMetric } from '../../model/team.js';
import { enumOf } from '../enums.js';
import { UserError } from '../user-error.type.js';

const FilterOperatorEnum = enumOf<FilterOperator>(
  'FilterOperator',
  'How a value is compared: without case and outer spaces.',
  {
    EQUALS: 'It is one of the values.',
    NOT_EQUALS: 'It is none of the values.',
    CONTAINS: 'It contains one of the values.',
    DOES_NOT_CONTAIN: 'It contains none of the values.',
    STARTS_WITH: 'It begins with one of the values.',
    ENDS_WITH: 'It ends with one of the values.',
  },
);

const DeveloperFilterMetric = enumOf<FilteredMetric>(
  'DeveloperFilterMetric',
  'A metric that may count only what people of the team did.',
  {
    LEAD_TIME_FOR_CHANGES: 'Lead time for changes.',
    BUSINESS_ALIGNMENT: 'Business alignment.',
    MEAN_TIME_TO_RESTORE: 'Mean time to restore.',
  },
);

@ObjectType({ description: 'One condition of a filter; all conditions must hold.' })
export class FilterCondition {
  @Field(() => String, { description: 'What is compared: `repository` or `branch`.' })
  property!: string;

  @Field(() => FilterOperatorEnum, { description: 'How it is compared.' })
  operator!: FilterOperator;

  @Field(() => [String], { description: 'What it is compared with.' })
  values!: readonly string[];
}

@ObjectType({ description: 'Where the data of a team comes from.' })
export class TeamSettings {
  @Field(() => [FilterCondition], {
    description: 'Which repositories are the team’s; without a condition none.',
  })
  repositories!: readonly FilterCondition[];

  @Field(() => [FilterCondition], {
    description: 'Which branches a change must reach; without a condition the default branch.',
  })
  destinationBranches!: readonly FilterCondition[];

  @Field(() => String, {
    description: 'A regular expression for the whole name of a release’s tag.',
  })
  releasePattern!: string;

  @Field(() => [DeveloperFilterMetric], {
    description: 'Metrics that count only what people of the team did.',
  })
  metricsUsingDeveloperFilters!: readonly FilteredMetric[];

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the node where they are saved: the team’s or one above. Null: nowhere yet.',
  })
  savedOn!: string | null;

  @Field(() => Int, {
    description: 'Version of what is saved on this node itself; 0 if nothing is.',
  })
  version!: number;
}

@InputType({ description: 'One condition; all conditions of a filter must hold.' })
export class FilterConditionInput {
  @Field(() => FilterOperatorEnum, { description: 'How the name is compared.' })
  operator!: FilterOperator;

  @Field(() => [String], { description: 'What it is compared with, at least one value.' })
  values!: string[];
}

@InputType({ description: 'Where the data of a team comes from, in full.' })
export class SourceCodeSettingsInput {
  @Field(() => [FilterConditionInput], {
    description: 'Which repositories, by name, are the team’s; without a condition none.',
  })
  repositories!: FilterConditionInput[];

  @Field(() => [FilterConditionInput], {
    defaultValue: [],
    description: 'Which branches a change must reach; without a condition the default branch.',
  })
  destinationBranches!: FilterConditionInput[];

  @Field(() => String, {
    defaultValue: DEFAULT_RELEASE_PATTERN,
    description: 'A regular expression for the whole name of a release’s tag.',
  })
  releasePattern!: string;

  @Field(() => [DeveloperFilterMetric], {
    defaultValue: [],
    description: 'Metrics that count only what people of the team did.',
  })
  metricsUsingDeveloperFilters!: FilteredMetric[];
}

@InputType({ description: 'Settings of a team, or of a node for the teams below that have none.' })
export class SaveTeamSourceCodeInput {
  @Field(() => ID, { description: 'The id of a team or of a node of an org tree.' })
  node!: string;

  @Field(() => SourceCodeSettingsInput, {
    nullable: true,
    description: 'The settings; null takes the own ones away, so that those above hold.',
  })
  settings?: SourceCodeSettingsInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

@ObjectType({ description: 'What became of the settings.' })
export class SaveTeamSourceCodePayload {
  @Field(() => TeamSettings, {
    nullable: true,
    description: 'The settings in force on the node now; null if refused.',
  })
  settings?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

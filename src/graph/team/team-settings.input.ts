import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SettingsCopy } from '../../directory/team-settings/save-settings.js';
import type { SettingsSection } from '../../directory/team-settings/sections.js';
import {
  type ChangeExclusionMode,
  DEFAULT_RELEASE_PATTERN,
  type FilteredMetric,
} from '../../model/team.js';
import { enumOf } from '../enums.js';
import { UserError } from '../user-error.type.js';
import {
  IncidentManagementSettingsInput,
  PipelineSettingsInput,
} from './delivery-settings.type.js';
import { FilterConditionInput, FilterSetInput } from './filter.type.js';
import { IssueManagementSettingsInput } from './issue-management.type.js';
import {
  ChangeExclusionModeEnum,
  DeveloperFilterMetric,
  TeamSettings,
} from './team-settings.type.js';

@InputType({ description: 'What of source code is the team’s, in full.' })
export class SourceCodeSettingsInput {
  @Field(() => [FilterConditionInput], {
    description:
      'Which repositories are the team’s, by `repository` (the name; absent: this), `repositoryId` or `repositoryUrl` in any spelling; without a condition none.',
  })
  repositories!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `repositories` is not read.',
  })
  repositoryFilter?: FilterSetInput | null;

  @Field(() => [FilterConditionInput], {
    defaultValue: [],
    description: 'Which branches a change must reach; without a condition the default branch.',
  })
  destinationBranches!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `destinationBranches` is not read.',
  })
  destinationBranchFilter?: FilterSetInput | null;

  @Field(() => [FilterConditionInput], {
    defaultValue: [],
    description:
      'Which pull requests are excluded, by label, as the mode says; without a condition none.',
  })
  excludedChanges!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `excludedChanges` is not read.',
  })
  excludedChangeFilter?: FilterSetInput | null;

  @Field(() => ChangeExclusionModeEnum, {
    defaultValue: 'EXCLUDE_MATCHING',
    description:
      'Are those excluded that `excludedChanges` matches, or all others? "Label does not contain chore", said of what counts, is to keep what matches.',
  })
  excludedChangesMode!: ChangeExclusionMode;

  @Field(() => [FilterConditionInput], {
    defaultValue: [],
    description: 'Which merged pull requests deploy, by label; without a condition all.',
  })
  deployingChanges!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `deployingChanges` is not read.',
  })
  deployingChangeFilter?: FilterSetInput | null;

  @Field(() => String, {
    defaultValue: DEFAULT_RELEASE_PATTERN,
    description: 'A regular expression for the whole name of a release’s tag.',
  })
  releasePattern!: string;

  @Field(() => [DeveloperFilterMetric], {
    nullable: true,
    description: 'Metrics that count only what people of the team did; absent: as it is.',
  })
  metricsUsingDeveloperFilters?: FilteredMetric[] | null;
}

/** The input fields that the saves of all sections share. */
@InputType()
export abstract class SectionInput {
  @Field(() => ID, { description: 'The id of a team or of a node of an org tree.' })
  node!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

const SAVE = {
  description: 'A section of the settings of a team, or of a node for the teams below.',
};
const SETTINGS = {
  nullable: true,
  description: 'The section; null: as it is on the node above.',
};

@InputType(SAVE)
export class SaveTeamSourceCodeInput extends SectionInput {
  @Field(() => SourceCodeSettingsInput, SETTINGS)
  settings?: SourceCodeSettingsInput | null;
}
@InputType(SAVE)
export class SaveTeamIssueManagementInput extends SectionInput {
  @Field(() => IssueManagementSettingsInput, SETTINGS)
  settings?: IssueManagementSettingsInput | null;
}
@InputType(SAVE)
export class SaveTeamPipelinesInput extends SectionInput {
  @Field(() => PipelineSettingsInput, SETTINGS)
  settings?: PipelineSettingsInput | null;
}
@InputType(SAVE)
export class SaveTeamIncidentManagementInput extends SectionInput {
  @Field(() => IncidentManagementSettingsInput, SETTINGS)
  settings?: IncidentManagementSettingsInput | null;
}

/** The payload fields that the saves of all sections share. */
@ObjectType()
abstract class SectionPayload {
  @Field(() => TeamSettings, {
    nullable: true,
    description: 'The effective settings of the node now; null if refused.',
  })
  settings?: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

const SAVED = { description: 'What became of the settings.' };
@ObjectType({ description: 'What was saved, though it may not be what is meant.' })
export class SettingsWarning {
  @Field(() => String, { description: 'What it is, for programs: AMBIGUOUS_REPOSITORY.' })
  code!: string;

  @Field(() => [String], { description: 'The path into the input.' })
  field!: readonly string[];

  @Field(() => String, { description: 'What it is and what can be done, for people.' })
  message!: string;
}

@ObjectType(SAVED)
export class SaveTeamSourceCodePayload extends SectionPayload {
  @Field(() => [SettingsWarning], {
    defaultValue: [],
    description: 'Names that several repositories have; empty where nothing was saved.',
  })
  warnings?: readonly SettingsWarning[];
}
@ObjectType(SAVED)
export class SaveTeamIssueManagementPayload extends SectionPayload {}
@ObjectType(SAVED)
export class SaveTeamPipelinesPayload extends SectionPayload {}
@ObjectType(SAVED)
export class SaveTeamIncidentManagementPayload extends SectionPayload {}

const TeamSettingsSectionEnum = enumOf<SettingsSection>(
  'TeamSettingsSection',
  'A part of the settings of a team.',
  {
    SOURCE_CODE: 'Repositories, branches, labels and releases.',
    ISSUE_MANAGEMENT: 'Work items.',
    PIPELINES: 'Runs of pipelines.',
    INCIDENT_MANAGEMENT: 'Incidents and change requests.',
  },
);
const CopyModeEnum = enumOf<SettingsCopy['mode']>('CopyMode', 'How settings are copied.', {
  REPLACE: 'They take the place of what was there.',
  MERGE: 'They add what was lacking; nothing goes, and what can be only one thing stays.',
});

@InputType({ description: 'Which settings are copied, whence and where to.' })
export class CopyTeamSettingsInput {
  @Field(() => ID, {
    description: 'The id of the team or node whose effective settings are taken.',
  })
  source!: string;

  @Field(() => [ID], { description: 'The ids of 1 to 200 teams or nodes that get them.' })
  targets!: string[];

  @Field(() => [TeamSettingsSectionEnum], { description: 'Which parts.' })
  sections!: SettingsSection[];

  @Field(() => CopyModeEnum, { defaultValue: 'REPLACE', description: 'Replaced, or merged?' })
  mode!: SettingsCopy['mode'];
}

@ObjectType({ description: 'What became of one target.' })
export class CopyTeamSettingsResult {
  @Field(() => ID, { description: 'The id of the target as it was given.' })
  target!: string;

  @Field(() => TeamSettings, {
    nullable: true,
    description: 'Its effective settings now; null if refused.',
  })
  settings!: unknown;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty if it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the copies.' })
export class CopyTeamSettingsPayload {
  @Field(() => [CopyTeamSettingsResult], {
    nullable: true,
    description: 'One result for each target, in the order given; null if all was refused.',
  })
  results?: readonly CopyTeamSettingsResult[] | null;

  @Field(() => [UserError], { description: 'Why nothing was copied at all; empty if it was.' })
  userErrors!: readonly UserError[];
}

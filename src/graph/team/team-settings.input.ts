import { ID, InputType, Int, ObjectType } from 'type-graphql';
import type { SettingsCopy } from '../../directory/team-settings/save-settings.js';
import type { SettingsSection } from '../../directory/team-settings/sections.js';
import {
  type ChangeExclusionMode,
  DEFAULT_RELEASE_PATTERN,
  type FilteredMetric,
} from '../../model/team.js';
import { enumOf } from '../enums.js';
import { EXPECTED_VERSION } from '../expected-version.js';
import { NonNull, Nullable } from '../field.js';
import { objectType, payloadType } from '../object-type.js';
import { ChangePayload, UserError } from '../user-error.type.js';
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
  @NonNull(
    () => [FilterConditionInput],
    'Which repositories are the team’s, by `repository` (the name; absent: this), `repositoryId` or `repositoryUrl` in any spelling; without a condition none.',
  )
  repositories!: FilterConditionInput[];

  @Nullable(
    () => FilterSetInput,
    'The same as a tree; where it is given, `repositories` is not read.',
  )
  repositoryFilter?: FilterSetInput | null;

  @NonNull(
    () => [FilterConditionInput],
    'Which branches a change must reach; without a condition the default branch.',
    { defaultValue: [] },
  )
  destinationBranches!: FilterConditionInput[];

  @Nullable(
    () => FilterSetInput,
    'The same as a tree; where it is given, `destinationBranches` is not read.',
  )
  destinationBranchFilter?: FilterSetInput | null;

  @NonNull(
    () => [FilterConditionInput],
    'Which pull requests are excluded, by label, as the mode says; without a condition none.',
    { defaultValue: [] },
  )
  excludedChanges!: FilterConditionInput[];

  @Nullable(
    () => FilterSetInput,
    'The same as a tree; where it is given, `excludedChanges` is not read.',
  )
  excludedChangeFilter?: FilterSetInput | null;

  @NonNull(
    () => ChangeExclusionModeEnum,
    'Are those excluded that `excludedChanges` matches, or all others? "Label does not contain chore", said of what counts, is to keep what matches.',
    { defaultValue: 'EXCLUDE_MATCHING' },
  )
  excludedChangesMode!: ChangeExclusionMode;

  @NonNull(
    () => [FilterConditionInput],
    'Which merged pull requests deploy, by label; without a condition all.',
    { defaultValue: [] },
  )
  deployingChanges!: FilterConditionInput[];

  @Nullable(
    () => FilterSetInput,
    'The same as a tree; where it is given, `deployingChanges` is not read.',
  )
  deployingChangeFilter?: FilterSetInput | null;

  @NonNull(() => String, 'A regular expression for the whole name of a release’s tag.', {
    defaultValue: DEFAULT_RELEASE_PATTERN,
  })
  releasePattern!: string;

  @Nullable(
    () => [DeveloperFilterMetric],
    'Metrics that count only what people of the team did; absent: as it is.',
  )
  metricsUsingDeveloperFilters?: FilteredMetric[] | null;
}

/** The input fields that the saves of all sections share. */
@InputType()
export abstract class SectionInput {
  @NonNull(() => ID, 'The id of a team or of a node of an org tree.')
  node!: string;

  @Nullable(() => Int, EXPECTED_VERSION)
  expectedVersion?: number | null;
}

const SAVE = {
  description: 'A section of the settings of a team, or of a node for the teams below.',
};
const SETTINGS = 'The section; null: as it is on the node above.';

@InputType(SAVE)
export class SaveTeamSourceCodeInput extends SectionInput {
  @Nullable(() => SourceCodeSettingsInput, SETTINGS)
  settings?: SourceCodeSettingsInput | null;
}
@InputType(SAVE)
export class SaveTeamIssueManagementInput extends SectionInput {
  @Nullable(() => IssueManagementSettingsInput, SETTINGS)
  settings?: IssueManagementSettingsInput | null;
}
@InputType(SAVE)
export class SaveTeamPipelinesInput extends SectionInput {
  @Nullable(() => PipelineSettingsInput, SETTINGS)
  settings?: PipelineSettingsInput | null;
}
@InputType(SAVE)
export class SaveTeamIncidentManagementInput extends SectionInput {
  @Nullable(() => IncidentManagementSettingsInput, SETTINGS)
  settings?: IncidentManagementSettingsInput | null;
}

/** The payload fields that the saves of all sections share. */
@ObjectType()
abstract class SectionPayload extends ChangePayload {
  @Nullable(() => TeamSettings, 'The effective settings of the node now; null if refused.')
  settings?: unknown;
}

const SAVED = { description: 'What became of the settings.' };
const SettingsWarning = objectType(
  'SettingsWarning',
  'What was saved, though it may not be what is meant.',
  {
    code: NonNull(() => String, 'What it is, for programs: AMBIGUOUS_REPOSITORY.'),
    field: NonNull(() => [String], 'The path into the input.'),
    message: NonNull(() => String, 'What it is and what can be done, for people.'),
  },
);

@ObjectType(SAVED)
export class SaveTeamSourceCodePayload extends SectionPayload {
  @NonNull(
    () => [SettingsWarning],
    'Names that several repositories have; empty where nothing was saved.',
    { defaultValue: [] },
  )
  warnings?: readonly unknown[];
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
  @NonNull(() => ID, 'The id of the team or node whose effective settings are taken.')
  source!: string;

  @NonNull(() => [ID], 'The ids of 1 to 200 teams or nodes that get them.')
  targets!: string[];

  @NonNull(() => [TeamSettingsSectionEnum], 'Which parts.')
  sections!: SettingsSection[];

  @NonNull(() => CopyModeEnum, 'Replaced, or merged?', { defaultValue: 'REPLACE' })
  mode!: SettingsCopy['mode'];
}

const CopyTeamSettingsResult = payloadType('CopyTeamSettingsResult', 'What became of one target.', {
  target: NonNull(() => ID, 'The id of the target as it was given.'),
  settings: Nullable(() => TeamSettings, 'Its effective settings now; null if refused.'),
});

export const CopyTeamSettingsPayload = objectType(
  'CopyTeamSettingsPayload',
  'What became of the copies.',
  {
    results: Nullable(
      () => [CopyTeamSettingsResult],
      'One result for each target, in the order given; null if all was refused.',
    ),
    userErrors: NonNull(() => [UserError], 'Why nothing was copied at all; empty if it was.'),
  },
);

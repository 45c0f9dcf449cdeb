import { ID, InputType, Int } from 'type-graphql';
import type { FilterSubject } from '../../directory/team-settings/preview-section.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
import { UserError } from '../user-error.type.js';
import {
  IncidentManagementSettingsInput,
  PipelineSettingsInput,
} from './delivery-settings.type.js';
import { IssueManagementSettingsInput } from './issue-management.type.js';
import { SourceCodeSettingsInput } from './team-settings.input.js';

const FilterSubjectEnum = enumOf<FilterSubject>('FilterSubject', 'What a filter looks at.', {
  REPOSITORY: 'Repositories, by name.',
  BRANCH: 'Branches of the team’s repositories, by name.',
  PULL_REQUEST: 'Merged pull requests of the team’s repositories, as `repository#12`.',
  TAG: 'Tags of the team’s repositories, by name.',
  WORK_ITEM: 'Work items, by key.',
  PIPELINE_RUN: 'Runs of pipelines, by the name of the pipeline.',
  INCIDENT: 'Incidents, by key.',
  CHANGE_REQUEST: 'Change requests, by key.',
});

@InputType({ description: 'One section of team settings as its mutation saves it.' })
export class SectionSettingsInput {
  @Nullable(() => SourceCodeSettingsInput, 'As `saveTeamSourceCode` takes it.')
  sourceCode?: SourceCodeSettingsInput | null;

  @Nullable(() => IssueManagementSettingsInput, 'As `saveTeamIssueManagement` takes it.')
  issueManagement?: IssueManagementSettingsInput | null;

  @Nullable(() => PipelineSettingsInput, 'As `saveTeamPipelines` takes it.')
  pipelines?: PipelineSettingsInput | null;

  @Nullable(() => IncidentManagementSettingsInput, 'As `saveTeamIncidentManagement` takes it.')
  incidentManagement?: IncidentManagementSettingsInput | null;
}

@InputType({ description: 'Which settings are tried, and on whom.' })
export class FilterPreviewInput {
  @NonNull(() => ID, 'The id of a team or of a node of an org tree.')
  node!: string;

  @NonNull(() => SectionSettingsInput, 'The section that is tried.')
  settings!: SectionSettingsInput;
}

const FilterMatch = objectType('FilterMatch', 'What one filter matches of what there is now.', {
  field: NonNull(() => [String], 'The path into the input at which the filter stands.'),
  subject: NonNull(() => FilterSubjectEnum, 'What it looks at.'),
  matched: NonNull(() => Int, 'How many it matches.'),
  total: NonNull(
    () => Int,
    'How many it looked at: the newest 5000 at most. Of filters beside the one that says what is the team’s, what that one matches.',
  ),
  samples: NonNull(() => [String], 'Up to 10 names of what it matches.'),
  others: NonNull(() => [String], 'Up to 10 names of what it does not match.'),
});

export const FilterPreview = objectType(
  'FilterPreview',
  'What settings would match before they are saved.',
  {
    matches: Nullable(
      () => [FilterMatch],
      'The filters of the section; null if a save would be refused. Excluded changes are those that the filter matches, whatever the mode makes of them; categories of alignment by their own filters, before ranks; what defines success or failure only where it has a condition.',
    ),
    userErrors: NonNull(() => [UserError], 'Why a save would be refused; empty if it would not.'),
  },
);

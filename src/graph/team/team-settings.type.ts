import { ID, Int, ObjectType } from 'type-graphql';
import type { ChangeExclusionMode, FilteredMetric } from '../../model/team.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { IncidentManagementSettings, PipelineSettings } from './delivery-settings.type.js';
import { FilterCondition, FilterSet } from './filter.type.js';
import { IssueManagementSettings } from './issue-management.type.js';

export const DeveloperFilterMetric = enumOf<FilteredMetric>(
  'DeveloperFilterMetric',
  'A metric that may count only what people of the team did.',
  {
    LEAD_TIME_FOR_CHANGES: 'Lead time for changes.',
    BUSINESS_ALIGNMENT: 'Business alignment.',
    MEAN_TIME_TO_RESTORE: 'Mean time to restore.',
  },
);

export const ChangeExclusionModeEnum = enumOf<ChangeExclusionMode>(
  'ChangeExclusionMode',
  'What becomes of the pull requests that the filter of excluded changes matches.',
  {
    EXCLUDE_MATCHING: 'They are excluded.',
    KEEP_MATCHING: 'They are kept, and all others are excluded.',
  },
);

@ObjectType({ description: 'Where the data of a team comes from.' })
export class TeamSettings {
  @NonNull(
    () => [FilterCondition],
    'Which repositories are the team’s; without a condition none. Empty, too, where only the tree below says it, as for all lists of conditions here.',
  )
  repositories!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  repositoryFilter!: FilterSet;

  @NonNull(
    () => [FilterCondition],
    'Which branches a change must reach; without a condition the default branch.',
  )
  destinationBranches!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  destinationBranchFilter!: FilterSet;

  @NonNull(
    () => [FilterCondition],
    'Which pull requests are excluded, by label, as the mode says; without a condition none.',
  )
  excludedChanges!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  excludedChangeFilter!: FilterSet;

  @NonNull(
    () => ChangeExclusionModeEnum,
    'Are those excluded that `excludedChanges` matches, or all others?',
  )
  excludedChangesMode!: ChangeExclusionMode;

  @NonNull(
    () => [FilterCondition],
    'Which merged pull requests deploy, by label; without a condition all.',
  )
  deployingChanges!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  deployingChangeFilter!: FilterSet;

  @NonNull(() => String, 'A regular expression for the whole name of a release’s tag.')
  releasePattern!: string;

  @NonNull(() => IssueManagementSettings, 'What of the ticketing tool.')
  issueManagement!: IssueManagementSettings;

  @NonNull(() => PipelineSettings, 'What of the pipelines.')
  pipelines!: PipelineSettings;

  @NonNull(() => IncidentManagementSettings, 'What of the incident tool.')
  incidentManagement!: IncidentManagementSettings;

  @NonNull(() => [DeveloperFilterMetric], 'Metrics that count only what people of the team did.')
  metricsUsingDeveloperFilters!: readonly FilteredMetric[];

  @Nullable(
    () => ID,
    'The id of the node where they are saved: the team’s or one above. Null: nowhere yet.',
  )
  savedOn!: string | null;

  @NonNull(() => Int, 'Version of what is saved on this node itself; 0 if nothing is.')
  version!: number;
}

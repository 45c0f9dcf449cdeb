import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ChangeExclusionMode, FilteredMetric } from '../../model/team.js';
import { enumOf } from '../enums.js';
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
  @Field(() => [FilterCondition], {
    description:
      'Which repositories are the team’s; without a condition none. Empty, too, where only the tree below says it, as for all lists of conditions here.',
  })
  repositories!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  repositoryFilter!: FilterSet;

  @Field(() => [FilterCondition], {
    description: 'Which branches a change must reach; without a condition the default branch.',
  })
  destinationBranches!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  destinationBranchFilter!: FilterSet;

  @Field(() => [FilterCondition], {
    description:
      'Which pull requests are excluded, by label, as the mode says; without a condition none.',
  })
  excludedChanges!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  excludedChangeFilter!: FilterSet;

  @Field(() => ChangeExclusionModeEnum, {
    description: 'Are those excluded that `excludedChanges` matches, or all others?',
  })
  excludedChangesMode!: ChangeExclusionMode;

  @Field(() => [FilterCondition], {
    description: 'Which merged pull requests deploy, by label; without a condition all.',
  })
  deployingChanges!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  deployingChangeFilter!: FilterSet;

  @Field(() => String, {
    description: 'A regular expression for the whole name of a release’s tag.',
  })
  releasePattern!: string;

  @Field(() => IssueManagementSettings, { description: 'What of the ticketing tool.' })
  issueManagement!: IssueManagementSettings;

  @Field(() => PipelineSettings, { description: 'What of the pipelines.' })
  pipelines!: PipelineSettings;

  @Field(() => IncidentManagementSettings, { description: 'What of the incident tool.' })
  incidentManagement!: IncidentManagementSettings;

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

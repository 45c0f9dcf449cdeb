import { InputType, ObjectType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { FilterCondition, FilterConditionInput, FilterSet, FilterSetInput } from './filter.type.js';

@ObjectType({ description: 'What of the pipelines is the team’s.' })
export class PipelineSettings {
  @NonNull(() => [FilterCondition], 'Which runs are the team’s; without a condition none.')
  scope!: readonly FilterCondition[];

  @NonNull(() => FilterSet, 'The same as a tree, whichever way it was saved.')
  scopeFilter!: FilterSet;

  @NonNull(() => FilterSet, 'Which runs succeeded; without a condition the tool says.')
  success!: FilterSet;

  @NonNull(() => FilterSet, 'Which runs failed; without a condition the tool says.')
  failure!: FilterSet;
}

@InputType({ description: 'What of the pipelines is the team’s, in full.' })
export class PipelineSettingsInput {
  @NonNull(
    () => [FilterConditionInput],
    'Which runs are the team’s: `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`.',
  )
  scope!: FilterConditionInput[];

  @Nullable(() => FilterSetInput, 'The same as a tree; where it is given, `scope` is not read.')
  scopeFilter?: FilterSetInput | null;

  @Nullable(() => FilterSetInput, 'Which runs succeeded: `status`; absent: the tool says.')
  success?: FilterSetInput | null;

  @Nullable(() => FilterSetInput, 'Which runs failed: `status`, `rollback`; absent: the tool says.')
  failure?: FilterSetInput | null;
}

@ObjectType({ description: 'What of the incident tool is the team’s.' })
export class IncidentManagementSettings {
  @NonNull(() => FilterSet, 'Which incidents; without a condition none.')
  incidents!: FilterSet;

  @NonNull(() => FilterSet, 'Which change requests; without a condition none.')
  changeRequests!: FilterSet;
}

@InputType({
  description:
    'What of the incident tool is the team’s, in full: by `group`, `priority`, `severity`, `service`, `urgency`, `field:<name>`.',
})
export class IncidentManagementSettingsInput {
  @Nullable(() => FilterSetInput, 'Which incidents; absent: none.')
  incidents?: FilterSetInput | null;

  @Nullable(() => FilterSetInput, 'Which change requests; absent: none.')
  changeRequests?: FilterSetInput | null;
}

import { Field, InputType, ObjectType } from 'type-graphql';
import { FilterCondition, FilterConditionInput, FilterSet, FilterSetInput } from './filter.type.js';

@ObjectType({ description: 'What of the pipelines is the team’s.' })
export class PipelineSettings {
  @Field(() => [FilterCondition], {
    description: 'Which runs are the team’s; without a condition none.',
  })
  scope!: readonly FilterCondition[];

  @Field(() => FilterSet, {
    description: 'The same as a tree, whichever way it was saved.',
  })
  scopeFilter!: FilterSet;

  @Field(() => FilterSet, {
    description: 'Which runs succeeded; without a condition the tool says.',
  })
  success!: FilterSet;

  @Field(() => FilterSet, { description: 'Which runs failed; without a condition the tool says.' })
  failure!: FilterSet;
}

@InputType({ description: 'What of the pipelines is the team’s, in full.' })
export class PipelineSettingsInput {
  @Field(() => [FilterConditionInput], {
    description:
      'Which runs are the team’s: `service`, `infrastructure`, `environment`, `tag`, `pipeline`, `project`, `organization`.',
  })
  scope!: FilterConditionInput[];

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'The same as a tree; where it is given, `scope` is not read.',
  })
  scopeFilter?: FilterSetInput | null;

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'Which runs succeeded: `status`; absent: the tool says.',
  })
  success?: FilterSetInput | null;

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'Which runs failed: `status`, `rollback`; absent: the tool says.',
  })
  failure?: FilterSetInput | null;
}

@ObjectType({ description: 'What of the incident tool is the team’s.' })
export class IncidentManagementSettings {
  @Field(() => FilterSet, { description: 'Which incidents; without a condition none.' })
  incidents!: FilterSet;

  @Field(() => FilterSet, { description: 'Which change requests; without a condition none.' })
  changeRequests!: FilterSet;
}

@InputType({
  description:
    'What of the incident tool is the team’s, in full: by `group`, `priority`, `severity`, `service`, `urgency`, `field:<name>`.',
})
export class IncidentManagementSettingsInput {
  @Field(() => FilterSetInput, { nullable: true, description: 'Which incidents; absent: none.' })
  incidents?: FilterSetInput | null;

  @Field(() => FilterSetInput, {
    nullable: true,
    description: 'Which change requests; absent: none.',
  })
  changeRequests?: FilterSetInput | null;
}

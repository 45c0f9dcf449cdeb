import { Field, ID, InputType, Int } from 'type-graphql';
import type { Denominator, ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type {
  DeploymentSource,
  EfficiencyConfig,
  EfficiencyPreset,
  EndState,
  WorkflowOrder,
  WorkScope,
} from '../../model/profile/profile.js';
import { ProductivityMetricId } from '../catalogue-enum.js';
import { WorkingCalendar } from './calendar.type.js';
import { ChangeFailureRules, Phase, RestoreRules, SprintRules } from './efficiency-rules.type.js';
import { MaturityInput } from './maturity.type.js';
import {
  DenominatorEnum,
  DeploymentSourceEnum,
  EfficiencyPresetEnum,
  WorkflowOrderEnum,
  WorkScopeEnum,
} from './profile.enums.js';
import {
  ChangeRequestStateEnum,
  CompletionBasisEnum,
  DeploymentEventTimeEnum,
  PullRequestStartEnum,
} from './rule.enums.js';
import { SprintDisplayInput } from './sprint-display.type.js';

@InputType({ description: 'A new efficiency profile.' })
export class CreateEfficiencyProfileInput {
  @Field(() => String, { description: 'Its name, unique among efficiency profiles.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;

  @Field(() => EfficiencyPresetEnum, {
    defaultValue: 'SOURCE_CODE',
    description: 'What lead time is made of.',
  })
  preset!: EfficiencyPreset;

  @Field(() => [Phase], {
    nullable: true,
    description: 'The parts of lead time in order; absent: those of the preset.',
  })
  phases?: Phase[] | null;

  @Field(() => WorkScopeEnum, {
    nullable: true,
    description: 'Which work has a lead time; absent: as in the preset.',
  })
  workScope?: WorkScope | null;

  @Field(() => WorkflowOrderEnum, {
    defaultValue: 'ENFORCE',
    description: 'What becomes of events in the wrong order.',
  })
  workflowOrder!: WorkflowOrder;

  @Field(() => DeploymentSourceEnum, {
    nullable: true,
    description: 'What counts as a deployment; absent: as in the preset.',
  })
  deploymentSource?: DeploymentSource | null;

  @Field(() => DeploymentEventTimeEnum, {
    defaultValue: 'COMPLETED',
    description: 'Which instant of a deployment counts.',
  })
  deploymentEventTime!: EfficiencyConfig['deploymentFrequency']['eventTime'];

  @Field(() => ChangeRequestStateEnum, {
    defaultValue: 'CLOSED_AND_RESOLVED',
    description: 'Which change requests are deployments.',
  })
  changeRequestState!: EndState;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Does a run count as a deployment once for each service that it deploys? Of deployments that are runs of pipelines.',
  })
  deploymentPerService!: boolean;

  @Field(() => ChangeFailureRules, {
    nullable: true,
    description: 'How the change failure rate is measured; absent: as usual.',
  })
  changeFailureRate?: ChangeFailureRules | null;

  @Field(() => RestoreRules, {
    nullable: true,
    description: 'How the mean time to restore is measured; absent: as usual.',
  })
  meanTimeToRestore?: RestoreRules | null;

  @Field(() => SprintRules, {
    nullable: true,
    description: 'How sprints are measured; absent: as usual.',
  })
  sprints?: SprintRules | null;

  @Field(() => SprintDisplayInput, {
    nullable: true,
    description: 'What clients show about sprints; absent: everything.',
  })
  sprintDisplay?: SprintDisplayInput | null;

  @Field(() => MaturityInput, {
    nullable: true,
    description: 'By what numbers are rated; absent: by the default benchmark.',
  })
  maturity?: MaturityInput | null;

  @Field(() => WorkingCalendar, {
    nullable: true,
    description: 'The hours that count in durations; absent: every hour does.',
  })
  calendar?: WorkingCalendar | null;
}

@InputType({ description: 'The next version of an efficiency profile, in full.' })
export class UpdateEfficiencyProfileInput extends CreateEfficiencyProfileInput {
  @Field(() => ID, { description: 'The id of the profile.' })
  profile!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

@InputType({ description: 'A new productivity profile.' })
export class CreateProductivityProfileInput {
  @Field(() => String, { description: 'Its name, unique among productivity profiles.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description?: string | null;

  @Field(() => [ProductivityMetricId], {
    defaultValue: [],
    description: 'Metrics that are switched off: they answer NOT_CONFIGURED.',
  })
  disabledMetrics!: string[];

  @Field(() => DenominatorEnum, {
    defaultValue: 'ROSTER',
    description: 'By how many developers numbers are divided.',
  })
  denominator!: Denominator;

  @Field(() => Int, { defaultValue: 10, description: 'Fewer lines than this are a small change.' })
  prSizeSmall!: number;

  @Field(() => Int, { defaultValue: 100, description: 'More lines than this are a large change.' })
  prSizeMedium!: number;

  @Field(() => Int, {
    defaultValue: 30,
    description: 'Changing code younger than this many days is recent rework.',
  })
  recentWindowDays!: number;

  @Field(() => [String], {
    defaultValue: [],
    description: 'Paths that are no rework: `*` within a folder, `**` across folders.',
  })
  excludedPaths!: string[];

  @Field(() => PullRequestStartEnum, {
    defaultValue: 'FIRST_COMMIT',
    description: 'Where cycle time begins.',
  })
  cycleTimeStart!: ProductivityConfig['prCycleTime']['startEvent'];

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Do pull requests count only where they went into a destination branch?',
  })
  restrictToDestinationBranches!: boolean;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Do sub-tasks count as completed work?',
  })
  countSubtasks!: boolean;

  @Field(() => CompletionBasisEnum, {
    defaultValue: 'CREATED',
    description: 'Where the time to complete begins.',
  })
  timeToCompleteBasis!: ProductivityConfig['timeToComplete']['basis'];

  @Field(() => WorkingCalendar, {
    nullable: true,
    description: 'The hours that count in durations; absent: every hour does.',
  })
  calendar?: WorkingCalendar | null;
}

@InputType({ description: 'The next version of a productivity profile, in full.' })
export class UpdateProductivityProfileInput extends CreateProductivityProfileInput {
  @Field(() => ID, { description: 'The id of the profile.' })
  profile!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version you changed: refused if there is a newer one. Absent: not checked.',
  })
  expectedVersion?: number | null;
}

import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { Denominator, ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type {
  DeploymentSource,
  EfficiencyConfig,
  EfficiencyPreset,
  EndState,
  ProfileKind,
  WorkflowOrder,
  WorkScope,
} from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';
import { ProfileKindEnum } from '../catalogue/catalogue.enums.js';
import { ProductivityMetricId } from '../catalogue-enum.js';
import { Node } from '../node.type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { WorkingCalendar } from './calendar.type.js';
import { ChangeFailureRules, Phase, RestoreRules, SprintRules } from './efficiency-rules.type.js';
import { Maturity } from './maturity.type.js';
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
import { SprintDisplay } from './sprint-display.type.js';

const typeOf: Record<ProfileKind, string> = {
  EFFICIENCY: 'EfficiencyProfile',
  PRODUCTIVITY: 'ProductivityProfile',
  BUSINESS_ALIGNMENT: 'BusinessAlignmentProfile',
};

@InterfaceType({
  implements: Node,
  description: 'How a family of metrics is to be understood; effective for whole trees.',
  resolveType: ({ kind }: { kind: ProfileKind }) => typeOf[kind],
})
export abstract class Profile implements Node {
  id!: string;

  @Field(() => ProfileKindEnum, { description: 'The family of metrics.' })
  kind!: ProfileKind;

  @Field(() => String, { description: 'Its name, unique within the kind.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description!: string | null;

  @Field(() => Int, { description: 'Counts its changes, from 1.' })
  version!: number;

  @Field(() => DateTime, { description: 'The timestamp at which it was made.' })
  createdAt!: Instant;

  @Field(() => DateTime, { description: 'The timestamp of its last change.' })
  updatedAt!: Instant;
}

@ObjectType({ description: 'How lead time for changes is measured.' })
export class LeadTimeRules {
  @Field(() => [Phase], { description: 'Its parts in order.' })
  phases!: readonly Phase[];

  @Field(() => WorkScopeEnum, { description: 'Which work has one.' })
  workScope!: WorkScope;

  @Field(() => WorkflowOrderEnum, { description: 'What becomes of events in the wrong order.' })
  workflowOrder!: WorkflowOrder;
}

@ObjectType({ implements: Profile, description: 'How delivery is measured.' })
export class EfficiencyProfile extends Profile {
  @Field(() => EfficiencyPresetEnum, { description: 'What lead time is made of.' })
  preset!: EfficiencyPreset;

  @Field(() => LeadTimeRules, { description: 'How lead time for changes is measured.' })
  leadTime!: LeadTimeRules;

  @Field(() => DeploymentSourceEnum, { description: 'What counts as a deployment.' })
  deploymentSource!: DeploymentSource;

  @Field(() => DeploymentEventTimeEnum, { description: 'Which instant of a deployment counts.' })
  deploymentEventTime!: EfficiencyConfig['deploymentFrequency']['eventTime'];

  @Field(() => ChangeRequestStateEnum, { description: 'Which change requests are deployments.' })
  changeRequestState!: EndState;

  @Field(() => Boolean, {
    description: 'Does a run count as a deployment once for each service that it deploys?',
  })
  deploymentPerService!: boolean;

  @Field(() => ChangeFailureRules, { description: 'How the change failure rate is measured.' })
  changeFailureRate!: ChangeFailureRules;

  @Field(() => RestoreRules, { description: 'How the mean time to restore is measured.' })
  meanTimeToRestore!: RestoreRules;

  @Field(() => SprintRules, { description: 'How sprints are measured.' })
  sprints!: SprintRules;

  @Field(() => SprintDisplay, { description: 'What clients show about sprints.' })
  sprintDisplay!: SprintDisplay;

  @Field(() => Maturity, { description: 'By what numbers are rated, and in which words.' })
  maturity!: Maturity;

  @Field(() => WorkingCalendar, {
    nullable: true,
    description: 'The hours that count in durations; null: every hour does.',
  })
  calendar!: WorkingCalendar | null;

  @Field(() => [UserError], {
    description: 'What is effective and yet seldom meant, by paths into the input that says it.',
  })
  warnings!: readonly UserError[];
}

@ObjectType({ description: 'Sizes of pull requests in changed lines.' })
export class PullRequestSizes {
  @Field(() => Int, { description: 'Fewer lines than this are small.' })
  small!: number;

  @Field(() => Int, { description: 'More lines than this are large.' })
  medium!: number;
}

@ObjectType({ implements: Profile, description: 'How the work of developers is measured.' })
export class ProductivityProfile extends Profile {
  @Field(() => [ProductivityMetricId], {
    description: 'Metrics that are switched off: they answer NOT_CONFIGURED.',
  })
  disabledMetrics!: readonly string[];

  @Field(() => DenominatorEnum, { description: 'By how many developers numbers are divided.' })
  denominator!: Denominator;

  @Field(() => PullRequestSizes, { description: 'Which pull requests are small and large.' })
  prSize!: PullRequestSizes;

  @Field(() => Int, { description: 'Changing code younger than this many days is recent rework.' })
  recentWindowDays!: number;

  @Field(() => [String], {
    description: 'Paths that are no rework: `*` within a folder, `**` across folders.',
  })
  excludedPaths!: readonly string[];

  @Field(() => PullRequestStartEnum, { description: 'Where cycle time begins.' })
  cycleTimeStart!: ProductivityConfig['prCycleTime']['startEvent'];

  @Field(() => Boolean, {
    description: 'Do pull requests count only where they went into a destination branch?',
  })
  restrictToDestinationBranches!: boolean;

  @Field(() => Boolean, { description: 'Do sub-tasks count as completed work?' })
  countSubtasks!: boolean;

  @Field(() => CompletionBasisEnum, { description: 'Where the time to complete begins.' })
  timeToCompleteBasis!: ProductivityConfig['timeToComplete']['basis'];

  @Field(() => WorkingCalendar, {
    nullable: true,
    description: 'The hours that count in durations; null: every hour does.',
  })
  calendar!: WorkingCalendar | null;
}

import { FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { efficiencyWarnings } from '../../directory/profile/efficiency-errors.js';
import type { UserError as UserErrorModel } from '../../model/errors.js';
import type * as alignmentModel from '../../model/profile/alignment-profile.js';
import type { Denominator, ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type * as model from '../../model/profile/profile.js';
import { defaultSprintDisplay } from '../../model/profile/sprint-display.js';
import type { WorkingCalendar as CalendarModel } from '../../model/profile/working-calendar.js';
import { ProductivityMetricId } from '../catalogue-enum.js';
import { encodeNodeId } from '../node-id.js';
import { UserError } from '../user-error.type.js';
import { AlignmentCategory, BusinessAlignmentProfile } from './business-alignment.type.js';
import { WorkingCalendar } from './calendar.type.js';
import { ChangeFailureRules, RestoreRules, SprintRules } from './efficiency-rules.type.js';
import { inInput } from './input-path.js';
import { Maturity } from './maturity.type.js';
import { maturityOutside } from './maturity-shape.js';
import { DenominatorEnum, DeploymentSourceEnum, EfficiencyPresetEnum } from './profile.enums.js';
import {
  EfficiencyProfile,
  LeadTimeRules,
  ProductivityProfile,
  PullRequestSizes,
} from './profile.type.js';
import {
  ChangeRequestStateEnum,
  CompletionBasisEnum,
  DeploymentEventTimeEnum,
  EffortAttributionEnum,
  EffortCalculationEnum,
  EffortUnitEnum,
  PullRequestStartEnum,
} from './rule.enums.js';
import { SprintDisplay, sprintDisplayOutside } from './sprint-display.type.js';

type Efficiency = model.Profile<'EFFICIENCY'>;
type Productivity = model.Profile<'PRODUCTIVITY'>;
type Alignment = model.Profile<'BUSINESS_ALIGNMENT'>;

@Resolver(() => EfficiencyProfile)
export class EfficiencyProfileResolver {
  @FieldResolver(() => ID, { description: 'The id of the profile.' })
  id(@Root() { number }: model.Profile): string {
    return encodeNodeId('EfficiencyProfile', number);
  }

  @FieldResolver(() => EfficiencyPresetEnum)
  preset(@Root() { config }: Efficiency): model.EfficiencyPreset {
    return config.preset;
  }

  @FieldResolver(() => LeadTimeRules)
  leadTime(@Root() { config }: Efficiency): LeadTimeRules {
    return config.leadTime;
  }

  @FieldResolver(() => DeploymentSourceEnum)
  deploymentSource(@Root() { config }: Efficiency): model.DeploymentSource {
    return config.deploymentFrequency.source;
  }

  @FieldResolver(() => DeploymentEventTimeEnum)
  deploymentEventTime(
    @Root() { config }: Efficiency,
  ): model.EfficiencyConfig['deploymentFrequency']['eventTime'] {
    return config.deploymentFrequency.eventTime;
  }

  @FieldResolver(() => ChangeRequestStateEnum)
  changeRequestState(@Root() { config }: Efficiency): model.EndState {
    return config.deploymentFrequency.changeRequests;
  }

  @FieldResolver(() => Boolean)
  deploymentPerService(@Root() { config }: Efficiency): boolean {
    return config.deploymentFrequency.perService;
  }

  @FieldResolver(() => ChangeFailureRules)
  changeFailureRate(@Root() { config }: Efficiency): ChangeFailureRules {
    return config.changeFailureRate;
  }

  @FieldResolver(() => RestoreRules)
  meanTimeToRestore(@Root() { config }: Efficiency): RestoreRules {
    return config.meanTimeToRestore;
  }

  @FieldResolver(() => SprintRules)
  sprints(@Root() { config }: Efficiency): SprintRules {
    return config.sprints;
  }

  @FieldResolver(() => SprintDisplay)
  sprintDisplay(@Root() { config }: Efficiency): SprintDisplay {
    return sprintDisplayOutside(config.sprintDisplay ?? defaultSprintDisplay);
  }

  @FieldResolver(() => Maturity)
  maturity(@Root() { config }: Efficiency): Maturity {
    return maturityOutside(config.maturity);
  }

  @FieldResolver(() => WorkingCalendar, { nullable: true })
  calendar(@Root() { config }: Efficiency): CalendarModel | null {
    return config.calendar;
  }

  @FieldResolver(() => [UserError])
  warnings(@Root() { config }: Efficiency): readonly UserErrorModel[] {
    return efficiencyWarnings(config).map(inInput);
  }
}

@Resolver(() => ProductivityProfile)
export class ProductivityProfileResolver {
  @FieldResolver(() => ID, { description: 'The id of the profile.' })
  id(@Root() { number }: model.Profile): string {
    return encodeNodeId('ProductivityProfile', number);
  }

  @FieldResolver(() => [ProductivityMetricId])
  disabledMetrics(@Root() { config }: Productivity): readonly string[] {
    return config.disabledMetrics ?? [];
  }

  @FieldResolver(() => DenominatorEnum)
  denominator(@Root() { config }: Productivity): Denominator {
    return config.denominator;
  }

  @FieldResolver(() => PullRequestSizes)
  prSize(@Root() { config }: Productivity): PullRequestSizes {
    return config.prSize;
  }

  @FieldResolver(() => Int)
  recentWindowDays(@Root() { config }: Productivity): number {
    return config.codeRework.recentWindowDays;
  }

  @FieldResolver(() => [String])
  excludedPaths(@Root() { config }: Productivity): readonly string[] {
    return config.codeRework.excludedPaths;
  }

  @FieldResolver(() => PullRequestStartEnum)
  cycleTimeStart(
    @Root() { config }: Productivity,
  ): ProductivityConfig['prCycleTime']['startEvent'] {
    return config.prCycleTime.startEvent;
  }

  @FieldResolver(() => Boolean)
  restrictToDestinationBranches(@Root() { config }: Productivity): boolean {
    return config.restrictToDestinationBranches;
  }

  @FieldResolver(() => Boolean)
  countSubtasks(@Root() { config }: Productivity): boolean {
    return config.workCompleted.countSubtasks;
  }

  @FieldResolver(() => CompletionBasisEnum)
  timeToCompleteBasis(
    @Root() { config }: Productivity,
  ): ProductivityConfig['timeToComplete']['basis'] {
    return config.timeToComplete.basis;
  }

  @FieldResolver(() => WorkingCalendar, { nullable: true })
  calendar(@Root() { config }: Productivity): CalendarModel | null {
    return config.calendar;
  }
}

@Resolver(() => BusinessAlignmentProfile)
export class BusinessAlignmentProfileResolver {
  @FieldResolver(() => ID, { description: 'The id of the profile.' })
  id(@Root() { number }: model.Profile): string {
    return encodeNodeId('BusinessAlignmentProfile', number);
  }

  @FieldResolver(() => [AlignmentCategory])
  categories(@Root() { config }: Alignment): readonly AlignmentCategory[] {
    return config.categories.map(({ id, ...category }) => ({ ...category, key: id }));
  }

  @FieldResolver(() => EffortUnitEnum)
  effortUnit(@Root() { config }: Alignment): alignmentModel.EffortUnit {
    return config.effortUnit;
  }

  @FieldResolver(() => EffortCalculationEnum)
  effortCalculation(
    @Root() { config }: Alignment,
  ): alignmentModel.BusinessAlignmentConfig['effortCalculation'] {
    return config.effortCalculation;
  }

  @FieldResolver(() => EffortAttributionEnum)
  effortAttribution(
    @Root() { config }: Alignment,
  ): alignmentModel.BusinessAlignmentConfig['effortAttribution'] {
    return config.effortAttribution;
  }

  @FieldResolver(() => Boolean)
  leafOnly(@Root() { config }: Alignment): boolean {
    return config.leafOnly;
  }
}

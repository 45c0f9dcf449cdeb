import type { ProfileInput } from '../../directory/profiles.js';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import {
  defaultProductivity,
  fivePhasesPreset,
  pullRequestPhasesPreset,
  sourceCodePreset,
} from '../../model/profile/default-profile.js';
import type { EfficiencyConfig, EfficiencyPreset, PhaseEdge } from '../../model/profile/profile.js';
import { defaultSprintDisplay } from '../../model/profile/sprint-display.js';
import { filterOf } from '../team/filter.type.js';
import type {
  AlignmentCategoryInput,
  CreateBusinessAlignmentProfileInput,
} from './business-alignment.type.js';
import { maturityOf } from './maturity-shape.js';
import type {
  CreateEfficiencyProfileInput,
  CreateProductivityProfileInput,
} from './profile.input.js';
import { sprintDisplayGiven } from './sprint-display.type.js';

const presetOf = {
  SOURCE_CODE: sourceCodePreset,
  FIVE_PHASES: fivePhasesPreset,
  FIVE_PHASES_PR_CREATED: pullRequestPhasesPreset,
} satisfies Record<EfficiencyPreset, EfficiencyConfig>;

const edgeOf = ({ source, event, status }: PhaseEdge): PhaseEdge => ({
  source,
  event,
  ...(typeof status === 'string' && { status: status.trim() }),
});

function efficiencyConfig(input: CreateEfficiencyProfileInput): EfficiencyConfig {
  const preset = presetOf[input.preset];
  return {
    preset: input.preset,
    leadTime: {
      phases:
        input.phases?.map(({ start, end, ...phase }) => ({
          ...phase,
          start: edgeOf(start),
          end: edgeOf(end),
        })) ?? preset.leadTime.phases,
      workScope: input.workScope ?? preset.leadTime.workScope,
      workflowOrder: input.workflowOrder,
    },
    deploymentFrequency: {
      source: input.deploymentSource ?? preset.deploymentFrequency.source,
      eventTime: input.deploymentEventTime,
      changeRequests: input.changeRequestState,
      perService: input.deploymentPerService,
    },
    changeFailureRate: input.changeFailureRate ?? preset.changeFailureRate,
    meanTimeToRestore: input.meanTimeToRestore ?? preset.meanTimeToRestore,
    sprints: input.sprints ?? preset.sprints,
    ...(input.sprintDisplay && {
      sprintDisplay: sprintDisplayGiven(input.sprintDisplay, defaultSprintDisplay),
    }),
    maturity: input.maturity ? maturityOf(input.maturity) : preset.maturity,
    calendar: input.calendar ?? null,
  };
}

export const efficiencyGiven = (
  input: CreateEfficiencyProfileInput,
): ProfileInput<'EFFICIENCY'> => ({
  name: input.name,
  description: input.description ?? null,
  config: efficiencyConfig(input),
});

export const productivityGiven = (
  input: CreateProductivityProfileInput,
): ProfileInput<'PRODUCTIVITY'> => ({
  name: input.name,
  description: input.description ?? null,
  config: {
    ...defaultProductivity,
    ...(input.disabledMetrics.length > 0 && { disabledMetrics: input.disabledMetrics }),
    denominator: input.denominator,
    prSize: { small: input.prSizeSmall, medium: input.prSizeMedium },
    prCycleTime: { startEvent: input.cycleTimeStart },
    restrictToDestinationBranches: input.restrictToDestinationBranches,
    workCompleted: { countSubtasks: input.countSubtasks },
    timeToComplete: { basis: input.timeToCompleteBasis },
    codeRework: {
      recentWindowDays: input.recentWindowDays,
      excludedPaths: input.excludedPaths,
    },
    calendar: input.calendar ?? null,
  },
});

const categoryOf = (
  given: AlignmentCategoryInput,
  index: number,
): BusinessAlignmentConfig['categories'][number] => ({
  id: given.key ?? 0,
  name: given.name.trim(),
  description: given.description ?? null,
  rank: given.rank ?? index + 1,
  color: given.color ?? null,
  fetchScope: given.fetchScope,
  scopeFilters: given.scopeFilters.map((filter) => filterOf(filter)),
  goal: given.goal ?? null,
});

export const alignmentGiven = (
  input: CreateBusinessAlignmentProfileInput,
): ProfileInput<'BUSINESS_ALIGNMENT'> => ({
  name: input.name,
  description: input.description ?? null,
  config: {
    categories: input.categories.map(categoryOf),
    effortUnit: input.effortUnit,
    effortCalculation: input.effortCalculation,
    effortAttribution: input.effortAttribution,
    leafOnly: input.leafOnly,
  },
});

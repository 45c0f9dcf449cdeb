import {
  defaultProductivity,
  fivePhasesPreset,
  sourceCodePreset,
} from '../../model/default-profile.js';
import type { EfficiencyConfig, ProductivityConfig } from '../../model/profile.js';
import type {
  CreateEfficiencyProfileInput,
  CreateProductivityProfileInput,
} from './profile.input.js';

interface Given<Config> {
  readonly name: string;
  readonly description: string | null;
  readonly config: Config;
}

const presetOf = { SOURCE_CODE: sourceCodePreset, FIVE_PHASES: fivePhasesPreset };

// The phases follow from the preset; one that needs tickets is refused by the directory, which says so.
export const efficiencyGiven = (input: CreateEfficiencyProfileInput): Given<EfficiencyConfig> => ({
  name: input.name,
  description: input.description ?? null,
  config: {
    ...presetOf[input.preset],
    leadTime: {
      phases: presetOf[input.preset].leadTime.phases,
      workScope: input.workScope,
      workflowOrder: input.workflowOrder,
    },
    deploymentFrequency: {
      ...presetOf[input.preset].deploymentFrequency,
      source: input.deploymentSource,
    },
  },
});

export const productivityGiven = (
  input: CreateProductivityProfileInput,
): Given<ProductivityConfig> => ({
  name: input.name,
  description: input.description ?? null,
  config: {
    ...defaultProductivity,
    denominator: input.denominator,
    prSize: { small: input.prSizeSmall, medium: input.prSizeMedium },
    codeRework: { ...defaultProductivity.codeRework, recentWindowDays: input.recentWindowDays },
  },
});

import {
  type EfficiencyConfig,
  type ProductivityConfig,
  sourceCodePreset,
} from '../../model/profile.js';
import type {
  CreateEfficiencyProfileInput,
  CreateProductivityProfileInput,
} from './profile.input.js';

interface Given<Config> {
  readonly name: string;
  readonly description: string | null;
  readonly config: Config;
}

// The phases follow from the preset; one that needs tickets is refused by the directory, which says so.
export const efficiencyGiven = (input: CreateEfficiencyProfileInput): Given<EfficiencyConfig> => ({
  name: input.name,
  description: input.description ?? null,
  config: {
    preset: input.preset,
    leadTime: {
      phases: sourceCodePreset.leadTime.phases,
      workScope: input.workScope,
      workflowOrder: input.workflowOrder,
    },
    deploymentFrequency: { source: input.deploymentSource },
  },
});

export const productivityGiven = (
  input: CreateProductivityProfileInput,
): Given<ProductivityConfig> => ({
  name: input.name,
  description: input.description ?? null,
  config: {
    denominator: input.denominator,
    prSize: { small: input.prSizeSmall, medium: input.prSizeMedium },
    codeRework: { recentWindowDays: input.recentWindowDays },
  },
});

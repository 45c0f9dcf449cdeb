import { efficiencyWarnings } from '../../directory/profile/efficiency-errors.js';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type { EfficiencyConfig, Profile } from '../../model/profile/profile.js';
import { defaultSprintDisplay } from '../../model/profile/sprint-display.js';
import { inInput } from './input-path.js';
import { maturityOutside } from './maturity-shape.js';
import { sprintDisplayOutside } from './sprint-display.type.js';

const efficiencyOutside = (config: EfficiencyConfig) => ({
  ...config,
  deploymentSource: config.deploymentFrequency.source,
  deploymentEventTime: config.deploymentFrequency.eventTime,
  changeRequestState: config.deploymentFrequency.changeRequests,
  deploymentPerService: config.deploymentFrequency.perService,
  sprintDisplay: sprintDisplayOutside(config.sprintDisplay ?? defaultSprintDisplay),
  maturity: maturityOutside(config.maturity),
  warnings: efficiencyWarnings(config).map(inInput),
});

const productivityOutside = (config: ProductivityConfig) => ({
  disabledMetrics: [],
  ...config,
  ...config.codeRework,
  ...config.workCompleted,
  cycleTimeStart: config.prCycleTime.startEvent,
  timeToCompleteBasis: config.timeToComplete.basis,
});

const alignmentOutside = (config: BusinessAlignmentConfig) => ({
  ...config,
  categories: config.categories.map(({ id, ...category }) => ({ ...category, key: id })),
});

function configOutside({ kind, config }: Profile): object {
  if (kind === 'EFFICIENCY') return efficiencyOutside(config as EfficiencyConfig);
  if (kind === 'PRODUCTIVITY') return productivityOutside(config as ProductivityConfig);
  return alignmentOutside(config as BusinessAlignmentConfig);
}

/** Returns a profile as the schema shows it. */
export const profileOutside = <Known extends Profile>(profile: Known) => ({
  ...configOutside(profile),
  ...profile,
});

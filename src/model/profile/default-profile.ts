import type { BusinessAlignmentConfig } from './alignment-profile.js';
import type { ProductivityConfig } from './productivity-profile.js';
import type {
  EfficiencyConfig,
  EventSource,
  Maturity,
  Phase,
  PhaseEvent,
  PhaseKey,
  ProfileConfigOf,
  ProfileKind,
} from './profile.js';

const phase = (
  key: PhaseKey,
  start: readonly [EventSource, PhaseEvent],
  end: readonly [EventSource, PhaseEvent],
): Phase => ({
  key,
  enabled: true,
  start: { source: start[0], event: start[1] },
  end: { source: end[0], event: end[1] },
});

const maturity: Maturity = {
  benchmark: 'DEFAULT',
  overrides: [],
  levels: [
    { key: 'ELITE', label: 'Elite', description: 'Top tier', color: 'green' },
    { key: 'HIGH', label: 'High', description: 'Strong and consistent', color: 'yellow' },
    { key: 'MEDIUM', label: 'Medium', description: 'Acceptable, can improve', color: 'orange' },
    { key: 'LOW', label: 'Low', description: 'Below expectation', color: 'red' },
  ],
};

/** The parts that all presets share. */
const shared = {
  changeFailureRate: {
    source: 'INCIDENT_MANAGEMENT',
    method: 'LINKED',
    attributionWindowDays: 7,
    incidentState: 'CREATED',
  },
  meanTimeToRestore: {
    source: 'INCIDENT_MANAGEMENT',
    resolveOn: 'CLOSED_AND_RESOLVED',
    includeIncidents: 'ALL',
  },
  sprints: {
    computationMode: 'STORY_POINTS',
    startGraceDays: 0,
    endGraceDays: 0,
    includeEstimateIncreases: false,
  },
  maturity,
  calendar: null,
} as const satisfies Partial<EfficiencyConfig>;

/** One phase, first commit to release: a plain git history shows no more. */
export const sourceCodePreset: EfficiencyConfig = {
  preset: 'SOURCE_CODE',
  leadTime: {
    phases: [
      phase(
        'COMMIT_TO_RELEASE',
        ['SOURCE_CODE_MANAGEMENT', 'FIRST_COMMIT_CREATED'],
        ['SOURCE_CODE_MANAGEMENT', 'RELEASED'],
      ),
    ],
    workScope: 'ONLY_DEPLOYED_WORK',
    workflowOrder: 'ENFORCE',
  },
  deploymentFrequency: {
    source: 'SOURCE_CODE_RELEASES',
    eventTime: 'COMPLETED',
    changeRequests: 'CLOSED_AND_RESOLVED',
    perService: false,
  },
  ...shared,
};

/** The five phases; coding ends, and review begins, with `coded`. */
const fivePhases = (coded: PhaseEvent): Phase[] => [
  phase(
    'PLANNING',
    ['ISSUE_MANAGEMENT', 'TICKET_TO_DO'],
    ['ISSUE_MANAGEMENT', 'TICKET_IN_PROGRESS'],
  ),
  phase('CODING', ['ISSUE_MANAGEMENT', 'TICKET_IN_PROGRESS'], ['SOURCE_CODE_MANAGEMENT', coded]),
  phase('REVIEW', ['SOURCE_CODE_MANAGEMENT', coded], ['SOURCE_CODE_MANAGEMENT', 'LAST_PR_MERGED']),
  phase(
    'BUILD',
    ['SOURCE_CODE_MANAGEMENT', 'LAST_PR_MERGED'],
    ['CONTINUOUS_INTEGRATION', 'LAST_CI_EXECUTION'],
  ),
  phase(
    'DEPLOYMENT',
    ['CONTINUOUS_INTEGRATION', 'LAST_CI_EXECUTION'],
    ['CONTINUOUS_DEPLOYMENT', 'LAST_CD_EXECUTION'],
  ),
];

/** Planning to deployment, for those who connect ticketing and delivery. */
export const fivePhasesPreset: EfficiencyConfig = {
  preset: 'FIVE_PHASES',
  leadTime: {
    phases: fivePhases('FIRST_COMMIT_CREATED'),
    workScope: 'ALL_COMPLETED_WORK',
    workflowOrder: 'ENFORCE',
  },
  deploymentFrequency: {
    source: 'CONTINUOUS_DEPLOYMENT',
    eventTime: 'COMPLETED',
    changeRequests: 'CLOSED_AND_RESOLVED',
    perService: false,
  },
  ...shared,
};

/**
 * The same phases, but work that is written before the first pull request is opened is coding, not
 * review.
 */
export const pullRequestPhasesPreset: EfficiencyConfig = {
  ...fivePhasesPreset,
  preset: 'FIVE_PHASES_PR_CREATED',
  leadTime: { ...fivePhasesPreset.leadTime, phases: fivePhases('FIRST_PR_CREATED') },
};

/** The productivity profile of a new account: the roster divides, and rework is recent below 30 days. */
export const defaultProductivity: ProductivityConfig = {
  denominator: 'ROSTER',
  prSize: { small: 10, medium: 100 },
  prCycleTime: { startEvent: 'FIRST_COMMIT' },
  restrictToDestinationBranches: false,
  workCompleted: { countSubtasks: true },
  timeToComplete: { basis: 'CREATED' },
  codeRework: { recentWindowDays: 30, excludedPaths: [] },
  calendar: null,
};

/** The alignment profile of a new account: no categories, effort counted in tickets. */
export const defaultAlignment: BusinessAlignmentConfig = {
  categories: [],
  effortUnit: 'TICKET_COUNT',
  effortCalculation: 'ABSOLUTE',
  effortAttribution: 'CURRENT_ASSIGNEE',
  leafOnly: false,
};

/** Returns a configuration as it was stored, with defaults for what it was saved without. */
export const completeEfficiency = (stored: Partial<EfficiencyConfig>): EfficiencyConfig => ({
  ...sourceCodePreset,
  ...stored,
  deploymentFrequency: {
    ...sourceCodePreset.deploymentFrequency,
    ...stored.deploymentFrequency,
  },
  changeFailureRate: { ...sourceCodePreset.changeFailureRate, ...stored.changeFailureRate },
  meanTimeToRestore: { ...sourceCodePreset.meanTimeToRestore, ...stored.meanTimeToRestore },
});
export const completeProductivity = (stored: Partial<ProductivityConfig>): ProductivityConfig => ({
  ...defaultProductivity,
  ...stored,
  codeRework: { ...defaultProductivity.codeRework, ...stored.codeRework },
});
export const completeAlignment = (
  stored: Partial<BusinessAlignmentConfig>,
): BusinessAlignmentConfig => ({ ...defaultAlignment, ...stored });

/** Returns a stored configuration of any kind in the same way. */
export function completeConfig<Kind extends ProfileKind>(
  kind: Kind,
  stored: ProfileConfigOf[Kind],
): ProfileConfigOf[Kind];
export function completeConfig(
  kind: ProfileKind,
  stored: Partial<ProfileConfigOf[ProfileKind]>,
): ProfileConfigOf[ProfileKind] {
  if (kind === 'EFFICIENCY') return completeEfficiency(stored as Partial<EfficiencyConfig>);
  if (kind === 'PRODUCTIVITY') return completeProductivity(stored as Partial<ProductivityConfig>);
  return completeAlignment(stored as Partial<BusinessAlignmentConfig>);
}

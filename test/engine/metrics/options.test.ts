import { expect, test } from 'vitest';
import { metrics } from '../../../src/engine/metrics/index.js';
import {
  defaultAlignment,
  defaultProductivity,
  fivePhasesPreset,
} from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type Rules } from '../../../src/model/team.js';

const rules: Rules = {
  settings: emptyTeamSettings,
  efficiency: fivePhasesPreset,
  productivity: defaultProductivity,
  alignment: defaultAlignment,
};
const optionsOf = (id: string, under: Rules) =>
  metrics.find((one) => one.id === id)!.options(under);

const { efficiency, productivity, alignment, settings } = rules;
const { issueManagement } = settings;
const changes: readonly (readonly [string, Partial<Rules>])[] = [
  [
    'LEAD_TIME_FOR_CHANGES',
    {
      efficiency: {
        ...efficiency,
        leadTime: { ...efficiency.leadTime, workflowOrder: 'ALLOW_EXCEPTIONS' },
      },
    },
  ],
  [
    'MEAN_TIME_TO_RESTORE',
    {
      efficiency: {
        ...efficiency,
        meanTimeToRestore: { ...efficiency.meanTimeToRestore, resolveOn: 'CLOSED' },
      },
    },
  ],
  [
    'CHANGE_FAILURE_RATE',
    {
      efficiency: {
        ...efficiency,
        changeFailureRate: { ...efficiency.changeFailureRate, attributionWindowDays: 3 },
      },
    },
  ],
  [
    'CHANGE_FAILURE_RATE',
    {
      efficiency: {
        ...efficiency,
        changeFailureRate: { ...efficiency.changeFailureRate, incidentState: 'RESOLVED' },
      },
    },
  ],
  [
    'SPRINT_CHURN',
    {
      efficiency: {
        ...efficiency,
        sprints: { ...efficiency.sprints, includeEstimateIncreases: true },
      },
    },
  ],
  [
    'CODE_REWORK',
    { productivity: { ...productivity, codeRework: { recentWindowDays: 5, excludedPaths: [] } } },
  ],
  [
    'PR_VELOCITY_PER_DEVELOPER',
    { productivity: { ...productivity, prSize: { small: 7, medium: 9 } } },
  ],
  ['COMMENTS_PER_PR', { productivity: { ...productivity, restrictToDestinationBranches: true } }],
  [
    'WORK_COMPLETED_PER_DEVELOPER',
    { settings: { ...settings, issueManagement: { ...issueManagement, terminatedStatuses: [] } } },
  ],
  ['BUSINESS_ALIGNMENT', { alignment: { ...alignment, effortUnit: 'STORY_POINTS' } }],
];

test.each(changes)('%s describes the rules it reads', (id, change) => {
  expect(optionsOf(id, { ...rules, ...change })).not.toEqual(optionsOf(id, rules));
});

test('what a metric says of its rules are sentences, each once', () => {
  for (const metric of metrics) {
    const words = metric.options(rules);
    expect(new Set(words).size).toBe(words.length);
    for (const text of words) expect(text).toMatch(/^\S(?!.*undefined).*\S$/);
  }
});

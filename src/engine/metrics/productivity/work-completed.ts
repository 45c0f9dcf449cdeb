import type { WorkItemInput } from '../../../model/inputs/work-input.js';
import type { IssueManagementSettings } from '../../../model/team.js';
import { defineMetric } from '../../define-metric.js';
import { oneOf } from '../../one-of.js';
import { itemsPerDeveloper } from '../../summary/items-per-developer.js';
import { describeWorkItems, observeCompleted } from '../../work/population.js';
import {
  type Complexity,
  complexityOf,
  describeComplexity,
  describeWorkTypes,
  type Gravity,
  gravityOf,
  type WorkType,
  workTypeOf,
} from '../../work/work-type.js';

const kinds = [
  'featureSimple',
  'featureMedium',
  'featureComplex',
  'featureOther',
  'bugCritical',
  'bugMajor',
  'bugMinor',
  'bugOther',
] as const;
type Kind = (typeof kinds)[number];
const workTypes = ['feature', 'bug', 'other'] as const;

const featureKind: Record<Complexity, Kind> = {
  SIMPLE: 'featureSimple',
  MEDIUM: 'featureMedium',
  COMPLEX: 'featureComplex',
  OTHER: 'featureOther',
};
const bugKind: Record<Gravity, Kind> = {
  CRITICAL: 'bugCritical',
  MAJOR: 'bugMajor',
  MINOR: 'bugMinor',
  OTHER: 'bugOther',
};
const partOf: Record<WorkType, (typeof workTypes)[number]> = {
  FEATURE: 'feature',
  BUG: 'bug',
  OTHER: 'other',
};

function partsOf({ type, points, priority }: WorkItemInput, settings: IssueManagementSettings) {
  const workType = workTypeOf(type, settings);
  const kindOf: Record<WorkType, Kind | null> = {
    FEATURE: featureKind[complexityOf(points, settings.features)],
    BUG: bugKind[gravityOf(priority, settings.bugs)],
    OTHER: null,
  };
  return { ...oneOf(workTypes, partOf[workType]), ...oneOf(kinds, kindOf[workType]) };
}

/**
 * Divides completed work items by developers, and in the headline by units of time.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: work completed per developer.
 */
export const workCompleted = defineMetric({
  id: 'WORK_COMPLETED_PER_DEVELOPER',
  title: 'Work completed per developer',
  description:
    'Work items completed, per developer and unit of time, by the day of their last resolution and credited to who had them then. What was given up does not count. Features are divided by story points, bugs by priority.',
  formula: 'completed work items / developers / units of time',
  unit: 'WORK_ITEMS_PER_DEVELOPER',
  better: 'HIGHER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { workItem: 'resolvedAt' },
  parts: [...workTypes, ...kinds],
  tags: ['project'],
  summary: itemsPerDeveloper({
    WORK_TYPE: [
      { key: 'FEATURE', part: 'feature' },
      { key: 'BUG', part: 'bug' },
      { key: 'OTHER', part: 'other' },
    ],
    COMPLEXITY: [
      { key: 'FEATURE_SIMPLE', part: 'featureSimple' },
      { key: 'FEATURE_MEDIUM', part: 'featureMedium' },
      { key: 'FEATURE_COMPLEX', part: 'featureComplex' },
      { key: 'FEATURE_OTHER', part: 'featureOther' },
      { key: 'BUG_CRITICAL', part: 'bugCritical' },
      { key: 'BUG_MAJOR', part: 'bugMajor' },
      { key: 'BUG_MINOR', part: 'bugMinor' },
      { key: 'BUG_OTHER', part: 'bugOther' },
      { key: 'OTHER', part: 'other' },
    ],
  }),
  options: (rules) => [
    ...describeWorkItems(rules),
    ...describeWorkTypes(rules.settings.issueManagement),
    ...describeComplexity(rules.settings.issueManagement),
  ],
  observe: ({ workItems }, rules) =>
    observeCompleted(workItems, rules, ({ item, developer, resolvedAt: at }) => {
      const parts = partsOf(item, rules.settings.issueManagement);
      const { number: subject, project } = item;
      return { subject, developer, at, value: 1, parts, tags: { project } };
    }),
});

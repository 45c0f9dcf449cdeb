import { z } from 'zod';
import type { BusinessAlignmentConfig } from '../../model/profile/alignment-profile.js';
import type { ProductivityConfig } from '../../model/profile/productivity-profile.js';
import type { EfficiencyConfig } from '../../model/profile/profile.js';
import type { EffectiveRules, TeamSettings } from '../../model/team.js';
import { formOfType } from './form-of-type.js';

const condition = z.object({
  property: z.string(),
  operator: z.enum([
    'EQUALS',
    'NOT_EQUALS',
    'CONTAINS',
    'DOES_NOT_CONTAIN',
    'STARTS_WITH',
    'ENDS_WITH',
  ]),
  values: z.array(z.string()),
});
const filter = z.array(condition);
const filterSet = z.object({
  op: z.enum(['AND', 'OR']),
  conditions: filter,
  get groups() {
    return z.array(filterSet).optional();
  },
});
const anyFilter = z.union([filter, filterSet]);

const edge = z.object({
  source: z.string(),
  event: z.string(),
  status: z.string().nullish(),
});
const phase = z.object({ key: z.string(), enabled: z.boolean(), start: edge, end: edge });
const calendar = z.object({
  zone: z.string(),
  days: z.array(z.number()),
  from: z.string(),
  to: z.string(),
  holidays: z.array(z.string()),
});
const bound = z.object({ level: z.string(), bound: z.number(), inclusive: z.boolean() });
const maturity = z.object({
  benchmark: z.string(),
  overrides: z.array(
    z.object({ metric: z.string(), phase: z.string().nullable(), bounds: z.array(bound) }),
  ),
  levels: z.array(
    z.object({ key: z.string(), label: z.string(), description: z.string(), color: z.string() }),
  ),
});
const panel = z.object({
  enabled: z.boolean(),
  metrics: z.array(
    z.object({ key: z.string(), enabled: z.boolean(), displayName: z.string().nullable() }),
  ),
});

/** The configuration of an efficiency profile, version 1. */
export const efficiencyForm = formOfType<EfficiencyConfig>()(
  z.object({
    preset: z.string(),
    leadTime: z.object({
      phases: z.array(phase),
      workScope: z.string(),
      workflowOrder: z.string(),
    }),
    deploymentFrequency: z.object({
      source: z.string(),
      eventTime: z.string(),
      changeRequests: z.string(),
      perService: z.boolean(),
    }),
    changeFailureRate: z.object({
      source: z.string(),
      method: z.string(),
      attributionWindowDays: z.number(),
      incidentState: z.string(),
    }),
    meanTimeToRestore: z.object({
      source: z.string(),
      resolveOn: z.string(),
      includeIncidents: z.string(),
    }),
    sprints: z.object({
      computationMode: z.string(),
      startGraceDays: z.number(),
      endGraceDays: z.number(),
      includeEstimateIncreases: z.boolean(),
    }),
    sprintDisplay: z.object({ summaryCards: panel, deliveryAnalysis: panel }).optional(),
    maturity,
    calendar: calendar.nullable(),
  }),
);

/** The configuration of a productivity profile, version 1. */
export const productivityForm = formOfType<ProductivityConfig>()(
  z.object({
    disabledMetrics: z.array(z.string()).optional(),
    denominator: z.string(),
    prSize: z.object({ small: z.number(), medium: z.number() }),
    prCycleTime: z.object({ startEvent: z.string() }),
    restrictToDestinationBranches: z.boolean(),
    workCompleted: z.object({ countSubtasks: z.boolean() }),
    timeToComplete: z.object({ basis: z.string() }),
    codeRework: z.object({ recentWindowDays: z.number(), excludedPaths: z.array(z.string()) }),
    calendar: calendar.nullable(),
  }),
);

const goal = z.object({
  idealMin: z.number(),
  idealMax: z.number(),
  acceptableMin: z.number(),
  acceptableMax: z.number(),
});

/** The configuration of a business alignment profile, version 1. */
export const alignmentForm = formOfType<BusinessAlignmentConfig>()(
  z.object({
    categories: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        description: z.string().nullable(),
        rank: z.number(),
        color: z.string().nullable(),
        fetchScope: z.string(),
        scopeFilters: z.array(filter),
        goal: goal.nullable(),
      }),
    ),
    lastCategory: z.number().optional(),
    effortUnit: z.string(),
    effortCalculation: z.string(),
    effortAttribution: z.string(),
    leafOnly: z.boolean(),
  }),
);

const range = z.object({ min: z.number(), max: z.number() });
const texts = z.array(z.string());

/** The settings of a node, version 1. */
export const teamSettingsForm = formOfType<TeamSettings>()(
  z.object({
    repositories: anyFilter,
    destinationBranches: anyFilter,
    excludedChanges: anyFilter,
    excludedChangesMode: z.string(),
    deployingChanges: anyFilter,
    releasePattern: z.string(),
    issueManagement: z.object({
      projects: anyFilter,
      incidents: anyFilter,
      alignment: z.array(
        z.object({ category: z.number(), filters: z.array(filter), goal: goal.nullish() }),
      ),
      features: z.object({ types: texts, simple: range, medium: range, complexMin: z.number() }),
      bugs: z.object({ types: texts, critical: texts, major: texts, minor: texts }),
      activeStatuses: texts,
      terminatedStatuses: texts,
    }),
    pipelines: z.object({ scope: anyFilter, success: filterSet, failure: filterSet }),
    incidentManagement: z.object({ incidents: filterSet, changeRequests: filterSet }),
    metricsUsingDeveloperFilters: texts,
  }),
);

const profile = z.object({ number: z.number(), name: z.string(), version: z.number() });

/** The rules that observations were made by, version 1. */
export const rulesForm = formOfType<EffectiveRules>()(
  z.object({
    settings: teamSettingsForm,
    efficiency: efficiencyForm,
    productivity: productivityForm,
    alignment: alignmentForm,
    efficiencyProfile: profile,
    productivityProfile: profile,
    alignmentProfile: profile.nullable(),
    shape: z.string(),
  }),
);

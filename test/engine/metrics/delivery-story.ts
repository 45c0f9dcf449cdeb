import type {
  BlamingIncident,
  BlamingItem,
  ChangeRequestInput,
  IncidentInput,
  RunInput,
} from '../../../src/model/inputs/delivery-input.js';
import type { VersionInput } from '../../../src/model/inputs/work-input.js';
import type { EfficiencyConfig } from '../../../src/model/profile/profile.js';
import type { Rules, TeamSettings } from '../../../src/model/team.js';
import { rules } from '../../arbitrary/questions.js';
import { instant } from './story.js';

const of = { repository: 1, developer: 1, byBot: false };

/** A run that began ten minutes before its end and went to production. */
export const run = (number: number, endedAt: string, rest: Partial<RunInput> = {}): RunInput => {
  const at = instant(endedAt);
  return {
    ...of,
    number,
    ownAt: at,
    pipeline: 71,
    service: 72,
    services: [72],
    kinds: ['CD'],
    status: 'SUCCESS',
    rollback: false,
    startedAt: at - 600_000,
    endedAt: at,
    environmentType: 'PRODUCTION',
    traits: {},
    blamedBy: [],
    nextSuccessAt: null,
    repairs: false,
    reverts: [],
    mark: null,
    ...rest,
  };
};

/** Returns the blame of an incident of the incident tool for a deployment. */
export const blame = (
  number: number,
  createdAt: string,
  resolvedAt: string | null,
  rest: Partial<BlamingIncident> = {},
): BlamingIncident => ({
  incident: number,
  source: 'INCIDENT_MANAGEMENT',
  status: resolvedAt === null ? 'New' : 'Resolved',
  createdAt: instant(createdAt),
  updatedAt: instant(createdAt),
  resolvedAt: resolvedAt === null ? null : instant(resolvedAt),
  closedAt: null,
  traits: {},
  rule: 'SERVICE',
  ...rest,
});

/** Returns the blame of an item that was done, a bug of the project SHOP. */
export const blameOfItem = (
  number: number,
  createdAt: string,
  rest: Partial<BlamingItem> = {},
): BlamingItem => ({
  incident: number,
  source: 'ISSUE_MANAGEMENT',
  createdAt: instant(createdAt),
  resolvedAt: instant(createdAt) + 3_600_000,
  status: 'Done',
  statusCategory: 'DONE',
  resolution: null,
  traits: { project: ['SHOP'], type: ['Bug'] },
  rule: 'REPOSITORY',
  ...rest,
});

export const incident = (
  number: number,
  createdAt: string,
  rest: Partial<IncidentInput> = {},
): IncidentInput => ({
  ...of,
  number,
  ownAt: instant(createdAt),
  service: 72,
  status: 'New',
  createdAt: instant(createdAt),
  updatedAt: instant(createdAt),
  resolvedAt: null,
  closedAt: null,
  traits: {},
  blames: null,
  ...rest,
});

export const changeRequest = (
  number: number,
  status: string,
  rest: Partial<ChangeRequestInput> = {},
): ChangeRequestInput => ({
  ...of,
  number,
  ownAt: instant('2024-04-01T08:00Z'),
  service: 72,
  status,
  createdAt: instant('2024-04-01T08:00Z'),
  updatedAt: instant('2024-04-01T09:00Z'),
  resolvedAt: null,
  closedAt: null,
  traits: {},
  ...rest,
});

export const version = (number: number, releasedAt: string): VersionInput => ({
  ...of,
  number,
  repository: null,
  ownAt: instant(releasedAt),
  project: 70,
  releasedAt: instant(releasedAt),
});

type Parts<Whole> = { readonly [Key in keyof Whole]?: Partial<Whole[Key]> };

/** Takes every incident of the incident tool. */
const everyIncident = {
  op: 'AND' as const,
  conditions: [{ property: 'priority', operator: 'NOT_EQUALS' as const, values: ['none'] }],
};

/** The rules of the default profile and of settings that take every incident and else are empty, with parts of them replaced. */
export const rulesWith = (
  efficiency: Parts<Omit<EfficiencyConfig, 'preset' | 'calendar'>>,
  settings: Partial<TeamSettings> = {},
): Rules => ({
  ...rules,
  settings: {
    ...rules.settings,
    incidentManagement: { ...rules.settings.incidentManagement, incidents: everyIncident },
    ...settings,
  },
  efficiency: {
    ...rules.efficiency,
    leadTime: { ...rules.efficiency.leadTime, ...efficiency.leadTime },
    deploymentFrequency: {
      ...rules.efficiency.deploymentFrequency,
      ...efficiency.deploymentFrequency,
    },
    changeFailureRate: { ...rules.efficiency.changeFailureRate, ...efficiency.changeFailureRate },
    meanTimeToRestore: { ...rules.efficiency.meanTimeToRestore, ...efficiency.meanTimeToRestore },
  },
});

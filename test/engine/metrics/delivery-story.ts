import type {
  ChangeRequestAnchor,
  IncidentAnchor,
  RunAnchor,
} from '../../../src/model/delivery-anchor.js';
import type { EfficiencyConfig } from '../../../src/model/profile.js';
import type { Rules, TeamSettings } from '../../../src/model/team.js';
import type { VersionAnchor } from '../../../src/model/work-anchor.js';
import { rules } from '../../arbitrary/questions.js';
import { instant } from './story.js';

const of = { repository: 1, developer: 1, byBot: false };

/** A run that began ten minutes before its end and went to production. */
export const run = (number: number, endedAt: string, rest: Partial<RunAnchor> = {}): RunAnchor => {
  const at = instant(endedAt);
  return {
    ...of,
    number,
    ownAt: at,
    pipeline: 71,
    service: 72,
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
    mark: null,
    ...rest,
  };
};

export const blame = (
  number: number,
  createdAt: string,
  resolvedAt: string | null,
  rule: RunAnchor['blamedBy'][number]['rule'] = 'SERVICE',
): RunAnchor['blamedBy'][number] => ({
  incident: number,
  createdAt: instant(createdAt),
  resolvedAt: resolvedAt === null ? null : instant(resolvedAt),
  rule,
});

export const incident = (
  number: number,
  createdAt: string,
  rest: Partial<IncidentAnchor> = {},
): IncidentAnchor => ({
  ...of,
  number,
  ownAt: instant(createdAt),
  service: 72,
  status: 'New',
  createdAt: instant(createdAt),
  resolvedAt: null,
  closedAt: null,
  traits: {},
  blames: null,
  ...rest,
});

export const changeRequest = (
  number: number,
  status: string,
  rest: Partial<ChangeRequestAnchor> = {},
): ChangeRequestAnchor => ({
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

export const version = (number: number, releasedAt: string): VersionAnchor => ({
  ...of,
  number,
  repository: null,
  ownAt: instant(releasedAt),
  project: 70,
  releasedAt: instant(releasedAt),
});

type Parts<Whole> = { readonly [Key in keyof Whole]?: Partial<Whole[Key]> };

/** The rules of the default profile and of empty settings, with parts of them replaced. */
export const rulesWith = (
  efficiency: Parts<Omit<EfficiencyConfig, 'preset' | 'calendar'>>,
  settings: Partial<TeamSettings> = {},
): Rules => ({
  ...rules,
  settings: { ...rules.settings, ...settings },
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

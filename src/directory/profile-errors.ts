import type { UserError } from '../model/errors.js';
import type { DeploymentSource, EfficiencyConfig, ProductivityConfig } from '../model/profile.js';

const neededBy: Record<
  Exclude<DeploymentSource, 'SOURCE_CODE_RELEASES'>,
  readonly [string, string]
> = {
  CONTINUOUS_DEPLOYMENT: ['NEEDS_CONTINUOUS_DEPLOYMENT', 'a continuous deployment integration'],
  ISSUE_MANAGEMENT_RELEASES: ['NEEDS_ISSUE_MANAGEMENT', 'an issue management integration'],
  PULL_REQUEST_MERGES: [
    'NEEDS_PULL_REQUESTS',
    'a source code integration that tells pull requests',
  ],
  CHANGE_REQUESTS: ['NEEDS_INCIDENT_MANAGEMENT', 'an incident management integration'],
};

const sourceError = (source: DeploymentSource): UserError[] => {
  if (source === 'SOURCE_CODE_RELEASES') return [];
  const [code, integration] = neededBy[source];
  const message = `${source} needs ${integration}, and there is none: use SOURCE_CODE_RELEASES.`;
  return [{ code, field: ['config', 'deploymentFrequency', 'source'], message }];
};

function leadTimeErrors({ preset, leadTime }: EfficiencyConfig): UserError[] {
  const errors: UserError[] = [];
  const needsTickets = (field: readonly string[], value: string, use: string) =>
    errors.push({
      code: 'NEEDS_ISSUE_MANAGEMENT',
      field: ['config', ...field],
      message: `${value} needs an issue management integration, and there is none: use ${use}.`,
    });
  if (preset !== 'SOURCE_CODE') needsTickets(['preset'], preset, 'SOURCE_CODE');
  if (leadTime.workScope !== 'ONLY_DEPLOYED_WORK')
    needsTickets(['leadTime', 'workScope'], leadTime.workScope, 'ONLY_DEPLOYED_WORK');
  const [phase, ...others] = leadTime.phases;
  if (others.length > 0 || phase?.key !== 'COMMIT_TO_RELEASE' || !phase.enabled)
    errors.push({
      code: 'UNSUPPORTED_PHASES',
      field: ['config', 'leadTime', 'phases'],
      message: 'A source code history has one phase, COMMIT_TO_RELEASE, and it must be enabled.',
    });
  return errors;
}

/** Why an efficiency profile cannot be in force; what needs an integration that does not exist says which. */
export const efficiencyErrors = (config: EfficiencyConfig): UserError[] => [
  ...leadTimeErrors(config),
  ...sourceError(config.deploymentFrequency.source),
];

const isCount = (value: number) => Number.isInteger(value) && value > 0;

/** Why a productivity profile cannot be in force. */
export function productivityErrors({ prSize, codeRework }: ProductivityConfig): UserError[] {
  const errors: UserError[] = [];
  if (!isCount(prSize.small) || !isCount(prSize.medium) || prSize.small >= prSize.medium)
    errors.push({
      code: 'INVALID_PR_SIZE',
      field: ['config', 'prSize'],
      message: 'Give whole numbers of lines with 0 < small < medium.',
    });
  if (!isCount(codeRework.recentWindowDays) || codeRework.recentWindowDays > 3650)
    errors.push({
      code: 'INVALID_RECENT_WINDOW',
      field: ['config', 'codeRework', 'recentWindowDays'],
      message: 'Give a whole number of days between 1 and 3650.',
    });
  return errors;
}

/** Why a profile, tree or key cannot bear this name. */
export function nameErrors(name: string, field: readonly string[] = ['name']): UserError[] {
  const length = name.trim().length;
  if (length >= 1 && length <= 200) return [];
  return [{ code: 'INVALID_NAME', field, message: 'Give a name of 1 to 200 characters.' }];
}

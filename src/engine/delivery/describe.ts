import { isEmpty } from '../../model/filter.js';
import { filterText } from '../../model/filter-words.js';
import type {
  DeploymentSource,
  EfficiencyConfig,
  IncidentState,
} from '../../model/profile/profile.js';
import type { Rules } from '../../model/team.js';
import { describeCompletion } from '../work/completion.js';
import type { IncidentSource } from './production-incidents.js';

const sources: Record<DeploymentSource, string> = {
  CONTINUOUS_DEPLOYMENT: 'deployments are pipeline runs to production',
  ISSUE_MANAGEMENT_RELEASES: 'deployments are released versions of the ticketing tool',
  PULL_REQUEST_MERGES: 'deployments are merged pull requests',
  CHANGE_REQUESTS: 'deployments are change requests',
  SOURCE_CODE_RELEASES: 'deployments are releases of the repositories',
};
const states: Record<IncidentState, string> = {
  CREATED: 'created',
  CLOSED: 'closed',
  RESOLVED: 'resolved',
  UPDATED: 'updated',
  CLOSED_AND_RESOLVED: 'resolved or else closed',
};

/** Describes when a deploying run counts. */
export const describeEventTime = ({ deploymentFrequency: { eventTime } }: EfficiencyConfig) =>
  `a run counts when it ${eventTime === 'STARTED' ? 'began' : 'ended'}`;

/** Describes what counts as a deployment. */
export function describeDeployments({ efficiency }: Rules): string[] {
  const { source, changeRequests, perService } = efficiency.deploymentFrequency;
  const each = perService ? ['a run counts once for each service that it deploys'] : [];
  return [
    sources[source],
    ...(source === 'CONTINUOUS_DEPLOYMENT' ? [describeEventTime(efficiency), ...each] : []),
    ...(source === 'CHANGE_REQUESTS'
      ? [`a change request counts when ${states[changeRequests]}`]
      : []),
  ];
}

/** Describes what counts as an incident. */
export function describeIncidents({ settings }: Rules, source: IncidentSource): string[] {
  if (source === 'INCIDENT_MANAGEMENT') return ['incidents are those of the incident tool'];
  const { incidents } = settings.issueManagement;
  return [
    `incidents are work items ${!isEmpty(incidents) ? `whose ${filterText(incidents)}` : 'that a filter names, which is empty'}`,
    ...describeCompletion(settings),
  ];
}

/** Describes by which of its events an incident of the incident tool fails something. */
export function describeIncidentState(
  { changeFailureRate: { method, incidentState } }: EfficiencyConfig,
  source: IncidentSource,
): string[] {
  if (source !== 'INCIDENT_MANAGEMENT') return [];
  if (method === 'RATIO') return [`an incident counts when ${states[incidentState]}`];
  return incidentState === 'CREATED'
    ? []
    : [`an incident blames nothing before it is ${states[incidentState]}`];
}

/** Describes when an incident of the incident tool is over. */
export const describeResolution = (
  { efficiency: { meanTimeToRestore } }: Rules,
  source: IncidentSource,
): string[] =>
  source === 'INCIDENT_MANAGEMENT'
    ? [`an incident is over when ${states[meanTimeToRestore.resolveOn]}`]
    : [];

/** Describes how long an incident may blame a deployment that its tool does not name. */
export const describeAttribution = ({ changeFailureRate }: EfficiencyConfig): string =>
  `an incident blames what its tool names, else the last deployment at most ${changeFailureRate.attributionWindowDays} days before it`;

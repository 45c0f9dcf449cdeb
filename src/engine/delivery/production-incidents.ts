import { isEmpty } from '../../model/filter.js';
import type { Blame, Blaming } from '../../model/inputs/delivery-input.js';
import type { MetricInputBase } from '../../model/inputs/input-base.js';
import type { InputKind, MetricInputs } from '../../model/inputs/metric-input.js';
import type { EfficiencyConfig, FailureSource } from '../../model/profile/profile.js';
import type { Rules, TeamSettings } from '../../model/team.js';
import { isProductionIncident, owns } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';
import { exclude } from '../define-metric.js';
import type { ExcludedObservation } from '../metric.js';
import { type Ending, notCompleted } from '../work/completion.js';
import { countedAt, endAt } from './end-state.js';

/** A disturbance of production, reported by any tool. */
export interface ProductionIncident {
  readonly input: MetricInputBase;
  readonly createdAt: Instant;
  /**
   * The instant at which it was resolved, as the profile understands that; null while it is not.
   */
  readonly restoredAt: Instant | null;
  /** The instant of the event by which it counts as a failure; null while that has not come. */
  readonly countedAt: Instant | null;
  readonly service: number | null;
  readonly project: number | null;
  readonly blames: Blame | null;
}

function* ofIncidents(
  { incidents }: MetricInputs,
  { meanTimeToRestore, changeFailureRate }: EfficiencyConfig,
) {
  for (const incident of incidents) {
    const { createdAt, service, blames } = incident;
    yield {
      input: incident,
      createdAt,
      service,
      project: null,
      blames,
      restoredAt: endAt(meanTimeToRestore.resolveOn, incident),
      countedAt: countedAt(changeFailureRate.incidentState, incident),
    };
  }
}

/**
 * Returns when an item that is an incident was over: done, and neither given up nor open again.
 * Null while it is not.
 */
export const restoredAtOfItem = (item: Ending, settings: TeamSettings): Instant | null =>
  notCompleted(item, settings) ? null : item.resolvedAt;

/**
 * True if what blames a deployment is an incident of the team. A work item must pass the team's
 * filter and must not be given up.
 */
export function isTeamsIncident(incident: Blaming, { settings }: Rules): boolean {
  const { traits } = incident;
  if (incident.source === 'INCIDENT_MANAGEMENT') return owns('incident', settings, traits);
  const isOwn = owns('workItem', settings, traits) && isProductionIncident(settings, traits);
  return isOwn && notCompleted(incident, settings) !== 'TERMINATED';
}

function* ofWorkItems({ workItems }: MetricInputs, rules: Rules) {
  for (const item of workItems) {
    if (!isProductionIncident(rules.settings, item.traits)) continue;
    const { createdAt, project, blames = null } = item;
    const reason = notCompleted(item, rules.settings);
    const restoredAt = restoredAtOfItem(item, rules.settings);
    if (reason === 'TERMINATED') yield exclude(item, reason, item.resolvedAt ?? item.ownAt);
    else {
      const at = { createdAt, restoredAt, countedAt: createdAt };
      yield { input: item, ...at, service: null, project, blames };
    }
  }
}

export type IncidentSource = Exclude<FailureSource, 'CONTINUOUS_DEPLOYMENT'>;

export const kindOfIncidents = (source: IncidentSource): InputKind =>
  source === 'INCIDENT_MANAGEMENT' ? 'incident' : 'workItem';

/** Returns the tags by which the incidents of a source can be distinguished. */
export const tagsOfIncidents = (source: IncidentSource) =>
  source === 'INCIDENT_MANAGEMENT' ? (['repository', 'service'] as const) : (['project'] as const);

/**
 * Returns what a team lacks to distinguish incidents from other work items, if the profile names
 * work items as their source.
 */
export const lacksOfIncidents = (
  source: IncidentSource,
  { settings: { issueManagement } }: Rules,
): readonly string[] =>
  source === 'ISSUE_MANAGEMENT' && isEmpty(issueManagement.incidents)
    ? [
        'No filter says which work items are incidents: save `incidents` in the issue management settings, or name INCIDENT_MANAGEMENT as the source in the efficiency profile.',
      ]
    : [];

/**
 * Returns the incidents of the tool that a profile names. If these are work items: those that the
 * team's filter takes for incidents.
 */
export const productionIncidents = (
  inputs: MetricInputs,
  rules: Rules,
  source: IncidentSource,
): Iterable<ProductionIncident | ExcludedObservation> =>
  source === 'INCIDENT_MANAGEMENT'
    ? ofIncidents(inputs, rules.efficiency)
    : ofWorkItems(inputs, rules);

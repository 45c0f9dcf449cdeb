import type {
  BlamedDeployment,
  BlameRule,
  Blaming,
  RunInput,
} from '../../model/inputs/delivery-input.js';
import type { EfficiencyConfig } from '../../model/profile/profile.js';
import type { Rules } from '../../model/team.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { countedAt, endAt } from './end-state.js';
import { type IncidentSource, isTeamsIncident, restoredAtOfItem } from './production-incidents.js';
import { endOf } from './run-outcome.js';

/**
 * True if an incident's blame holds. It always holds if the tool says so itself. Otherwise the
 * incident must have come within the profile's window after the end of the deployment.
 */
export const isBlameHeld = (
  blame: { readonly rule: BlameRule; readonly endedAt: Instant; readonly createdAt: Instant },
  { changeFailureRate: { attributionWindowDays } }: EfficiencyConfig,
): boolean =>
  blame.rule === 'EXPLICIT' ||
  blame.createdAt - blame.endedAt <= attributionWindowDays * DAY_MILLISECONDS;

/**
 * Returns the source of the incidents that fail deployments: that of the failure rate. If pipelines
 * report failures, it is that of the time to restore.
 */
export const blamingSource = ({
  changeFailureRate: { source },
  meanTimeToRestore,
}: EfficiencyConfig): IncidentSource =>
  source === 'CONTINUOUS_DEPLOYMENT' ? meanTimeToRestore.source : source;

/**
 * False if the profile counts incidents of the incident tool by an event that has not come to this
 * one.
 */
export const hasCome = (
  incident: Parameters<typeof countedAt>[1],
  { changeFailureRate: { source, incidentState } }: EfficiencyConfig,
): boolean => source !== 'INCIDENT_MANAGEMENT' || countedAt(incidentState, incident) !== null;

/**
 * Returns the incidents whose blame of a deployment holds. They are of the profile's source, the
 * team's by its filters, in time, and past the event that counts them.
 */
function heldBlames(
  { blamedBy, endedAt }: Pick<BlamedDeployment, 'blamedBy' | 'endedAt'>,
  rules: Rules,
): Blaming[] {
  const source = blamingSource(rules.efficiency);
  return blamedBy.filter(
    (incident) =>
      incident.source === source &&
      isBlameHeld({ ...incident, endedAt }, rules.efficiency) &&
      (incident.source === 'ISSUE_MANAGEMENT' || hasCome(incident, rules.efficiency)) &&
      isTeamsIncident(incident, rules),
  );
}

export const heldBlamesOfRun = (run: RunInput, rules: Rules): Blaming[] =>
  heldBlames({ blamedBy: run.blamedBy, endedAt: endOf(run) }, rules);

/**
 * True if a deployment failed under these rules: somebody marked it so, or an incident's blame
 * holds.
 */
export const isBlamed = (
  deployment: Pick<BlamedDeployment, 'blamedBy' | 'endedAt' | 'mark'>,
  rules: Rules,
): boolean => deployment.mark === 'FAILED' || heldBlames(deployment, rules).length > 0;

/**
 * Returns when a blaming incident or item was over, by the rule of the time to restore; null while
 * it is not.
 */
export const restoredAt = (
  incident: Blaming,
  { settings, efficiency: { meanTimeToRestore } }: Rules,
): Instant | null =>
  incident.source === 'INCIDENT_MANAGEMENT'
    ? endAt(meanTimeToRestore.resolveOn, incident)
    : restoredAtOfItem(incident, settings);

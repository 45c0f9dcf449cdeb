import type {
  BlamedDeployment,
  BlameRule,
  Blaming,
  RunInput,
} from '../../model/inputs/delivery-input.js';
import type { EfficiencyConfig } from '../../model/profile.js';
import type { Rules } from '../../model/team.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { countedAt, endAt } from './end-state.js';
import { type IncidentSource, isTeamsIncident, restoredAtOfItem } from './production-incidents.js';
import { endOf } from './run-outcome.js';

/**
 * True where an incident's blame holds: always where the tool says so itself, else where the incident came within the profile's
 * window after the end of the deployment.
 */
export const isBlameHeld = (
  blame: { readonly rule: BlameRule; readonly endedAt: Instant; readonly createdAt: Instant },
  { changeFailureRate: { attributionWindowDays } }: EfficiencyConfig,
): boolean =>
  blame.rule === 'EXPLICIT' ||
  blame.createdAt - blame.endedAt <= attributionWindowDays * DAY_MILLISECONDS;

/** Whose incidents fail deployments: those of the failure rate; where pipelines tell that, those of the time to restore. */
export const blamingSource = ({
  changeFailureRate: { source },
  meanTimeToRestore,
}: EfficiencyConfig): IncidentSource =>
  source === 'CONTINUOUS_DEPLOYMENT' ? meanTimeToRestore.source : source;

/** False where the profile counts incidents of the incident tool by an event that has not come to this one. */
export const hasCome = (
  incident: Parameters<typeof countedAt>[1],
  { changeFailureRate: { source, incidentState } }: EfficiencyConfig,
): boolean => source !== 'INCIDENT_MANAGEMENT' || countedAt(incidentState, incident) !== null;

/**
 * The incidents whose blame of a deployment holds: of the profile's source, the team's by its filters, in time, and come to the event
 * that counts them.
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

/** True where a deployment failed whoever looks at it: somebody marked it so, or an incident's blame holds. */
export const isBlamed = (
  deployment: Pick<BlamedDeployment, 'blamedBy' | 'endedAt' | 'mark'>,
  rules: Rules,
): boolean => deployment.mark === 'FAILED' || heldBlames(deployment, rules).length > 0;

/** When what blames was over, by the rule of the time to restore; null while it is not. */
export const restoredAt = (
  incident: Blaming,
  { settings, efficiency: { meanTimeToRestore } }: Rules,
): Instant | null =>
  incident.source === 'INCIDENT_MANAGEMENT'
    ? endAt(meanTimeToRestore.resolveOn, incident)
    : restoredAtOfItem(incident, settings);

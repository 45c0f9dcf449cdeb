import type { BlameRule, RunAnchor } from '../../model/delivery-anchor.js';
import type { EfficiencyConfig } from '../../model/profile.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
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

/** The incidents whose blame of a run holds. */
export const heldBlames = (run: RunAnchor, efficiency: EfficiencyConfig): RunAnchor['blamedBy'] =>
  run.blamedBy.filter((incident) => isBlameHeld({ ...incident, endedAt: endOf(run) }, efficiency));

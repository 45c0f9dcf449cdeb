import type { EndState, IncidentState } from '../../model/profile/profile.js';
import type { Instant } from '../../model/time.js';

interface Ending {
  readonly updatedAt: Instant;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
}
interface Incident extends Ending {
  readonly status: string;
  readonly createdAt: Instant;
}

/** Returns the instant that a state names; null if it has not come. */
export function endAt(state: EndState, record: Ending): Instant | null {
  if (state === 'CLOSED') return record.closedAt;
  if (state === 'RESOLVED') return record.resolvedAt;
  if (state === 'UPDATED') return record.updatedAt;
  return record.resolvedAt ?? record.closedAt;
}

const words: Record<IncidentState, RegExp> = {
  CREATED: /^/,
  CLOSED: /\bclosed\b/i,
  RESOLVED: /\bresolved\b/i,
  UPDATED: /^/,
  CLOSED_AND_RESOLVED: /\b(closed|resolved)\b/i,
};

/**
 * True if the tool's word for a status is one of those that the state names. Any word is `CREATED`
 * and `UPDATED`.
 */
export const isInState = (state: IncidentState, status: string): boolean =>
  words[state].test(status);

/**
 * Returns the instant of the event that counts an incident; null if it has not come. A resolved
 * incident stays resolved once it is closed. `CLOSED_AND_RESOLVED` takes incidents whose status
 * says either, so that none counts that was opened again.
 */
export function countedAt(state: IncidentState, incident: Incident): Instant | null {
  if (state === 'CREATED') return incident.createdAt;
  if (state === 'CLOSED_AND_RESOLVED' && !isInState(state, incident.status)) return null;
  return endAt(state, incident);
}

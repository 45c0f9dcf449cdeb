import type { EndState } from '../../model/profile.js';
import type { Instant } from '../../model/time.js';

interface Ending {
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** The instant that a state names; null where that has not come. */
export function endAt(
  state: EndState,
  record: Ending & { readonly updatedAt: Instant },
): Instant | null;
export function endAt(state: Exclude<EndState, 'UPDATED'>, record: Ending): Instant | null;
export function endAt(
  state: EndState,
  record: Ending & { readonly updatedAt?: Instant },
): Instant | null {
  if (state === 'CLOSED') return record.closedAt;
  if (state === 'RESOLVED') return record.resolvedAt;
  if (state === 'UPDATED') return record.updatedAt ?? null;
  return record.resolvedAt ?? record.closedAt;
}

const words: Record<EndState, RegExp> = {
  CLOSED: /\bclosed\b/i,
  RESOLVED: /\bresolved\b/i,
  UPDATED: /^/,
  CLOSED_AND_RESOLVED: /\b(closed|resolved)\b/i,
};

/** True where the tool's word for a status is one of those that the state names; any is `UPDATED`. */
export const isInState = (state: EndState, status: string): boolean => words[state].test(status);

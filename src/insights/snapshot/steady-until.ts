import { DAY_MILLISECONDS, type Instant, nextMidnight, type TimeZone } from '../../model/time.js';
import type { Coverage } from '../../storage/integrations/sources.js';
import type { InsightQuery } from '../answer/answer.js';
import type { Ground } from './ground.js';

/** A ground, and the question that is asked of it at an instant. */
interface Known extends Pick<Ground, 'sources' | 'tools' | 'rosters' | 'state' | 'keep'> {
  readonly query: InsightQuery;
  readonly now: Instant;
  readonly zone: TimeZone;
}

/** The instant from which on a source counts as stale. */
const staleAt = ({ lastSyncedAt }: Coverage): Instant[] =>
  lastSyncedAt === null ? [] : [lastSyncedAt + DAY_MILLISECONDS + 1];

/** Returns the instants, ascending, at which answers of a ground change by the clock alone. */
function turnsOf({ sources, tools, rosters }: Known): Float64Array {
  const read = [
    ...sources.flatMap(({ history, pullRequests }) => [history, pullRequests]),
    ...tools,
  ];
  const members = [...rosters.values()].flat();
  const turns = [
    ...read.flatMap(staleAt),
    ...members.flatMap(({ since, until }) => [since, until]).filter((at) => at !== null),
  ];
  return Float64Array.from(turns).sort();
}

/**
 * Returns the instant until which answers of a snapshot stay as they are while nothing of the account changes. None stays that is being
 * recalculated.
 */
export function steadyUntil(known: Known): Instant {
  const { query, now, zone, state, keep } = known;
  if (state.recalculating) return now;
  const turns = keep('instants at which answers change', () => turnsOf(known));
  const first = turns.find((turn) => turn > now) ?? Number.POSITIVE_INFINITY;
  return query.range.dates ? first : Math.min(first, nextMidnight(now, zone));
}

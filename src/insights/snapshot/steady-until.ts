import { DAY_MILLISECONDS, type Instant, nextMidnight, type TimeZone } from '../../model/time.js';
import type { Coverage } from '../../storage/integrations/sources.js';
import type { InsightQuery } from '../answer/answer.js';
import type { Ground } from './ground.js';

/** A ground, and the question that is asked of it at an instant. */
interface Known extends Pick<Ground, 'sources' | 'tools' | 'rosters' | 'state'> {
  readonly query: InsightQuery;
  readonly now: Instant;
  readonly zone: TimeZone;
}

/** The instant from which on a source counts as stale. */
const staleAt = ({ lastSyncedAt }: Coverage): Instant[] =>
  lastSyncedAt === null ? [] : [lastSyncedAt + DAY_MILLISECONDS + 1];

/** Returns the instants at which answers change by the clock alone. */
function turnsOf({ query, now, zone, sources, tools, rosters }: Known): Instant[] {
  const read = [
    ...sources.flatMap(({ history, pullRequests }) => [history, pullRequests]),
    ...tools,
  ];
  const members = [...rosters.values()].flat();
  return [
    ...(query.range.dates ? [] : [nextMidnight(now, zone)]),
    ...read.flatMap(staleAt),
    ...members.flatMap(({ since, until }) => [since ?? now, until ?? now]),
  ];
}

/**
 * Returns the instant until which answers of a snapshot stay as they are while nothing of the account changes. None stays that is being
 * recalculated.
 */
export function steadyUntil(known: Known): Instant {
  if (known.state.recalculating) return known.now;
  return turnsOf(known).reduce(
    (first, turn) => (turn > known.now && turn < first ? turn : first),
    Number.POSITIVE_INFINITY,
  );
}

import type { LogEntry } from '../../model/change-log.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Entries later than `after` in order, at most those of `limit` sequences. */
export const readLog = (session: Session, after: number, limit: number): Promise<LogEntry[]> =>
  session.load<LogEntry>(
    `select sequence::float8 as sequence, kind, what, ${milliseconds('occurred_at')} as "occurredAt" from change_log
     where account_id = $1 and sequence > $2 and sequence <= $2 + $3 order by sequence, ordinal`,
    [after, limit],
  );

/** Forgets entries older than `before`, which recalculation has read. Returns how many. */
export const trimLog = (session: Session, before: number): Promise<number> =>
  session.run(
    `delete from change_log where account_id = $1 and occurred_at < $2::timestamptz
       and sequence <= (select position from correlation where account_id = $1) returning 1`,
    [new Date(before).toISOString()],
  );

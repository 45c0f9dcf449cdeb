import type { Membership } from '../../model/facts/people.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Loads present and former members of these teams; null for all teams. */
export const membershipsOf = (
  session: Session,
  teams: readonly number[] | null,
): Promise<Membership[]> =>
  session.load(
    `select team::float8 as team, developer::float8 as developer, ${milliseconds('since')} as since, ${milliseconds('until')} as until, shared
     from membership where account_id = $1 and ($2::bigint[] is null or team = any($2::bigint[])) order by team, developer, since nulls first`,
    [teams],
  );

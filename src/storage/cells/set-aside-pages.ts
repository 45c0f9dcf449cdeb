import type { SetAside } from '../../model/facts/set-aside.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Owner of a list: an integration, for its facts, or a team, for its months. */
export type SetAsideOwner = 'INTEGRATION' | 'TEAM';

/** A part of the list of one owner: at most `limit` after the number `after`. */
export interface SetAsidePart {
  readonly owner: number;
  readonly after: number;
  readonly limit: number;
}

/** Entries in the order in which they came, and how many there are in all. */
export interface SetAsideFound {
  readonly totalCount: number;
  readonly entries: readonly SetAside[];
}

const entry = `s.number::float8 as number, s.kind, s.code, s.message, s.integration, s.repository, ${milliseconds('s.first_at')} as "firstAt",
  nullif(s.metric, '') as metric,
  case when s.fact > 0 then json_build_object('kind', s.fact_kind, 'id', s.fact_id, 'number', s.fact) end as fact,
  case when s.kind = 'CELL' then json_build_object('team', s.team, 'ruleset', s.ruleset, 'month', s.month) end as cell`;

/** Cells under rules that are not effective are no part of what a team answers. */
const owned: Record<SetAsideOwner, string> = {
  INTEGRATION: 's.account_id = $1 and s.integration = wanted.owner',
  TEAM: `s.account_id = $1 and s.team = wanted.owner and (s.kind <> 'CELL' or exists (
    select 1 from team_ruleset r where r.account_id = $1 and r.team = s.team and r.ruleset = s.ruleset))`,
};

/** Loads parts of lists, in their order, in one statement however many there are. */
export const loadSetAside = (
  session: Session,
  by: SetAsideOwner,
  parts: readonly SetAsidePart[],
): Promise<SetAsideFound[]> =>
  session.load(
    `select (select count(*)::int from set_aside s where ${owned[by]}) as "totalCount",
       (select coalesce(json_agg(found order by number), '[]') from (select ${entry} from set_aside s
         where ${owned[by]} and s.number > wanted.after order by s.number limit wanted.size) found) as entries
     from rows from (unnest($2::bigint[]), unnest($3::bigint[]), unnest($4::int[])) with ordinality as wanted (owner, after, size, ordinal)
     order by wanted.ordinal`,
    byColumn(parts, 'owner', 'after', 'limit'),
  );

import type { Session } from '../sql/session.js';

export interface Switched {
  readonly team: number;
  readonly before: number | null;
  readonly after: number;
}

/**
 * Makes every pending ruleset of the account effective if none of their cells is dirty. Where no rules were effective there is nothing to
 * keep: it does so at once, and figures appear as they are observed. Deletes the rows of the earlier rules in the same transaction. Returns
 * the teams that switched.
 */
export async function switchRulesets(session: Session): Promise<Switched[]> {
  const waiting = await session.load<{
    team: number;
    before: number | null;
    after: number;
    open: boolean;
    first: boolean;
  }>(
    `select r.team::float8 as team, r.ruleset::float8 as before, r.pending::float8 as after,
       exists (select 1 from mark m where m.account_id = r.account_id and m.team = r.team and m.ruleset = r.pending) as open,
       not exists (select 1 from team_ruleset e where e.account_id = r.account_id and e.ruleset is not null) as first
     from team_ruleset r where r.account_id = $1 and r.pending is not null order by r.team for update of r`,
  );
  if (waiting.length === 0 || waiting.some(({ open, first }) => open && !first)) return [];
  const teams = waiting.map(({ team }) => team);
  await session.run(
    'update team_ruleset set ruleset = pending, pending = null where account_id = $1 and team = any($2::bigint[])',
    [teams],
  );
  for (const table of ['observation', 'exclusion', 'mark', 'cell', 'set_aside'])
    await session.run(
      `delete from ${table} as old using team_ruleset r where old.account_id = $1 and old.team = any($2::bigint[])
         and r.account_id = old.account_id and r.team = old.team and old.ruleset not in (0, r.ruleset)`,
      [teams],
    );
  return waiting;
}

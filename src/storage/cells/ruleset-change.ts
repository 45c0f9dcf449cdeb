import { byColumn } from '../sql/by-column.js';
import type { Session } from '../sql/session.js';
import type { TeamRules } from './rulesets.js';

export interface Switched {
  readonly team: number;
  readonly before: number | null;
  readonly after: number;
}

/** Deletes what was observed of teams under rulesets for which a condition holds. */
async function deleteRows(
  session: Session,
  teams: readonly number[],
  condition: string,
): Promise<void> {
  for (const table of ['cell_rows', 'cell_subject', 'mark', 'cell', 'set_aside'])
    await session.run(
      `delete from ${table} as old using team_ruleset r where old.account_id = $1 and old.team = any($2::bigint[])
         and r.account_id = old.account_id and r.team = old.team and ${condition}`,
      [teams],
    );
}

/**
 * Makes every pending ruleset of the account effective if none of their cells is dirty. Where no rules were effective there is nothing to
 * keep: it does so at once, and figures appear as they are observed. Deletes the rows of the earlier rules in the same transaction. Returns
 * the teams that switched.
 */
export async function switchRulesets(session: Session): Promise<Switched[]> {
  const waiting = await session.load<Switched & { open: boolean; first: boolean }>(
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
  await deleteRows(session, teams, 'old.ruleset not in (0, r.ruleset)');
  return waiting;
}

/** Sets what is to be observed beside the effective rules of teams; null gives it up. */
export async function setPending(
  session: Session,
  rules: readonly Pick<TeamRules, 'team' | 'pending'>[],
): Promise<void> {
  if (rules.length === 0) return;
  await session.run(
    `insert into team_ruleset (account_id, team, ruleset, pending)
     select $1, team, null, pending from unnest($2::bigint[], $3::bigint[]) as given (team, pending)
     on conflict (account_id, team) do update set pending = excluded.pending`,
    byColumn(rules, 'team', 'pending'),
  );
}

/** Forgets what was observed of teams under pending rules that will not come into force. */
export async function dropPendingRows(session: Session, teams: readonly number[]): Promise<void> {
  if (teams.length > 0) await deleteRows(session, teams, 'old.ruleset = r.pending');
}

/** Deletes the releases, and the links to them, under patterns that no ruleset of a team uses any more. */
export async function dropUnusedPatterns(session: Session): Promise<void> {
  for (const table of ['change_release', 'pull_request_release', 'release'])
    await session.run(
      `delete from ${table} as old where account_id = $1 and pattern not in (
         select s.content -> 'settings' ->> 'releasePattern' from team_ruleset r
         join ruleset s on s.account_id = r.account_id and s.number in (r.ruleset, r.pending) where r.account_id = $1)`,
    );
}

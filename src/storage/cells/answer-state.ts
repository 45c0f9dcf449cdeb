import type { FactKind } from '../../model/facts/facts.js';
import type { SetAsideKind } from '../../model/facts/set-aside.js';
import type { EffectiveRules } from '../../model/team.js';
import type { Session } from '../sql/session.js';

/** Number of things set aside of one kind, place and metric, with one example. */
export interface SetAsideSummary {
  readonly kind: SetAsideKind;
  readonly factKind: FactKind | null;
  readonly factId: string | null;
  readonly repository: number | null;
  /** 0 of what belongs to no cell, as ruleset and month; the metric is empty where it is all. */
  readonly team: number;
  readonly ruleset: number;
  readonly month: number;
  readonly metric: string;
  readonly count: number;
  readonly message: string;
}

const setAside = `(select coalesce(json_agg(s), '[]') from (
  select kind, fact_kind as "factKind", min(fact_id) as "factId", repository, team, ruleset, month, metric, count(*)::int as count, min(message) as message
  from set_aside where account_id = $1 and (team = 0 or team = any($2::bigint[])) group by kind, fact_kind, repository, team, ruleset, month, metric
  order by 1, 2, 4, 5, 6, 7, 8 limit 1000) s)`;

/** How far an answer can be trusted to be complete. */
export interface AnswerState {
  readonly sequence: number;
  /** The oldest sequence that the change log holds; 0 where it holds none. */
  readonly oldest: number;
  /** True while facts or rules in scope are not yet in the observations. */
  readonly recalculating: boolean;
  /** True while cells of the teams are to be observed, or other rules wait for them. */
  readonly dirty: boolean;
  /** Differs where other integrations are connected, or one has come further. */
  readonly synced: string;
  /** Summaries of all that recalculation excluded and that can concern the teams. */
  readonly setAside: readonly SetAsideSummary[];
}

/** Loads the sequence of the account as the session sees it; 0 if there is no such account. */
export async function loadSequence(session: Session): Promise<number> {
  const [sequence = 0] = await session.loadNumbers(
    'select sequence::float8 as number from account where id = $1',
  );
  return sequence;
}

const NOTHING: AnswerState = {
  sequence: 0,
  oldest: 0,
  recalculating: false,
  dirty: false,
  synced: '',
  setAside: [],
};

export async function answerState(
  session: Session,
  teams: readonly number[],
): Promise<AnswerState> {
  const row = await session.find<Omit<AnswerState, 'recalculating'> & { unlinked: boolean }>(
    `select a.sequence::float8 as sequence, coalesce((select min(sequence) from change_log where account_id = $1), 0)::float8 as oldest,
       exists (select 1 from (select kind from change_log
         where account_id = $1 and sequence > (select position from correlation where account_id = $1) order by sequence offset 0) l
         where kind in ('FACTS', 'DIRECTORY')) as unlinked,
       exists (select 1 from mark where account_id = $1 and team = any($2::bigint[]))
       or exists (select 1 from team_ruleset where account_id = $1 and team = any($2::bigint[]) and pending is not null) as dirty,
       (select coalesce(string_agg(concat_ws(' ', number, provider, extract(epoch from last_synced_at)), ',' order by number), '') from integration
         where account_id = $1) as synced, ${setAside} as "setAside"
     from account a where a.id = $1`,
    [teams],
  );
  if (!row) return NOTHING;
  const { unlinked, ...state } = row;
  return { ...state, recalculating: unlinked || state.dirty };
}

/** The rules that answer for teams; teams whose first observation is still to come have none. */
export const effectiveRules = (
  session: Session,
  teams: readonly number[],
): Promise<{ team: number; ruleset: number; rules: EffectiveRules }[]> =>
  session.load(
    `select r.team::float8 as team, r.ruleset::float8 as ruleset, s.content as rules
     from team_ruleset r join ruleset s on s.account_id = r.account_id and s.number = r.ruleset
     where r.account_id = $1 and r.team = any($2::bigint[]) order by r.team`,
    [teams],
  );

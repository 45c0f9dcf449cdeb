import type { ContributionAct } from '../../model/inputs/metric-input.js';
import { type Month, monthOf } from '../../model/month.js';
import { acts } from '../relations/references.js';
import type { Session } from '../sql/session.js';
import type { Cell } from './cell.js';

/** SQL: who is known to have reviewed or commented pull request `p`, and when, as a list. */
export const actsOfPullRequest = `(select coalesce(jsonb_agg(distinct jsonb_build_object('developer', who.developer, 'at', act.at)), '[]')
  from (select 1) as one ${acts} cross join lateral (select known.developer from identity known
    where known.account_id = $1 and known.number = act.by offset 0) who where who.developer is not null)`;

function monthsOf({ from, to }: Cell): Month[] {
  const first = monthOf(Date.parse(from));
  const last = monthOf(Date.parse(to) - 1);
  return Array.from({ length: last - first + 1 }, (_month, index) => first + index);
}

/** Loads the reviews and comments of present and former members within the cell, if the team's rules ask who contributed. Bots do not count. */
export async function actsWithin(session: Session, cell: Cell): Promise<ContributionAct[]> {
  if (cell.rules.productivity.denominator !== 'CONTRIBUTING') return [];
  return session.load(
    `with mine as (select number, developer from identity where account_id = $1 and developer = any($2::bigint[]) and bot is null),
       wanted as (select distinct w.source from mine cross join unnest($3::int[]) as asked (month)
         join fact_word w on w.account_id = $1 and w.kind = 'ACT' and w.word = mine.number || ' ' || asked.month)
     select p.number::float8 as number, mine.developer::float8 as developer, act.at
     from wanted join pull_request p on p.account_id = $1 and p.number = wanted.source and p.deleted_at is null ${acts}
       join mine on mine.number = act.by
     where act.at >= $4::float8 and act.at < $5::float8 order by 1, 2, 3`,
    [[...cell.members], monthsOf(cell), Date.parse(cell.from), Date.parse(cell.to)],
  );
}

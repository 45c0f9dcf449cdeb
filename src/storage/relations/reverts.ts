import { relationName } from '../../model/relation.js';
import type { Session } from '../sql/session.js';

/** The changes that are, or bring in, a commit whose hash begins like any of these. */
export const changesBeginning = (session: Session, beginnings: readonly string[]) =>
  session.loadNumbersBy(
    `with wanted as (select unnest($2::text[]) as beginning)
     select c.number::float8 as number from wanted join change c on c.account_id = $1 and c.sha >= wanted.beginning and c.sha < wanted.beginning || 'g'
     union select c.number::float8 from wanted
       join fact_word w on w.account_id = $1 and w.kind = 'COMMIT' and w.word >= wanted.beginning and w.word < wanted.beginning || 'g'
       join change c on c.account_id = $1 and c.number = w.source`,
    beginnings,
  );

/** The changes with these titles, as they are compared, each behind the number of its repository and a space. */
export const changesTitled = (session: Session, titles: readonly string[]) =>
  session.loadNumbersBy(
    `select c.number::float8 as number from unnest($2::text[]) as given (named)
     join change c on c.account_id = $1 and c.repository = split_part(given.named, ' ', 1)::bigint and c.deleted_at is null
       and starts_with(c.title, rtrim(left(substr(given.named, strpos(given.named, ' ') + 1), 3)))
       and regexp_replace(btrim(c.title), ' ?\\(#\\d+\\)("|$)', '\\1', 'g') = substr(given.named, strpos(given.named, ' ') + 1)`,
    titles,
  );

/** The pull requests in which a hash stands that begins like any of these. */
export const findPullRequestsWithHashes = (session: Session, beginnings: readonly string[]) =>
  session.loadNumbersBy(
    `select distinct f.number::float8 as number from unnest($2::text[]) as wanted (beginning)
     join fact_word w on w.account_id = $1 and w.kind = 'COMMIT' and w.word >= wanted.beginning and w.word < wanted.beginning || 'g'
     join pull_request f on f.account_id = $1 and f.number = w.source`,
    beginnings,
  );

/** Loads the reverting facts that any of these deployments contains. */
export const revertsCarriedBy = (
  session: Session,
  runs: readonly number[],
): Promise<{ reverting: number; reverted: number; run: number }[]> =>
  session.loadBy(
    `select r.source::float8 as reverting, r.target::float8 as reverted, d.target::float8 as run from fact_link r
       join fact_link d on d.account_id = $1 and d.source = r.source and d.target = any($2::bigint[])
         and d.relation = case r.relation when '${relationName.CHANGE_REVERT}' then '${relationName.CHANGE_DEPLOYMENT}'
           else '${relationName.PULL_REQUEST_DEPLOYMENT}' end
     where r.account_id = $1 and r.relation in ('${relationName.PULL_REQUEST_REVERT}', '${relationName.CHANGE_REVERT}')`,
    runs,
  );

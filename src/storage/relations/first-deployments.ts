import type { LineStep } from '../../model/linkable.js';
import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** The steps of a repository's line that are, or hold, or name what is asked for; hashes in small letters. */
export const stepsFor = (
  session: Session,
  repository: number,
  hashes: readonly string[],
  pullRequests: readonly number[],
): Promise<LineStep[]> =>
  session.load(
    `with wanted as (select number from change where account_id = $1 and repository = $2 and deleted_at is null and sha = any($3::text[])
       union select number from change where account_id = $1 and repository = $2 and deleted_at is null
         and (pull_request = any($4::int[]) or commits ?| $3::text[]))
     select lower(c.sha) as sha, c.position, c.commits, c.pull_request as "pullRequest"
     from wanted join change c on c.account_id = $1 and c.number = wanted.number`,
    [repository, [...new Set(hashes)], pullRequests],
  );

/** Loads the merged pull requests of a repository whose first deployment can be another after its deployments changed from an instant on. */
export const findPullRequestsFirstDeployedSince = (
  session: Session,
  repository: number,
  from: Instant,
) =>
  session.loadNumbers(
    `select p.number::float8 as number from pull_request p
       left join lateral (select l.rule, l.at from fact_link l where l.account_id = $1 and l.relation = '${relationName.PULL_REQUEST_DEPLOYMENT}'
         and l.source = p.number limit 1) l on true
     where p.account_id = $1 and p.repository = $2 and p.merged_at is not null and p.deleted_at is null
       and (l.rule is null or l.rule = 'BASELINE' or l.at >= $3::timestamptz or exists (
         select 1 from fact_link s where s.account_id = $1 and s.relation = '${relationName.PULL_REQUEST_SHIPMENT}' and s.source = p.number))`,
    [repository, timestamp(from)],
  );

/** Loads the changes of a repository whose first deployment can be another after its deployments changed from an instant on, except settled ones. */
export const findChangesFirstDeployedSince = (
  session: Session,
  repository: number,
  from: Instant,
  settled: { readonly position: number; readonly mergedAt: Instant },
) =>
  session.loadNumbers(
    `select c.number::float8 as number from change c
       left join lateral (select l.rule, l.at from fact_link l where l.account_id = $1 and l.relation = '${relationName.CHANGE_DEPLOYMENT}'
         and l.source = c.number limit 1) l on true
     where c.account_id = $1 and c.repository = $2 and c.deleted_at is null and (l.rule is null or l.at >= $3::timestamptz
       or exists (select 1 from fact_link s where s.account_id = $1 and s.relation = '${relationName.CHANGE_SHIPMENT}' and s.source = c.number)
       or (l.rule = 'BASELINE' and (c.position > $4::float8 or ${milliseconds('c.merged_at')} > $5::float8)))`,
    [repository, timestamp(from), settled.position, settled.mergedAt],
  );

/** Hashes of merge and head commits of a repository's merged pull requests that are imported and lie in no step of its line. */
export async function pullRequestsOffLine(session: Session, repository: number): Promise<string[]> {
  const rows = await session.load<{ sha: string }>(
    `select distinct c.sha from pull_request p cross join lateral unnest(array[lower(p.merge_sha), lower(p.head_sha)]) as known (sha)
       join commit c on c.account_id = $1 and c.sha = known.sha and c.repository = $2 and c.deleted_at is null
     where p.account_id = $1 and p.repository = $2 and p.merged_at is not null and p.deleted_at is null
       and not exists (select 1 from change s where s.account_id = $1 and s.sha = c.sha and s.repository = $2 and s.deleted_at is null)
       and not exists (select 1 from fact_word w join change s on s.account_id = $1 and s.number = w.source and s.repository = $2 and s.deleted_at is null
         where w.account_id = $1 and w.kind = 'COMMIT' and w.word = c.sha)`,
    [repository],
  );
  return rows.map(({ sha }) => sha);
}

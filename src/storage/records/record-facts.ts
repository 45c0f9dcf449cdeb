import type { ChangedFile } from '../../model/inputs/code-input.js';
import { relationName } from '../../model/relation.js';
import type { Instant, Window } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** Somebody who reviewed or commented. */
export interface ReviewerRow {
  readonly pullRequest: number;
  /** Null where no developer is known. */
  readonly developer: number | null;
  /** Instant of the first review or comment. */
  readonly at: Instant;
}

/** The people, neither bots nor the author, who said something at these pull requests, in the order of time. */
export const reviewersOf = (
  session: Session,
  pullRequests: readonly number[],
): Promise<ReviewerRow[]> =>
  session.load(
    `select p.number::float8 as "pullRequest", i.developer::float8 as developer, min((act ->> 'at')::float8) as at
     from pull_request p join identity author on author.account_id = $1 and author.number = p.author
       cross join lateral jsonb_array_elements(p.reviews || p.comments) as act
       join identity i on i.account_id = $1 and i.number = (act ->> 'by')::bigint
     where p.account_id = $1 and p.number = any($2::bigint[]) and i.bot is null and i.number <> p.author
       and i.developer is distinct from coalesce(author.developer, -1)
     group by p.number, i.developer, case when i.developer is null then i.number end order by p.number, at, i.developer`,
    [pullRequests],
  );

/** Loads the pull request that each of these reverts; of several the one that was merged last, ties by id. */
export async function revertedBy(
  session: Session,
  pullRequests: readonly number[],
): Promise<Map<number, number>> {
  const rows = await session.load<{ source: number; target: number }>(
    `select distinct on (l.source) l.source::float8 as source, l.target::float8 as target from fact_link l
       left join pull_request p on p.account_id = $1 and p.number = l.target
       left join change c on c.account_id = $1 and c.number = l.target
     where l.account_id = $1 and l.relation = '${relationName.PULL_REQUEST_REVERT}' and l.source = any($2::bigint[])
     order by l.source, coalesce(p.merged_at, c.merged_at) desc nulls last, coalesce(p.id, c.id) collate "C" desc`,
    [pullRequests],
  );
  return new Map(rows.map(({ source, target }) => [source, target]));
}

/** How much was made for a work item, by what is linked to it. */
export interface MadeForItem {
  readonly item: number;
  readonly pullRequestCount: number;
  readonly commitCount: number;
  readonly buildCount: number;
  readonly deploymentCount: number;
}

/** Counts of what was made for these work items: commits are no merges, builds and deployments are those of the pull requests. */
export const countsOfItems = (session: Session, items: readonly number[]): Promise<MadeForItem[]> =>
  session.load(
    `with made as (select l.source as item, p.number, p.commits from fact_link l
         join pull_request p on p.account_id = $1 and p.number = l.target and p.deleted_at is null
         where l.account_id = $1 and l.relation = '${relationName.ITEM_PULL_REQUEST}' and l.source = any($2::bigint[])),
       written as (select l.source as item, lower(c.sha) as sha from fact_link l
           join commit c on c.account_id = $1 and c.number = l.target and c.deleted_at is null and jsonb_array_length(c.parents) <= 1
           where l.account_id = $1 and l.relation = '${relationName.ITEM_COMMIT}' and l.source = any($2::bigint[])
         union select made.item, lower(one ->> 'sha') from made, jsonb_array_elements(made.commits) as one where not (one ->> 'isMerge')::boolean)
     select item::float8 as item, (select count(*) from made where made.item = each.item)::int as "pullRequestCount",
       (select count(*) from written where written.item = each.item)::int as "commitCount",
       (select count(distinct b.target) from made join fact_link b on b.account_id = $1 and b.relation = '${relationName.PULL_REQUEST_BUILD}'
         and b.source = made.number where made.item = each.item)::int as "buildCount",
       (select count(distinct d.target) from made join fact_link d on d.account_id = $1 and d.relation = '${relationName.PULL_REQUEST_DEPLOYMENT}'
         and d.rule <> 'BASELINE' and d.source = made.number where made.item = each.item)::int as "deploymentCount"
     from unnest($2::bigint[]) as each (item)`,
    [items],
  );

/** A file of a change, as it was changed. */
export interface FileOfChange extends ChangedFile {
  readonly change: number;
}

/** How many files of these changes are nobody's writing, of those that have some. */
export const unwrittenOfChanges = (
  session: Session,
  changes: readonly number[],
): Promise<{ readonly change: number; readonly count: number }[]> =>
  session.load(
    `select change::float8 as change, count(*)::int as count from changed_file
     where account_id = $1 and change = any($2::bigint[]) and unwritten is not null group by change`,
    [changes],
  );

/** The files of these changes whose lines are known, in the order of the change. */
export const filesOfChanges = (
  session: Session,
  changes: readonly number[],
): Promise<FileOfChange[]> =>
  session.load(
    `select change::float8 as change, path, additions, deletions, ${milliseconds('previous_at')} as "previousAt"
     from changed_file where account_id = $1 and change = any($2::bigint[])
       and additions is not null and deletions is not null order by change, ordinal`,
    [changes],
  );

/** Loads the sprints of all teams that end within a window, in the order of their names, ties by id. */
export const sprintNames = (
  session: Session,
  { from, to }: Window,
): Promise<{ number: number; name: string }[]> =>
  session.load(
    `select number::float8 as number, name from sprint where account_id = $1 and deleted_at is null
       and coalesce(completed_at, end_at) >= $2::timestamptz and coalesce(completed_at, end_at) < $3::timestamptz
     order by name collate "C", id collate "C"`,
    [timestamp(from), timestamp(to)],
  );

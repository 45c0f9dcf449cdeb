import type { PipelineRunFact } from '../../model/facts/delivery.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A fact without its traits. */
export interface NamedFact {
  readonly number: number;
  /** The name that people know it by; never a person's name. */
  readonly name: string;
}

/** How many facts of a kind are looked at; older ones are not. */
const MOST = 5000;

/** SQL: the facts of a table that have a key, the newest first. */
const byCreation = (table: string): string =>
  `select f.number::float8 as number, f.key as name from ${table} f
    where f.account_id = $1 and f.deleted_at is null order by f.created_at desc, f.id collate "C" desc`;
const newest = {
  workItem: byCreation('work_item'),
  run: `select s.number::float8 as number, f.pipeline as name from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
    where s.account_id = $1 order by coalesce(f.ended_at, f.started_at, f.told_at) desc nulls last, f.id collate "C" desc`,
  incident: byCreation('incident'),
  changeRequest: byCreation('change_request'),
} as const;

/** Returns the newest facts of a kind that are not deleted, the newest first. */
export const newestFacts = (session: Session, kind: keyof typeof newest): Promise<NamedFact[]> =>
  session.load(`${newest[kind]} limit ${MOST}`);

export interface LabelledPullRequest extends NamedFact {
  readonly labels: readonly string[];
}

/** The newest merged pull requests of these repositories, as `repository#12`. */
export const newestMerged = (
  session: Session,
  repositories: readonly number[],
): Promise<LabelledPullRequest[]> =>
  session.load(
    `select p.number::float8 as number, r.name || '#' || p.tool_number as name, p.labels from pull_request p
       join repository r on r.account_id = $1 and r.number = p.repository
     where p.account_id = $1 and p.repository = any($2::bigint[]) and p.deleted_at is null and p.merged_at is not null
     order by p.merged_at desc, p.id collate "C" desc limit ${MOST}`,
    [repositories],
  );

/** The branches of these repositories that are the default one or that pull requests went to, those of the most first. */
export const knownBranches = (
  session: Session,
  repositories: readonly number[],
): Promise<{ name: string; isDefault: boolean }[]> =>
  session.load(
    `with known as (
       select default_branch as name, true as "isDefault" from repository where account_id = $1 and number = any($2::bigint[]) and default_branch is not null
       union all select target.name, target.name = r.default_branch from pull_request p
         join repository r on r.account_id = $1 and r.number = p.repository
         cross join lateral (select regexp_replace(p.target_branch, '^refs/heads/', '') as name) target
       where p.account_id = $1 and p.repository = any($2::bigint[]) and p.deleted_at is null)
     select name, coalesce(bool_or("isDefault"), false) as "isDefault" from known group by name order by count(*) desc, name collate "C" limit ${MOST}`,
    [repositories],
  );

/** The names of the newest tags of these repositories. */
export const newestTags = (
  session: Session,
  repositories: readonly number[],
): Promise<{ name: string }[]> =>
  session.load(
    `select name from tag where account_id = $1 and repository = any($2::bigint[]) and deleted_at is null
     order by tagged_at desc, id collate "C" desc limit ${MOST}`,
    [repositories],
  );

/** A run as people find it in its tool. */
export interface ShownRun
  extends NamedFact,
    Pick<
      PipelineRunFact,
      'branch' | 'environment' | 'statusName' | 'startedAt' | 'endedAt' | 'url'
    > {
  /** The tool's number of the run; null if it has none. */
  readonly toolNumber: string | null;
}

/** Returns the newest effective runs whose pipeline contains a text, in any case; null: of all pipelines. */
export const newestRuns = (
  session: Session,
  search: string | null,
  most: number,
): Promise<ShownRun[]> =>
  session.load(
    `select s.number::float8 as number, f.pipeline as name, f.tool_number as "toolNumber", f.branch, f.environment, f.status_name as "statusName",
       ${milliseconds('f.started_at')} as "startedAt", ${milliseconds('f.ended_at')} as "endedAt", f.url
     from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
     where s.account_id = $1 and ($2::text is null or strpos(lower(f.pipeline), lower($2)) > 0)
     order by coalesce(f.ended_at, f.started_at, f.told_at) desc nulls last, f.id collate "C" desc limit $3`,
    [search, most],
  );

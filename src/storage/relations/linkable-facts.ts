import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { Artifact } from '../../model/facts/delivery.js';
import type { PullRequestCommit } from '../../model/facts/review.js';
import type { SprintMove } from '../../model/facts/work.js';
import type { LinkableCommit, LinkableItem, LinkablePullRequest } from '../../model/linkable.js';
import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import { LoadedRows } from '../sql/loaded-rows.js';
import type { Session } from '../sql/session.js';
import { defaultBranch } from './pull-request-files.js';

export interface PullRequestText extends LinkablePullRequest {
  readonly repository: number;
  readonly numberInRepository: number;
  readonly targetBranch: string;
  readonly toDefaultBranch: boolean;
  readonly mergedAt: Instant | null;
  readonly headSha: string | null;
  readonly reverts: string | null;
  readonly commits: readonly PullRequestCommit[];
}
export interface ItemText extends LinkableItem {
  readonly id: string;
  readonly parentId: string | null;
  readonly sprintHistory: readonly SprintMove[];
}
export interface IncidentText {
  readonly number: number;
  readonly createdAt: Instant;
  readonly service: number | null;
  readonly repository: number | null;
  readonly causedBy: readonly string[];
  readonly fixedBy: readonly string[];
}
export interface RunReferences {
  readonly number: number;
  readonly id: string;
  readonly commits: readonly string[];
  readonly artifactsIn: readonly Artifact[];
  readonly artifactsOut: readonly Artifact[];
}

/** A line with an address, such as `Co-authored-by`, is about a person. */
const commitMessage = `case when f.trailers = '[]'::jsonb and f.body is null then f.title
  else concat_ws(E'\\n', f.title, regexp_replace(f.body, '^.*@.*$', '', 'gn'),
    (select string_agg(trailer ->> 1, E'\\n') from jsonb_array_elements(f.trailers) as trailer where position('@' in trailer ->> 1) = 0)) end`;

const selects = {
  commit: `select f.number::float8 as number, lower(f.sha) as sha, ${milliseconds('f.authored_at')} as "authoredAt", ${commitMessage} as message from commit f`,
  pull_request: `select f.number::float8 as number, f.id, f.repository::float8 as repository, f.tool_number as "numberInRepository", f.title, f.body,
      regexp_replace(f.source_branch, '^refs/heads/', '') as "sourceBranch", regexp_replace(f.target_branch, '^refs/heads/', '') as "targetBranch",
      regexp_replace(f.target_branch, '^refs/heads/', '') = coalesce(${defaultBranch('r')}, '') as "toDefaultBranch",
      ${milliseconds('f.opened_at')} as "openedAt", ${milliseconds('f.merged_at')} as "mergedAt",
      lower(f.merge_sha) as "mergeSha", lower(f.head_sha) as "headSha",
      f.reverts, f.commits from pull_request f join repository r on r.account_id = $1 and r.number = f.repository`,
  work_item: `select f.number::float8 as number, f.id, f.key, f.former_keys as "formerKeys", f.is_subtask as "isSubtask", above.number::float8 as parent,
      f.parent as "parentId", f.linked_pull_requests as "linkedPullRequests", f.linked_commits as "linkedCommits", f.sprint_history as "sprintHistory"
      from work_item f
      left join work_item above on above.account_id = $1 and above.id = f.parent and above.deleted_at is null`,
  pipeline_run: `select f.number::float8 as number, f.id, f.commits, f.artifacts_in as "artifactsIn", f.artifacts_out as "artifactsOut" from pipeline_run f`,
  incident: `select f.number::float8 as number, ${milliseconds('f.created_at')} as "createdAt", f.service_number::float8 as service,
      f.repository::float8 as repository, f.caused_by as "causedBy", f.fixed_by as "fixedBy" from incident f`,
} as const;

interface TextOf {
  readonly commit: LinkableCommit;
  readonly pull_request: PullRequestText;
  readonly work_item: ItemText;
  readonly pipeline_run: RunReferences;
  readonly incident: IncidentText;
}

export type TextTable = keyof TextOf;

/** Facts of a table that a transaction has loaded: while it links it changes none. */
const loadedOf = <Table extends TextTable>(session: Session, table: Table) =>
  session.keep(`texts of ${table}`, () => new LoadedRows<TextOf[Table]>());

/** Loads the facts of a table that are not deleted, whose numbers lie in these ranges, and for which `also` holds. */
export async function textsWithin<Table extends TextTable>(
  session: Session,
  table: Table,
  numbers: readonly NumberRange[],
  also = 'true',
): Promise<TextOf[Table][]> {
  if (numbers.length === 0) return [];
  const rows = await session.load<TextOf[Table]>(
    `${selects[table]} join unnest($2::bigint[]) as picked (number) on f.number = picked.number
     where f.account_id = $1 and f.deleted_at is null and ${also} order by f.number`,
    [numbersIn(numbers)],
  );
  loadedOf(session, table).add(rows);
  return rows;
}

/** Loads the facts of a table that are not deleted, by number. */
export const textsNumbered = <Table extends TextTable>(
  session: Session,
  table: Table,
  numbers: Iterable<number>,
): Promise<TextOf[Table][]> =>
  loadedOf(session, table).load(numbers, (missing) =>
    session.load<TextOf[Table]>(
      `${selects[table]} where f.account_id = $1 and f.deleted_at is null and f.number = any($2::bigint[])`,
      [missing],
    ),
  );

/** Columns by which facts are found, and the properties that hold them. */
const namedBy = {
  commit: { sha: 'sha' },
  pull_request: { id: 'id' },
  work_item: { parent: 'parentId' },
} as const;

/** Loads the facts of a table that are not deleted and have any of these values in a column. */
export async function textsBy<Table extends keyof typeof namedBy>(
  session: Session,
  table: Table,
  column: keyof (typeof namedBy)[Table] & string,
  values: Iterable<string>,
): Promise<TextOf[Table][]> {
  const wanted = new Set<unknown>(values);
  if (wanted.size === 0) return [];
  const loaded = loadedOf(session, table);
  const property = namedBy[table][column] as keyof TextOf[Table];
  const known = loaded.where((row) => wanted.has(row[property]));
  const others = await session.load<TextOf[Table]>(
    `${selects[table]} where f.account_id = $1 and f.deleted_at is null and f.${column} = any($2::text[]) and f.number <> all($3::bigint[])`,
    [[...wanted], known.map(({ number }) => number)],
  );
  loaded.add(others);
  return [...known, ...others].sort((left, right) => left.number - right.number);
}

/** Loads these work items and all below them, with all above any of them. Deleted items are not among them, but followed down. */
export const itemTrees = (
  session: Session,
  numbers: readonly number[],
): Promise<{ number: number; id: string; parent: number | null }[]> =>
  session.loadBy(
    `with recursive below (number, id) as (
       select number, id from work_item where account_id = $1 and number = any($2::bigint[])
       union select w.number, w.id from below join work_item w on w.account_id = $1 and w.parent = below.id and w.deleted_at is null),
     tree (number, id, parent) as (
       select w.number, w.id, w.parent from below join work_item w on w.account_id = $1 and w.id = below.id and w.deleted_at is null
       union select w.number, w.id, w.parent from tree join work_item w on w.account_id = $1 and w.id = tree.parent and w.deleted_at is null)
     select tree.number::float8 as number, tree.id, above.number::float8 as parent from tree left join tree above on above.id = tree.parent order by 1`,
    numbers,
  );

/** Finds the numbers of the attempts with these ids, deleted or not. */
export const runsWithIds = (session: Session, ids: Iterable<string>) =>
  session.loadNumbersBy(
    'select number::float8 as number from pipeline_run where account_id = $1 and id = any($2::text[])',
    ids,
  );

/** Finds the incidents that name any present or former attempt of these runs, or of the runs above them, deleted or not. */
export const incidentsNaming = (session: Session, runs: Iterable<number>) =>
  session.loadNumbersBy(
    `select distinct f.number::float8 as number from (select unnest($2::bigint[]) as number
         union select source from fact_link where account_id = $1 and relation in ('${relationName.RUN_STANDING}', '${relationName.RUN_BELOW}')
           and target = any($2::bigint[])) as wanted
       cross join lateral (select id from pipeline_run where account_id = $1 and number = wanted.number offset 0) r
       cross join lateral (select source from fact_word where account_id = $1 and kind = 'RUN' and word = r.id offset 0) w
       join incident f on f.account_id = $1 and f.number = w.source`,
    runs,
  );

/** All pull requests of repositories. */
export const pullRequestsIn = (session: Session, repositories: readonly number[]) =>
  session.loadNumbersBy(
    'select number::float8 as number from pull_request where account_id = $1 and repository = any($2::bigint[])',
    repositories,
  );

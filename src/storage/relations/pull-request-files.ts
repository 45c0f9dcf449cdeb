import type { FileChange } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds, moment, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type DerivedRow, derivedTable, insertRows } from './derived-rows.js';
import { keyOf } from './line-files.js';

/** SQL: the change that pull request `p` became is `coalesce(merged.number, named.number)`. */
export const joinMergeChange = `left join lateral (select c.number from change c where c.account_id = $1 and c.sha = p.merge_sha and c.repository = p.repository
    and c.deleted_at is null order by c.id collate "C" limit 1) merged on true
  left join lateral (select c.number from change c where c.account_id = $1 and c.repository = p.repository and c.pull_request = p.tool_number
    and c.deleted_at is null order by c.position, c.id collate "C" limit 1) named on true`;
/** SQL: the branch that pull request `p` goes into. */
export const targetBranch = `regexp_replace(p.target_branch, '^refs/heads/', '')`;
/** SQL: the default branch of a repository; null if the repository is deleted. */
export const defaultBranch = (of: string): string =>
  `case when ${of}.deleted_at is null then ${of}.default_branch end`;
/** SQL: whether the history of the repository of pull request `p` is known. */
export const historyKnown =
  'exists (select 1 from change c where c.account_id = $1 and c.repository = p.repository and c.deleted_at is null)';
/** SQL: whether pull request `p` goes into the default branch of its repository `home`, and the history of that is known. */
export const onKnownLine = `(coalesce(${targetBranch} = ${defaultBranch('home')}, false) and ${historyKnown})`;

/** A pull request that was merged and whose lines no change is known to hold. */
interface Landed {
  readonly number: number;
  readonly repository: number;
  readonly branch: string;
  readonly mergedAt: Instant;
  readonly files: readonly FileChange[];
}
/** A path on a branch that was touched from an instant on; of all branches where none is named. */
export interface TouchedPath {
  readonly repository: number;
  readonly branch: string | null;
  readonly key: string;
  readonly since: Instant;
}
/** A file of a pull request with the last that happened to it before on either line. */
export interface FileBefore {
  readonly pullRequest: number;
  readonly ordinal: number;
  readonly onBranchAt: Instant | null;
  readonly movedOnBranch: boolean | null;
  readonly onLineAt: Instant | null;
  readonly movedOnLine: boolean | null;
}

const landedAlone = (session: Session, numbers: readonly number[]): Promise<Landed[]> =>
  session.load(
    `select p.number::float8 as number, p.repository::float8 as repository, ${targetBranch} as branch, ${milliseconds('p.merged_at')} as "mergedAt", p.files
     from pull_request p join repository home on home.account_id = $1 and home.number = p.repository ${joinMergeChange}
     where p.account_id = $1 and p.number = any($2::bigint[]) and p.deleted_at is null and p.merged_at is not null
       and merged.number is null and named.number is null and not ${onKnownLine}`,
    [numbers],
  );

const pullRequestFiles = derivedTable('PullRequestFileTable');

async function insertFiles(session: Session, landed: readonly Landed[]): Promise<TouchedPath[]> {
  const rows = landed.flatMap(({ number: pullRequest, files, ...place }) =>
    files.map(({ path, from }, index) => ({
      ...place,
      pullRequest,
      ordinal: index + 1,
      pathKey: keyOf(path),
      fromKey: from === undefined ? null : keyOf(from),
      previousAt: null,
      rule: '',
    })),
  );
  await insertRows(session, pullRequestFiles, rows);
  return rows.flatMap(({ repository, branch, mergedAt: since, pathKey, fromKey }) =>
    [pathKey, fromKey].flatMap((key) => (key === null ? [] : [{ repository, branch, key, since }])),
  );
}

/** Rewrites the paths that these pull requests touch. Returns all paths that they touched before or touch now. */
export async function renewFiles(
  session: Session,
  pullRequests: Iterable<number>,
): Promise<TouchedPath[]> {
  const numbers = [...new Set(pullRequests)];
  if (numbers.length === 0) return [];
  const left = await session.load<TouchedPath>(
    `with gone as (delete from pull_request_file where account_id = $1 and pull_request = any($2::bigint[]) returning *)
     select gone.repository::float8 as repository, gone.branch, key.key, ${milliseconds('gone.merged_at')} as since
     from gone cross join lateral (values (gone.path_key), (gone.from_key)) as key (key) where key.key is not null`,
    [numbers],
  );
  return [...left, ...(await insertFiles(session, await landedAlone(session, numbers)))];
}

const idOf = (file: string) =>
  `(select p.id collate "C" from pull_request p where p.account_id = $1 and p.number = ${file}.pull_request)`;
/** SQL: the order on a branch. The first id comes first, of pull requests merged at the same instant. */
const onBranch = (column: string, moved: boolean) =>
  `(select e.merged_at as at, ${moved} as moved from pull_request_file e where e.account_id = $1 and e.repository = f.repository
     and e.${column} = f.key and e.branch = f.branch and e.merged_at <= f.merged_at
     and (e.merged_at < f.merged_at or ${idOf('e')} < ${idOf('f')}) order by e.merged_at desc limit 1)`;
const onLine = (column: string, moved: boolean) =>
  `(select c.merged_at as at, e.position, c.id collate "C" as id, ${moved} as moved from changed_file e
     join change c on c.account_id = $1 and c.number = e.change and c.deleted_at is null and c.merged_at < f.merged_at
     where e.account_id = $1 and e.repository = f.repository and e.${column} = f.key order by e.position desc, c.id collate "C" desc limit 1)`;
/** SQL: the last change of the path `f.key` before file `f`, or the last rename away from it. At one instant on a branch a change counts. */
const lastBefore = `
  left join lateral (select last.at, last.moved from (${onBranch('path_key', false)} union all ${onBranch('from_key', true)}) as last
    order by last.at desc, last.moved limit 1) on_branch on true
  left join lateral (select last.at, last.moved from (${onLine('path_key', false)} union all ${onLine('from_key', true)}) as last
    order by last.position desc, last.id desc, last.moved limit 1) on_line on true`;
const follows = (condition: string) =>
  `select f.*, touched.key from touched join pull_request_file f on f.account_id = $1 and f.repository = touched.repository
     and ${condition} and f.merged_at >= touched.since and f.branch = coalesce(touched.branch, f.branch)`;

/** The files, from these instants on, that may follow others than before, with the last that happened to each before. */
export async function filesFollowing(
  session: Session,
  touched: readonly TouchedPath[],
): Promise<FileBefore[]> {
  if (touched.length === 0) return [];
  return session.load<FileBefore>(
    `with touched as (select repository, branch, key, min(since) as since
         from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[]) as given (repository, branch, key, since) group by 1, 2, 3),
       f as (${follows('f.path_key = touched.key and f.from_key is null')} union ${follows('f.from_key = touched.key')})
     select f.pull_request::float8 as "pullRequest", f.ordinal, ${milliseconds('on_branch.at')} as "onBranchAt", on_branch.moved as "movedOnBranch",
       ${milliseconds('on_line.at')} as "onLineAt", on_line.moved as "movedOnLine" from f ${lastBefore}`,
    [
      ...byColumn(touched, 'repository', 'branch', 'key'),
      touched.map(({ since }) => timestamp(since)),
    ],
  );
}

/** Keeps what files follow. Returns the pull requests of those that follow another than before. */
export async function writePrevious(
  session: Session,
  files: readonly Pick<
    DerivedRow<'PullRequestFileTable'>,
    'pullRequest' | 'ordinal' | 'previousAt' | 'rule'
  >[],
): Promise<number[]> {
  if (files.length === 0) return [];
  const rows = await session.loadNumbers(
    `update pull_request_file f set previous_at = given.previous_at, rule = given.rule
     from unnest($2::bigint[], $3::int[], $4::timestamptz[], $5::text[]) as given (pull_request, ordinal, previous_at, rule)
     where f.account_id = $1 and f.pull_request = given.pull_request and f.ordinal = given.ordinal
       and (f.previous_at, f.rule) is distinct from (given.previous_at, given.rule)
     returning f.pull_request::float8 as number`,
    [
      ...byColumn(files, 'pullRequest', 'ordinal'),
      files.map(({ previousAt }) => moment(previousAt)),
      files.map(({ rule }) => rule),
    ],
  );
  return [...new Set(rows)];
}

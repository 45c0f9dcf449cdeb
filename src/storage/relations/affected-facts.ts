import type { NumberRange } from '../../model/change-log.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

const inRanges = (table: string) =>
  `unnest($2::bigint[], $3::bigint[]) as range (first, last) join ${table} f on f.account_id = $1 and f.number between range.first and range.last`;
const bounds = (session: Session, numbers: readonly NumberRange[]) => [
  session.account,
  numbers.map(([first]) => first),
  numbers.map(([, last]) => last),
];

async function repositoriesBy(
  session: Session,
  sql: string,
  numbers: readonly NumberRange[],
): Promise<number[]> {
  const rows = await session.query<{ repository: number }>(sql, bounds(session, numbers));
  return rows.map((row) => row.repository);
}

/** Loads the repositories of these changes, deleted or not. */
export const repositoriesOfChanges = (session: Session, numbers: readonly NumberRange[]) =>
  repositoriesBy(
    session,
    `select distinct f.repository::float8 as repository from ${inRanges('change')}`,
    numbers,
  );

/** Loads the repositories of these tags, deleted or not. The release of a removed tag still knows its repository. */
export const repositoriesOfTags = (session: Session, numbers: readonly NumberRange[]) =>
  repositoriesBy(
    session,
    `select f.repository::float8 as repository from ${inRanges('tag')} union select f.repository::float8 from ${inRanges('release')}`,
    numbers,
  );

/** The changes whose own commits these are: their files are the commits'. */
export async function changesOfCommits(
  session: Session,
  commits: readonly NumberRange[],
): Promise<number[]> {
  if (commits.length === 0) return [];
  const rows = await session.query<{ number: number }>(
    `select c.number::float8 as number from ${inRanges('commit')} join change c on c.account_id = $1 and c.id = f.id`,
    bounds(session, commits),
  );
  return rows.map((row) => row.number);
}

/** Finds the pull requests that list any of these commits, imported or not. */
export async function pullRequestsListing(
  session: Session,
  commits: readonly NumberRange[],
): Promise<number[]> {
  if (commits.length === 0) return [];
  const rows = await session.query<{ number: number }>(
    `select distinct p.number::float8 as number from ${inRanges('commit')}
       join fact_word w on w.account_id = $1 and w.kind = 'COMMIT' and w.word = lower(f.sha)
       join pull_request p on p.account_id = $1 and p.number = w.source`,
    bounds(session, commits),
  );
  return rows.map((row) => row.number);
}

/** Where and when releases lie now. */
export const placesOfReleases = (
  session: Session,
  numbers: readonly number[],
): Promise<{ repository: number; pattern: string; at: number }[]> =>
  session.query(
    `select repository::float8 as repository, pattern, ${milliseconds('released_at')} as at
     from release where account_id = $1 and number = any($2::bigint[])`,
    [session.account, numbers],
  );

import type { NumberRange } from '../../model/change-log.js';
import { milliseconds } from '../sql/instant-sql.js';
import { numbersWithin } from '../sql/numbers-by.js';
import type { Session } from '../sql/session.js';

const inRanges = (table: string) =>
  `unnest($2::bigint[]) as picked (number) join ${table} f on f.account_id = $1 and f.number = picked.number`;

/** Loads the repositories of these changes, deleted or not. */
export const repositoriesOfChanges = (session: Session, changes: readonly NumberRange[]) =>
  numbersWithin(
    session,
    changes,
    `select distinct f.repository::float8 as number from ${inRanges('change')}`,
  );

/** The changes whose own commits these are: their files are the commits'. */
export const changesOfCommits = (session: Session, commits: readonly NumberRange[]) =>
  numbersWithin(
    session,
    commits,
    `select c.number::float8 as number from ${inRanges('commit')} join change c on c.account_id = $1 and c.id = f.id`,
  );

/** Finds the pull requests that list any of these commits, imported or not. */
export const pullRequestsListing = (session: Session, commits: readonly NumberRange[]) =>
  numbersWithin(
    session,
    commits,
    `select distinct p.number::float8 as number from ${inRanges('commit')}
       cross join lateral (select w.source from fact_word w where w.account_id = $1 and w.kind = 'COMMIT' and w.word = lower(f.sha) offset 0) w
       join pull_request p on p.account_id = $1 and p.number = w.source`,
  );

/** Where and when releases lie now. */
export const placesOfReleases = async (
  session: Session,
  numbers: readonly number[],
): Promise<{ repository: number; pattern: string; at: number }[]> =>
  numbers.length === 0
    ? []
    : session.load(
        `select repository::float8 as repository, pattern, ${milliseconds('released_at')} as at
         from release where account_id = $1 and number = any($2::bigint[])`,
        [numbers],
      );

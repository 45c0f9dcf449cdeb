import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { LineStep } from '../../model/linkable.js';
import { type Relation, relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { findReferencing } from './reference-keys.js';

/** A step of a default branch as linking needs it; hashes in small letters. */
export interface ChangeText extends LineStep {
  readonly number: number;
  readonly id: string;
  readonly repository: number;
  readonly branch: string;
  readonly title: string;
  readonly mergedAt: Instant;
  /** Hashes, some of them shortened, of the commits that it says it reverts. */
  readonly revertedShas: readonly string[];
}

const columns = `c.number::float8 as number, c.id, c.repository::float8 as repository, lower(c.sha) as sha, c.branch, c.position, c.title,
  ${milliseconds('c.merged_at')} as "mergedAt", c.commits, c.pull_request as "pullRequest", c.reverted_shas as "revertedShas"`;

/** Loads changes that are not deleted, by number. */
export async function changesBy(
  session: Session,
  numbers: Iterable<number>,
): Promise<ChangeText[]> {
  const rows = await session.loadBy<ChangeText>(
    `select ${columns} from change c where c.account_id = $1 and c.number = any($2::bigint[]) and c.deleted_at is null order by c.number`,
    numbers,
  );
  return rows.map((row) => ({ ...row, commits: row.commits.map((sha) => sha.toLowerCase()) }));
}

/** The changes that are, or bring in, any of these commits. */
export const changesHolding = async (
  session: Session,
  hashes: readonly string[],
): Promise<number[]> => [
  ...(await session.loadNumbersBy(
    'select number::float8 as number from change where account_id = $1 and sha = any($2::text[])',
    hashes,
  )),
  ...(await findReferencing(session, 'change', 'COMMIT', hashes)),
];

/** Finds the repositories that have such a fact and no link of the relation, or the link without the fact. */
async function findOtherwise(
  session: Session,
  relation: Relation,
  facts: string,
): Promise<{ numbers: number[]; having: number[] }> {
  const rows = await session.load<{ number: number; has: boolean }>(
    `select coalesce(r.number, l.source)::float8 as number, coalesce(r.has, false) as has
     from (select number, exists (select 1 from ${facts} and f.account_id = $1 and f.repository = repository.number
         and f.deleted_at is null) as has from repository where account_id = $1) r
       full join (select source from fact_link where account_id = $1 and relation = '${relation}') l on l.source = r.number
     where coalesce(r.has, false) <> (l.source is not null)`,
  );
  const having = rows.filter(({ has }) => has);
  return { numbers: rows.map(({ number }) => number), having: having.map(({ number }) => number) };
}

/** Finds the repositories that have merged pull requests since now, or no longer. */
export const findReviewedOtherwise = (session: Session) =>
  findOtherwise(
    session,
    relationName.REPOSITORY_REVIEWED,
    'pull_request f where f.merged_at is not null',
  );

/** Finds the repositories whose history is known since now, or no longer: at least one step of the default branch. */
export const findWithHistoryOtherwise = (session: Session) =>
  findOtherwise(session, relationName.REPOSITORY_HISTORY, 'change f where true');

/** All changes of repositories. */
export const changesIn = (session: Session, repositories: readonly number[]) =>
  session.loadNumbersBy(
    'select number::float8 as number from change where account_id = $1 and repository = any($2::bigint[])',
    repositories,
  );

const inRanges = (table: string) =>
  `unnest($2::bigint[]) as picked (number) join ${table} f on f.account_id = $1 and f.number = picked.number`;

/** Loads the repositories of these changes, deleted or not. */
export const repositoriesOfChanges = (session: Session, changes: readonly NumberRange[]) =>
  session.loadNumbersBy(
    `select distinct f.repository::float8 as number from ${inRanges('change')}`,
    numbersIn(changes),
  );

/** The changes whose own commits these are: their files are the commits'. */
export const changesOfCommits = (session: Session, commits: readonly NumberRange[]) =>
  session.loadNumbersBy(
    `select c.number::float8 as number from ${inRanges('commit')} join change c on c.account_id = $1 and c.id = f.id`,
    numbersIn(commits),
  );

import type { Instant } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { historyKnown } from './pull-request-files.js';

/** A merged pull request of a repository of whose history nothing is known. */
export interface MergedWithoutHistory {
  /** The index of what it was asked by. */
  readonly index: number;
  readonly number: number;
  readonly repository: number;
  readonly mergedAt: Instant;
  /** In small letters, as is the next. */
  readonly mergeSha: string | null;
  readonly headSha: string | null;
}
/** SQL: pull request `p` was merged, and of the history of its repository nothing is known. */
const whereWithoutHistory = `p.deleted_at is null and p.merged_at is not null and not ${historyKnown}`;
/** Loads them by lists of what is given, with the index in these. */
const loadWithoutHistory = (
  session: Session,
  given: { readonly lists: string; readonly names: string; readonly on: string },
  ...parameters: readonly (readonly unknown[])[]
): Promise<MergedWithoutHistory[]> =>
  session.load(
    `select (given.index - 1)::float8 as index, p.number::float8 as number, p.repository::float8 as repository,
       ${milliseconds('p.merged_at')} as "mergedAt", lower(p.merge_sha) as "mergeSha", lower(p.head_sha) as "headSha"
     from unnest(${given.lists}) with ordinality as given (${given.names}, index)
       join pull_request p on p.account_id = $1 and ${given.on} where ${whereWithoutHistory}`,
    [...parameters],
  );

/** Loads the pull requests among these whose first release is found by time; the others have none from now on. */
export async function loadMergedWithoutHistory(
  session: Session,
  pullRequests: readonly number[],
): Promise<MergedWithoutHistory[]> {
  const numbers = [...new Set(pullRequests)];
  const given = { lists: '$2::bigint[]', names: 'number', on: 'p.number = given.number' };
  const found = await loadWithoutHistory(session, given, numbers);
  const isFound = new Set(found.map(({ number }) => number));
  await session.run(
    'delete from pull_request_release where account_id = $1 and pull_request = any($2::bigint[])',
    [numbers.filter((number) => !isFound.has(number))],
  );
  return found;
}

/** All of these repositories. */
export const loadWithoutHistoryIn = (session: Session, repositories: readonly number[]) => {
  const on = 'p.repository = given.repository';
  const given = { lists: '$2::bigint[]', names: 'repository', on };
  return loadWithoutHistory(session, given, [...new Set(repositories)]);
};

/** Loads the pull requests of repositories that were merged after `after` and at `upTo` at the latest. */
export const loadWithoutHistoryBetween = (
  session: Session,
  spans: readonly { repository: number; after: Instant; upTo: Instant }[],
) =>
  loadWithoutHistory(
    session,
    {
      lists: '$2::bigint[], $3::timestamptz[], $4::timestamptz[]',
      names: 'repository, after, up_to',
      on: 'p.repository = given.repository and p.merged_at > given.after and p.merged_at <= given.up_to',
    },
    spans.map(({ repository }) => repository),
    spans.map(({ after }) => timestamp(after)),
    spans.map(({ upTo }) => timestamp(upTo)),
  );

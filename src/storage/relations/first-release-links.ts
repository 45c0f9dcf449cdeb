import type { NumberRange } from '../../model/change-log.js';
import type { ReleaseRule } from '../../model/inputs/code-input.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, moment, timestamp } from '../sql/instant-sql.js';
import { boundsOf } from '../sql/numbers-by.js';
import type { Session } from '../sql/session.js';
import { historyKnown } from './pull-request-files.js';

/** The first release that contains a change or a pull request; all null or false while none does. */
export interface ReleaseLinkRow {
  readonly subject: number;
  readonly release: number | null;
  readonly releasedAt: Instant | null;
  readonly baseline: boolean;
  readonly rule: ReleaseRule;
}
interface ReleaseLinkTable {
  readonly name: string;
  /** Column of the number of the change or pull request. */
  readonly subject: string;
}
/** Table and column of the links of each kind. */
export const releaseLinkTable = {
  change: { name: 'change_release', subject: 'change' },
  pullRequest: { name: 'pull_request_release', subject: 'pull_request' },
} as const satisfies Record<string, ReleaseLinkTable>;

/** A repository whose releases are found by a pattern. */
interface Releasing {
  readonly repository: number;
  readonly pattern: string;
}
type StoredReleaseLink = ReleaseLinkRow & { readonly repository: number };

const insertReleaseLinks = (
  session: Session,
  { name, subject }: ReleaseLinkTable,
  { repository, pattern }: Releasing,
  links: readonly ReleaseLinkRow[],
) =>
  session.query(
    `insert into ${name} (account_id, repository, pattern, ${subject}, release, released_at, baseline, rule)
     select $1, $2, $3, * from unnest($4::bigint[], $5::bigint[], $6::timestamptz[], $7::boolean[], $8::text[])`,
    [
      session.account,
      repository,
      pattern,
      links.map(({ subject }) => subject),
      links.map(({ release }) => release),
      links.map(({ releasedAt }) => moment(releasedAt)),
      links.map(({ baseline }) => baseline),
      links.map(({ rule }) => rule),
    ],
  );

/** Replaces the first releases of these changes or pull requests of a repository. Returns the numbers of those that differ from before. */
export async function writeReleaseLinks(
  session: Session,
  table: ReleaseLinkTable,
  releasing: Releasing,
  links: readonly ReleaseLinkRow[],
): Promise<number[]> {
  if (links.length === 0) return [];
  const { name, subject: column } = table;
  const before = await session.query<StoredReleaseLink>(
    `select ${column}::float8 as subject, repository::float8 as repository, release::float8 as release, ${milliseconds('released_at')} as "releasedAt",
     baseline, rule
     from ${name} where account_id = $1 and pattern = $2 and ${column} = any($3::bigint[])`,
    [session.account, releasing.pattern, links.map(({ subject }) => subject)],
  );
  const text = ({ repository, release, releasedAt, baseline, rule }: StoredReleaseLink) =>
    release === null && !baseline
      ? ''
      : `${repository} ${release} ${releasedAt} ${baseline} ${rule}`;
  const old = new Map(before.map((link) => [link.subject, text(link)]));
  const { repository } = releasing;
  const changed = links.filter(
    (link) => (old.get(link.subject) ?? '') !== text({ ...link, repository }),
  );
  if (changed.length === 0) return [];
  if (old.size > 0)
    await session.query(
      `delete from ${name} where account_id = $1 and pattern = $2 and ${column} = any($3::bigint[])`,
      [session.account, releasing.pattern, changed.map(({ subject }) => subject)],
    );
  const carried = changed.filter(({ release, baseline }) => release !== null || baseline);
  await insertReleaseLinks(session, table, releasing, carried);
  return changed.map(({ subject }) => subject);
}

/** Deletes the first releases of changes that are deleted. */
export async function deleteReleaseLinks(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<void> {
  await session.query(
    `delete from change_release l using unnest($2::bigint[], $3::bigint[]) as range (first, last)
     where l.account_id = $1 and l.change between range.first and range.last
       and not exists (select 1 from change c where c.account_id = $1 and c.number = l.change and c.deleted_at is null)`,
    [session.account, ...boundsOf(numbers)],
  );
}

/** A merged pull request of a repository of whose history nothing is known. */
export interface MergedWithoutHistory {
  readonly number: number;
  readonly repository: number;
  readonly mergedAt: Instant;
  /** In small letters, as is the next. */
  readonly mergeSha: string | null;
  readonly headSha: string | null;
}
/** SQL: pull request `p` was merged, and of the history of its repository nothing is known. */
const whereWithoutHistory = `p.deleted_at is null and p.merged_at is not null and not ${historyKnown}`;
const columns = `p.number::float8 as number, p.repository::float8 as repository, ${milliseconds('p.merged_at')} as "mergedAt",
  lower(p.merge_sha) as "mergeSha", lower(p.head_sha) as "headSha"`;

/** Loads the pull requests among these whose first release is found by time; the others have none from now on. */
export async function loadMergedWithoutHistory(
  session: Session,
  numbers: readonly number[],
): Promise<MergedWithoutHistory[]> {
  const alone = await session.query<MergedWithoutHistory>(
    `select ${columns} from pull_request p where p.account_id = $1 and p.number = any($2::bigint[]) and ${whereWithoutHistory}`,
    [session.account, numbers],
  );
  const withOwn = new Set(alone.map(({ number }) => number));
  await session.query(
    'delete from pull_request_release where account_id = $1 and pull_request = any($2::bigint[])',
    [session.account, numbers.filter((number) => !withOwn.has(number))],
  );
  return alone;
}

/** All of these repositories. */
export const loadWithoutHistoryIn = (
  session: Session,
  repositories: readonly number[],
): Promise<MergedWithoutHistory[]> =>
  session.query(
    `select ${columns} from pull_request p where p.account_id = $1 and p.repository = any($2::bigint[]) and ${whereWithoutHistory}`,
    [session.account, repositories],
  );

/** Loads the pull requests of a repository that were merged after `after` and at `upTo` at the latest. */
export const loadWithoutHistoryBetween = (
  session: Session,
  repository: number,
  after: Instant,
  upTo: Instant,
): Promise<MergedWithoutHistory[]> =>
  session.query(
    `select ${columns} from pull_request p where p.account_id = $1 and p.repository = $2
       and p.merged_at > $3::timestamptz and p.merged_at <= $4::timestamptz and ${whereWithoutHistory}`,
    [session.account, repository, timestamp(after), timestamp(upTo)],
  );

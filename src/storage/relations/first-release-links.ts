import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { ReleaseRule } from '../../model/inputs/code-input.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type DerivedTable, loadRows, replaceRows } from './derived-rows.js';
import { historyKnown } from './pull-request-files.js';

/** The first release that contains a change or a pull request; all null or false while none does. */
export interface ReleaseLinkRow {
  readonly subject: number;
  readonly release: number | null;
  readonly releasedAt: Instant | null;
  readonly baseline: boolean;
  readonly rule: ReleaseRule;
}
type StoredReleaseLink = ReleaseLinkRow & Releasing;
const columns = {
  pattern: 'text',
  subject: 'bigint',
  repository: 'bigint',
  release: 'bigint',
  releasedAt: 'timestamptz',
  baseline: 'boolean',
  rule: 'text',
} as const;
const identity = ['pattern', 'subject'] as const;
/** Tables of the links of each kind. */
export const releaseLinkTable = {
  change: { name: 'change_release', renamed: { subject: 'change' }, columns, identity },
  pullRequest: {
    name: 'pull_request_release',
    renamed: { subject: 'pull_request' },
    columns,
    identity,
  },
} as const satisfies Record<string, DerivedTable<StoredReleaseLink>>;
type ReleaseLinkTable = (typeof releaseLinkTable)[keyof typeof releaseLinkTable];

/** A repository whose releases are found by a pattern. */
interface Releasing {
  readonly repository: number;
  readonly pattern: string;
}

/** Replaces the first releases of these changes or pull requests of a repository. Returns the numbers of those that differ from before. */
export async function writeReleaseLinks(
  session: Session,
  table: ReleaseLinkTable,
  { repository, pattern }: Releasing,
  links: readonly ReleaseLinkRow[],
): Promise<number[]> {
  if (links.length === 0) return [];
  const subjects = links.map(({ subject }) => subject);
  const condition = `pattern = $2 and ${table.renamed.subject} = any($3::bigint[])`;
  const before = await loadRows<StoredReleaseLink>(session, table, condition, pattern, subjects);
  const contained = links.filter(({ release, baseline }) => release !== null || baseline);
  const after = contained.map((link) => ({ ...link, repository, pattern }));
  const differing = await replaceRows<StoredReleaseLink>(session, table, before, after);
  return [...new Set(differing.map(({ subject }) => subject))];
}

/** Deletes the first releases of changes that are deleted. */
export async function deleteReleaseLinks(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<void> {
  await session.run(
    `delete from change_release l using unnest($2::bigint[]) as picked (number)
     where l.account_id = $1 and l.change = picked.number
       and not exists (select 1 from change c where c.account_id = $1 and c.number = l.change and c.deleted_at is null)`,
    [numbersIn(numbers)],
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
const loadWithoutHistory = (
  session: Session,
  condition: string,
  ...parameters: readonly unknown[]
): Promise<MergedWithoutHistory[]> =>
  session.load(
    `select p.number::float8 as number, p.repository::float8 as repository, ${milliseconds('p.merged_at')} as "mergedAt",
       lower(p.merge_sha) as "mergeSha", lower(p.head_sha) as "headSha"
     from pull_request p where p.account_id = $1 and ${condition} and ${whereWithoutHistory}`,
    [...parameters],
  );

/** Loads the pull requests among these whose first release is found by time; the others have none from now on. */
export async function loadMergedWithoutHistory(
  session: Session,
  numbers: readonly number[],
): Promise<MergedWithoutHistory[]> {
  const found = await loadWithoutHistory(session, 'p.number = any($2::bigint[])', numbers);
  const isFound = new Set(found.map(({ number }) => number));
  await session.run(
    'delete from pull_request_release where account_id = $1 and pull_request = any($2::bigint[])',
    [numbers.filter((number) => !isFound.has(number))],
  );
  return found;
}

/** All of these repositories. */
export const loadWithoutHistoryIn = (session: Session, repositories: readonly number[]) =>
  loadWithoutHistory(session, 'p.repository = any($2::bigint[])', repositories);

/** Loads the pull requests of a repository that were merged after `after` and at `upTo` at the latest. */
export const loadWithoutHistoryBetween = (
  session: Session,
  repository: number,
  after: Instant,
  upTo: Instant,
) =>
  loadWithoutHistory(
    session,
    'p.repository = $2 and p.merged_at > $3::timestamptz and p.merged_at <= $4::timestamptz',
    repository,
    timestamp(after),
    timestamp(upTo),
  );

import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { ReleaseRule } from '../../model/inputs/code-input.js';
import type { ReleaseTag } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import {
  type DerivedRow,
  type DerivedTable,
  derivedTable,
  loadRows,
  replaceRows,
} from './derived-rows.js';

/** A repository whose releases are found by a pattern. */
export interface Releasing {
  readonly repository: number;
  readonly pattern: string;
}
/** Loads the repositories of these tags, deleted or not. The release of a removed tag still knows its repository. */
export const repositoriesOfTags = (session: Session, tags: readonly NumberRange[]) =>
  session.loadNumbersBy(
    `with picked as (select unnest($2::bigint[]) as number)
     select f.repository::float8 as number from picked join tag f on f.account_id = $1 and f.number = picked.number
     union select f.repository::float8 from picked join release f on f.account_id = $1 and f.number = picked.number`,
    numbersIn(tags),
  );

/** Loads tags by repository, in the order of their numbers: those of these repositories, or all. */
export async function tagsOf(
  session: Session,
  repositories: readonly number[] | 'ALL',
): Promise<Map<number, ReleaseTag[]>> {
  if (repositories.length === 0) return new Map();
  const isAll = repositories === 'ALL';
  const tags = await session.load<ReleaseTag & { readonly repository: number }>(
    `select repository::float8 as repository, number::float8 as number, name, sha, ${milliseconds('tagged_at')} as "taggedAt", position
     from tag where account_id = $1 and deleted_at is null ${isAll ? '' : 'and repository = any($2::bigint[])'} order by number`,
    isAll ? [] : [repositories],
  );
  return Map.groupBy(tags, ({ repository }) => repository);
}

const releaseTable = derivedTable('ReleaseTable');
type ReleaseRow = DerivedRow<'ReleaseTable'>;

/** Loads the releases of these repositories under these patterns, and of all under the new ones. In the order of their instants, then names and hashes. */
export const storedReleases = (
  session: Session,
  repositories: readonly number[],
  patterns: readonly string[],
  newPatterns: readonly string[],
): Promise<ReleaseRow[]> => {
  const asked =
    '(repository = any($2::bigint[]) and pattern = any($3::text[]) or pattern = any($4::text[]))';
  const inOrder = 'order by released_at, name collate "C", sha collate "C"';
  return loadRows(
    session,
    releaseTable,
    `${asked} ${inOrder}`,
    repositories,
    patterns,
    newPatterns,
  );
};

/** Replaces stored releases. Returns those that came, went or differ. */
export const writeReleases = (
  session: Session,
  before: readonly ReleaseRow[],
  after: readonly ReleaseRow[],
): Promise<ReleaseRow[]> => replaceRows(session, releaseTable, before, after);

/** Where and when releases lie now. */
export const placesOfReleases = (
  session: Session,
  numbers: Iterable<number>,
): Promise<{ repository: number; pattern: string; at: number }[]> =>
  session.loadBy(
    `select repository::float8 as repository, pattern, ${milliseconds('released_at')} as at
         from release where account_id = $1 and number = any($2::bigint[])`,
    numbers,
  );

/** A step of the line of a repository. */
export interface PlacedChange {
  readonly number: number;
  readonly repository: number;
  readonly position: number;
}

/** Loads the changes of repositories that are not deleted and whose position is above `after` and at most `upTo`, with the index of the span. */
export const changesBetween = (
  session: Session,
  spans: readonly { readonly repository: number; readonly after: number; readonly upTo: number }[],
): Promise<(PlacedChange & { readonly index: number })[]> =>
  session.load(
    `select (given.index - 1)::float8 as index, c.number::float8 as number, c.repository::float8 as repository, c.position
     from unnest($2::bigint[], $3::int[], $4::int[]) with ordinality as given (repository, after, up_to, index)
       join change c on c.account_id = $1 and c.repository = given.repository and c.position > given.after and c.position <= given.up_to
     where c.deleted_at is null`,
    byColumn(spans, 'repository', 'after', 'upTo'),
  );

/** Loads the changes with these numbers that are not deleted. */
export const changesNumbered = (
  session: Session,
  numbers: readonly NumberRange[],
): Promise<PlacedChange[]> =>
  session.loadBy(
    `select c.number::float8 as number, c.repository::float8 as repository, c.position from unnest($2::bigint[]) as picked (number)
         join change c on c.account_id = $1 and c.number = picked.number where c.deleted_at is null`,
    numbersIn(numbers),
  );

/** The first release that contains a change or a pull request; all null or false while none does. */
export interface ReleaseLinkRow extends Releasing {
  readonly subject: number;
  readonly release: number | null;
  readonly releasedAt: Instant | null;
  readonly baseline: boolean;
  readonly rule: ReleaseRule;
}
/** Tables of the links of each kind. */
export const releaseLinkTable: Record<'change' | 'pullRequest', DerivedTable<ReleaseLinkRow>> = {
  change: derivedTable('ChangeReleaseTable', { change: 'subject' }),
  pullRequest: derivedTable('PullRequestReleaseTable', { pullRequest: 'subject' }),
};

/** Replaces the first releases of changes or pull requests under patterns. Returns those that came, went or differ. */
export async function writeReleaseLinks(
  session: Session,
  table: DerivedTable<ReleaseLinkRow>,
  links: readonly ReleaseLinkRow[],
): Promise<ReleaseLinkRow[]> {
  if (links.length === 0) return [];
  const keys = table.columns.flatMap(({ isKey, name }) => (isKey ? [name] : []));
  const condition = `(${keys.join(', ')}) in (select * from unnest($2::text[], $3::bigint[]))`;
  const asked = byColumn(links, 'pattern', 'subject');
  const before = await loadRows(session, table, condition, ...asked);
  const after = links.filter(({ release, baseline }) => release !== null || baseline);
  return replaceRows(session, table, before, after);
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

import { createHash } from 'node:crypto';
import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { FileChange } from '../../model/facts/code.js';
import type { TouchingChange } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { derivedTable, loadRows, replaceRows } from './derived-rows.js';

/** A file of a change and when the line touched it before. */
export interface FileLink extends FileChange {
  readonly change: number;
  readonly position: number;
  readonly previousAt: Instant | null;
}

const LONGEST_KEY = 300;
const RULE = 'PREVIOUS_ON_FIRST_PARENT_LINE';

/** Returns the part of a path that an index can hold. */
export const keyOf = (path: string): string =>
  path.length <= LONGEST_KEY
    ? path
    : `${path.slice(0, LONGEST_KEY - 64)}${createHash('sha256').update(path).digest('hex')}`;

/** Loads the lowest position that these changes, deleted or not, have or had when they were linked; null if none of them exists. */
export async function lowestPosition(
  session: Session,
  repository: number,
  numbers: readonly NumberRange[],
): Promise<number | null> {
  const row = await session.find<{ position: number | null }>(
    `select least(min(c.position), min(f.position)) as position from unnest($3::bigint[]) as picked (number)
     join change c on c.account_id = $1 and c.number = picked.number
     left join changed_file f on f.account_id = $1 and f.change = c.number where c.repository = $2`,
    [repository, numbersIn(numbers)],
  );
  return row?.position ?? null;
}

/** Loads the steps to link that are not deleted, by position and id: the named ones, and those from `position` on that were linked before. */
export const stepsToLink = (
  session: Session,
  repository: number,
  position: number,
  numbers: readonly NumberRange[],
): Promise<TouchingChange[]> =>
  session.load(
    `with wanted as (
       select c.number from unnest($4::bigint[]) as picked (number)
         join change c on c.account_id = $1 and c.number = picked.number
       union select change from changed_file where account_id = $1 and repository = $2 and position >= $3)
     select c.number::float8 as number, c.position, ${milliseconds('c.merged_at')} as "mergedAt", coalesce(k.files, '[]') as files
     from wanted join change c on c.account_id = $1 and c.number = wanted.number
       left join commit k on k.account_id = $1 and k.id = c.id and (k.deleted_at is null or k.superseded)
     where c.repository = $2 and c.deleted_at is null order by c.position, c.id collate "C"`,
    [repository, position, numbersIn(numbers)],
  );

/** When the line last touched these paths before `position`; a path that a rename took away is not among them. */
export async function touchesBefore(
  session: Session,
  repository: number,
  position: number,
  paths: readonly string[],
): Promise<Map<string, Instant>> {
  const pathOf = new Map(paths.map((path) => [keyOf(path), path]));
  const rows = await session.load<{ key: string; at: Instant; moved: boolean }>(
    `select distinct on (touch.key) touch.key, ${milliseconds('c.merged_at')} as at, touch.moved from (
       select path_key as key, change, position, false as moved from changed_file
         where account_id = $1 and repository = $2 and position < $3 and path_key = any($4::text[])
       union all select from_key, change, position, true from changed_file
         where account_id = $1 and repository = $2 and position < $3 and from_key = any($4::text[])) as touch
     join change c on c.account_id = $1 and c.number = touch.change and c.deleted_at is null
     order by touch.key, touch.position desc, c.id collate "C" desc, touch.moved`,
    [repository, position, [...pathOf.keys()]],
  );
  return new Map(
    rows.filter(({ moved }) => !moved).map(({ key, at }) => [pathOf.get(key) ?? key, at]),
  );
}

const changedFiles = derivedTable('ChangedFileTable');

/** Replaces the links of these steps. Returns the changes whose links differ. */
export async function writeFileLinks(
  session: Session,
  repository: number,
  steps: readonly { readonly number: number }[],
  links: readonly FileLink[],
): Promise<number[]> {
  const numbers = steps.map(({ number }) => number);
  const before = await loadRows(session, changedFiles, 'change = any($2::bigint[])', numbers);
  const after = [...Map.groupBy(links, ({ change }) => change).values()].flatMap((files) =>
    files.map(({ from, unwritten = null, ...file }, index) => ({
      ...file,
      repository,
      unwritten,
      ordinal: index + 1,
      pathKey: keyOf(file.path),
      fromKey: from === undefined ? null : keyOf(from),
      rule: RULE,
    })),
  );
  const differing = await replaceRows(session, changedFiles, before, after);
  return [...new Set(differing.map(({ change }) => change))];
}

/** The keys of the paths that these changes touch, or touched when they were linked; those that they took away among them. */
export async function affectedKeys(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<string[]> {
  const rows = await session.load<{ key: string }>(
    `select distinct key.key from unnest($2::bigint[]) as picked (number)
     join changed_file f on f.account_id = $1 and f.change = picked.number
     cross join lateral (values (f.path_key), (f.from_key)) as key (key) where key.key is not null`,
    [numbersIn(numbers)],
  );
  return rows.map(({ key }) => key);
}

/** Drops the links of changes that are no more. */
export async function dropFileLinks(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<void> {
  await session.run(
    `delete from changed_file f using unnest($2::bigint[]) as picked (number)
     where f.account_id = $1 and f.change = picked.number
       and not exists (select 1 from change c where c.account_id = $1 and c.number = f.change and c.deleted_at is null)`,
    [numbersIn(numbers)],
  );
}

/** True where files of pull requests in the repository are linked at all. */
export const hasFilesOfPullRequests = (session: Session, repository: number): Promise<boolean> =>
  session.hasRows(
    'select 1 from pull_request_file where account_id = $1 and repository = $2 limit 1',
    [repository],
  );

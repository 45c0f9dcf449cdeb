import { createHash } from 'node:crypto';
import type { NumberRange } from '../../model/change-log.js';
import type { FileChange } from '../../model/facts/code.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import { boundsOf } from '../sql/numbers-by.js';
import type { Session } from '../sql/session.js';

export interface StepWithFiles {
  readonly number: number;
  readonly position: number;
  readonly mergedAt: Instant;
  readonly files: readonly FileChange[];
}
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
  const [row] = await session.query<{ position: number | null }>(
    `select least(min(c.position), min(f.position)) as position from unnest($3::bigint[], $4::bigint[]) as range (first, last)
     join change c on c.account_id = $1 and c.number between range.first and range.last
     left join changed_file f on f.account_id = $1 and f.change = c.number where c.repository = $2`,
    [session.account, repository, ...boundsOf(numbers)],
  );
  return row?.position ?? null;
}

/** Loads the steps to link that are not deleted, by position and id: the named ones, and those from `position` on that were linked before. */
export async function stepsToLink(
  session: Session,
  repository: number,
  position: number,
  numbers: readonly NumberRange[],
): Promise<StepWithFiles[]> {
  return session.query<StepWithFiles>(
    `with wanted as (
       select c.number from unnest($4::bigint[], $5::bigint[]) as range (first, last)
         join change c on c.account_id = $1 and c.number between range.first and range.last
       union select change from changed_file where account_id = $1 and repository = $2 and position >= $3)
     select c.number::float8 as number, c.position, ${milliseconds('c.merged_at')} as "mergedAt", coalesce(k.files, '[]') as files
     from wanted join change c on c.account_id = $1 and c.number = wanted.number
       left join commit k on k.account_id = $1 and k.id = c.id and (k.deleted_at is null or k.superseded)
     where c.repository = $2 and c.deleted_at is null order by c.position, c.id collate "C"`,
    [session.account, repository, position, ...boundsOf(numbers)],
  );
}

/** When the line last touched these paths before `position`; a path that a rename took away is not among them. */
export async function touchesBefore(
  session: Session,
  repository: number,
  position: number,
  paths: readonly string[],
): Promise<Map<string, Instant>> {
  const pathOf = new Map(paths.map((path) => [keyOf(path), path]));
  const rows = await session.query<{ key: string; at: Instant; moved: boolean }>(
    `select distinct on (touch.key) touch.key, ${milliseconds('c.merged_at')} as at, touch.moved from (
       select path_key as key, change, position, false as moved from changed_file
         where account_id = $1 and repository = $2 and position < $3 and path_key = any($4::text[])
       union all select from_key, change, position, true from changed_file
         where account_id = $1 and repository = $2 and position < $3 and from_key = any($4::text[])) as touch
     join change c on c.account_id = $1 and c.number = touch.change and c.deleted_at is null
     order by touch.key, touch.position desc, c.id collate "C" desc, touch.moved`,
    [session.account, repository, position, [...pathOf.keys()]],
  );
  return new Map(
    rows.filter(({ moved }) => !moved).map(({ key, at }) => [pathOf.get(key) ?? key, at]),
  );
}

/** Replaces the links of these steps and answers whose links differ from before. */
export async function writeFileLinks(
  session: Session,
  repository: number,
  steps: readonly { readonly number: number }[],
  links: readonly FileLink[],
): Promise<number[]> {
  const before = await session.query<{ change: number; links: string }>(
    `select change::float8 as change, string_agg(concat_ws(' ', path, coalesce(additions::text, '-'), coalesce(deletions::text, '-'),
     coalesce(${milliseconds('previous_at')}::bigint::text, '-'), coalesce(unwritten, '-')), '|' order by ordinal) as links
     from changed_file where account_id = $1 and change = any($2::bigint[]) group by change`,
    [session.account, steps.map(({ number }) => number)],
  );
  const old = new Map(before.map((row) => [row.change, row.links]));
  const byChange = Map.groupBy(links, ({ change }) => change);
  const text = (files: readonly FileLink[] = []) =>
    files
      .map(
        (file) =>
          `${file.path} ${file.additions ?? '-'} ${file.deletions ?? '-'} ${file.previousAt ?? '-'} ${file.unwritten ?? '-'}`,
      )
      .join('|');
  const changed = steps
    .map(({ number }) => number)
    .filter((number) => (old.get(number) ?? '') !== text(byChange.get(number)));
  if (changed.length === 0) return [];
  if (old.size > 0)
    await session.query(
      'delete from changed_file where account_id = $1 and change = any($2::bigint[])',
      [session.account, changed],
    );
  await insertFileLinks(
    session,
    repository,
    changed.flatMap((number) => byChange.get(number) ?? []),
  );
  return changed;
}

async function insertFileLinks(
  session: Session,
  repository: number,
  links: readonly FileLink[],
): Promise<void> {
  const ordinals = new Map<number, number>();
  const ordinal = ({ change }: FileLink) => {
    const next = (ordinals.get(change) ?? 0) + 1;
    ordinals.set(change, next);
    return next;
  };
  await session.query(
    `insert into changed_file (account_id, repository, rule, change, ordinal, position, path_key, path, from_key, additions, deletions, previous_at, unwritten)
     select $1, $2, '${RULE}', * from unnest($3::bigint[], $4::int[], $5::int[], $6::text[], $7::text[], $8::text[], $9::int[], $10::int[],
       $11::timestamptz[], $12::text[])`,
    [
      session.account,
      repository,
      links.map(({ change }) => change),
      links.map(ordinal),
      links.map(({ position }) => position),
      links.map(({ path }) => keyOf(path)),
      links.map(({ path }) => path),
      links.map(({ from }) => (from === undefined ? null : keyOf(from))),
      links.map(({ additions }) => additions),
      links.map(({ deletions }) => deletions),
      links.map(({ previousAt }) => (previousAt === null ? null : timestamp(previousAt))),
      links.map(({ unwritten }) => unwritten ?? null),
    ],
  );
}

/** The keys of the paths that these changes touch, or touched when they were linked; those that they took away among them. */
export async function affectedKeys(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<string[]> {
  const rows = await session.query<{ key: string }>(
    `select distinct key.key from unnest($2::bigint[], $3::bigint[]) as range (first, last)
     join changed_file f on f.account_id = $1 and f.change between range.first and range.last
     cross join lateral (values (f.path_key), (f.from_key)) as key (key) where key.key is not null`,
    [session.account, ...boundsOf(numbers)],
  );
  return rows.map(({ key }) => key);
}

/** Drops the links of changes that are no more. */
export async function dropFileLinks(
  session: Session,
  numbers: readonly NumberRange[],
): Promise<void> {
  await session.query(
    `delete from changed_file f using unnest($2::bigint[], $3::bigint[]) as range (first, last)
     where f.account_id = $1 and f.change between range.first and range.last
       and not exists (select 1 from change c where c.account_id = $1 and c.number = f.change and c.deleted_at is null)`,
    [session.account, ...boundsOf(numbers)],
  );
}

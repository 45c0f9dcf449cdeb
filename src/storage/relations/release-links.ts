import type { NumberRange } from '../../model/change-log.js';
import type { Instant } from '../../model/time.js';
import { milliseconds, timestamp } from '../sql/instant-sql.js';
import { boundsOf } from '../sql/numbers-by.js';
import type { Session } from '../sql/session.js';

export interface TagRow {
  readonly number: number;
  readonly name: string;
  readonly sha: string;
  readonly taggedAt: Instant;
  readonly position: number | null;
}
export interface ReleaseRow {
  readonly number: number;
  readonly name: string;
  readonly sha: string;
  readonly releasedAt: Instant;
  readonly position: number | null;
}

export const tagsOf = (session: Session, repository: number): Promise<TagRow[]> =>
  session.query(
    `select number::float8 as number, name, sha, ${milliseconds('tagged_at')} as "taggedAt", position
     from tag where account_id = $1 and repository = $2 and deleted_at is null order by number`,
    [session.account, repository],
  );

/** In the order of their instants, then names and hashes. */
export const storedReleases = (
  session: Session,
  repository: number,
  pattern: string,
): Promise<ReleaseRow[]> =>
  session.query(
    `select number::float8 as number, name, sha, ${milliseconds('released_at')} as "releasedAt", position
     from release where account_id = $1 and repository = $2 and pattern = $3 order by released_at, name collate "C", sha collate "C"`,
    [session.account, repository, pattern],
  );

/** Puts `releases` in the place of those stored. Returns the numbers that came, went or differ. */
export async function writeReleases(
  session: Session,
  repository: number,
  pattern: string,
  before: readonly ReleaseRow[],
  releases: readonly ReleaseRow[],
): Promise<number[]> {
  const text = ({ number, name, sha, releasedAt, position }: ReleaseRow) =>
    JSON.stringify([number, name, sha, releasedAt, position]);
  const old = new Set(before.map(text));
  const wanted = new Set(releases.map(text));
  const gone = before.filter((release) => !wanted.has(text(release)));
  const come = releases.filter((release) => !old.has(text(release)));
  if (gone.length > 0)
    await session.query(
      'delete from release where account_id = $1 and pattern = $2 and number = any($3::bigint[])',
      [session.account, pattern, gone.map(({ number }) => number)],
    );
  if (come.length > 0)
    await session.query(
      `insert into release (account_id, repository, pattern, number, name, sha, position, released_at)
       select $1, $2, $3, number, name, sha, position, released_at
       from unnest($4::bigint[], $5::text[], $6::text[], $7::int[], $8::timestamptz[]) as given (number, name, sha, position, released_at)`,
      [
        session.account,
        repository,
        pattern,
        come.map(({ number }) => number),
        come.map(({ name }) => name),
        come.map(({ sha }) => sha),
        come.map(({ position }) => position),
        come.map(({ releasedAt }) => timestamp(releasedAt)),
      ],
    );
  return [...new Set([...gone, ...come].map(({ number }) => number))];
}

/** Loads the changes of a repository that are not deleted and whose position is above `after` and at most `upTo`. */
export const changesBetween = (
  session: Session,
  repository: number,
  after: number,
  upTo: number,
): Promise<{ number: number; position: number }[]> =>
  session.query(
    `select number::float8 as number, position from change
     where account_id = $1 and repository = $2 and position > $3 and position <= $4 and deleted_at is null`,
    [session.account, repository, after, upTo],
  );

export const changesNumbered = (
  session: Session,
  repository: number,
  numbers: readonly NumberRange[],
): Promise<{ number: number; position: number }[]> =>
  session.query(
    `select c.number::float8 as number, c.position from unnest($3::bigint[], $4::bigint[]) as range (first, last)
     join change c on c.account_id = $1 and c.number between range.first and range.last
     where c.repository = $2 and c.deleted_at is null`,
    [session.account, repository, ...boundsOf(numbers)],
  );

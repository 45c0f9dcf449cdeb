import type { NumberRange } from '../model/change-log.js';
import type { Instant } from '../model/time.js';
import { milliseconds, timestamp } from './instant-sql.js';
import type { Session } from './session.js';

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
export interface RideRow {
  readonly change: number;
  readonly release: number | null;
  readonly releasedAt: Instant | null;
  readonly baseline: boolean;
}
const RULE = 'TAG_CONTAINS_MERGE';

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

/** Puts `releases` in the place of those stored; answers the numbers that came, went or differ. */
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
       from unnest($4::bigint[], $5::text[], $6::text[], $7::int[], $8::timestamptz[]) as told (number, name, sha, position, released_at)`,
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

/** Living changes of a repository whose position is above `after` and at most `upTo`. */
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
    [session.account, repository, numbers.map(([first]) => first), numbers.map(([, last]) => last)],
  );

/** Replaces the rides of these changes under a pattern and answers whose ride differs from before. */
export async function writeRides(
  session: Session,
  repository: number,
  pattern: string,
  rides: readonly RideRow[],
): Promise<number[]> {
  if (rides.length === 0) return [];
  const before = await session.query<RideRow>(
    `select change::float8 as change, release::float8 as release, ${milliseconds('released_at')} as "releasedAt", baseline
     from change_release where account_id = $1 and pattern = $2 and change = any($3::bigint[])`,
    [session.account, pattern, rides.map(({ change }) => change)],
  );
  const text = (ride: RideRow | undefined) =>
    `${ride?.release ?? '-'} ${ride?.releasedAt ?? '-'} ${ride?.baseline ?? false}`;
  const old = new Map(before.map((ride) => [ride.change, ride]));
  const changed = rides.filter((ride) => text(old.get(ride.change)) !== text(ride));
  if (changed.length === 0) return [];
  if (old.size > 0)
    await session.query(
      'delete from change_release where account_id = $1 and pattern = $2 and change = any($3::bigint[])',
      [session.account, pattern, changed.map(({ change }) => change)],
    );
  const carried = changed.filter(({ release, baseline }) => release !== null || baseline);
  await session.query(
    `insert into change_release (account_id, repository, pattern, rule, change, release, released_at, baseline)
     select $1, $2, $3, '${RULE}', * from unnest($4::bigint[], $5::bigint[], $6::timestamptz[], $7::boolean[])`,
    [
      session.account,
      repository,
      pattern,
      carried.map(({ change }) => change),
      carried.map(({ release }) => release),
      carried.map(({ releasedAt }) => (releasedAt === null ? null : timestamp(releasedAt))),
      carried.map(({ baseline }) => baseline),
    ],
  );
  return changed.map(({ change }) => change);
}

/** Drops the rides of changes that are no more. */
export async function dropRides(session: Session, numbers: readonly NumberRange[]): Promise<void> {
  await session.query(
    `delete from change_release l using unnest($2::bigint[], $3::bigint[]) as range (first, last)
     where l.account_id = $1 and l.change between range.first and range.last
       and not exists (select 1 from change c where c.account_id = $1 and c.number = l.change and c.deleted_at is null)`,
    [session.account, numbers.map(([first]) => first), numbers.map(([, last]) => last)],
  );
}

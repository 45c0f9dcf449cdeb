import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { ReleaseTag } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';
import { type DerivedTable, loadRows, replaceRows } from './derived-rows.js';

export interface ReleaseRow {
  readonly number: number;
  readonly name: string;
  readonly sha: string;
  readonly releasedAt: Instant;
  readonly position: number | null;
}

export const tagsOf = (session: Session, repository: number): Promise<ReleaseTag[]> =>
  session.load(
    `select number::float8 as number, name, sha, ${milliseconds('tagged_at')} as "taggedAt", position
     from tag where account_id = $1 and repository = $2 and deleted_at is null order by number`,
    [repository],
  );

const releaseTable: DerivedTable<
  ReleaseRow & { readonly repository: number; readonly pattern: string }
> = {
  name: 'release',
  columns: {
    repository: 'bigint',
    pattern: 'text',
    number: 'bigint',
    name: 'text',
    sha: 'text',
    position: 'int',
    releasedAt: 'timestamptz',
  },
  identity: ['pattern', 'number'],
};

/** In the order of their instants, then names and hashes. */
export const storedReleases = (
  session: Session,
  repository: number,
  pattern: string,
): Promise<ReleaseRow[]> => {
  const inOrder = 'order by released_at, name collate "C", sha collate "C"';
  const condition = `repository = $2 and pattern = $3 ${inOrder}`;
  return loadRows(session, releaseTable, condition, repository, pattern);
};

/** Replaces the stored releases. Returns the numbers that came, went or differ. */
export async function writeReleases(
  session: Session,
  repository: number,
  pattern: string,
  before: readonly ReleaseRow[],
  releases: readonly ReleaseRow[],
): Promise<number[]> {
  const stored = (row: ReleaseRow) => ({ ...row, repository, pattern });
  const [old, now] = [before.map(stored), releases.map(stored)];
  const differing = await replaceRows(session, releaseTable, old, now);
  return [...new Set(differing.map(({ number }) => number))];
}

/** Loads the changes of a repository that are not deleted and whose position is above `after` and at most `upTo`. */
export const changesBetween = (
  session: Session,
  repository: number,
  after: number,
  upTo: number,
): Promise<{ number: number; position: number }[]> =>
  session.load(
    `select number::float8 as number, position from change
     where account_id = $1 and repository = $2 and position > $3 and position <= $4 and deleted_at is null`,
    [repository, after, upTo],
  );

export const changesNumbered = (
  session: Session,
  repository: number,
  numbers: readonly NumberRange[],
): Promise<{ number: number; position: number }[]> =>
  session.load(
    `select c.number::float8 as number, c.position from unnest($3::bigint[]) as picked (number)
     join change c on c.account_id = $1 and c.number = picked.number
     where c.repository = $2 and c.deleted_at is null`,
    [repository, numbersIn(numbers)],
  );

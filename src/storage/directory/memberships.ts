import type { Membership } from '../../model/facts/people.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

export interface StoredMembership extends Membership {
  readonly number: number;
}

/** Loads the members of these teams, with their periods. */
export const readMemberships = (session: Session, teams: readonly number[]) =>
  session.load<StoredMembership>(
    `select number::float8 as number, team::float8 as team, developer::float8 as developer, ${milliseconds('since')} as since,
       ${milliseconds('until')} as until, shared from membership where account_id = $1 and team = any($2::bigint[]) order by membership.number`,
    [teams],
  );

export async function removeMemberships(
  session: Session,
  numbers: readonly number[],
): Promise<void> {
  if (numbers.length === 0) return;
  await session.run('delete from membership where account_id = $1 and number = any($2::bigint[])', [
    numbers,
  ]);
}

export async function insertMemberships(
  session: Session,
  memberships: readonly Membership[],
): Promise<void> {
  if (memberships.length === 0) return;
  const first = await session.drawNumbers(memberships.length);
  await session.run(
    `insert into membership (account_id, number, team, developer, since, until, shared)
     select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::boolean[])`,
    [
      memberships.map((_membership, index) => first + index),
      ...byColumn(memberships, 'team', 'developer'),
      memberships.map(({ since }) => moment(since)),
      memberships.map(({ until }) => moment(until)),
      memberships.map(({ shared }) => shared),
    ],
  );
}

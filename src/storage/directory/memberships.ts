import type { Membership } from '../../model/facts/people.js';
import type { Session } from '../sql/session.js';
import { MembershipTable } from '../tables/identity.table.js';
import { insertNumbered, selectionOf } from '../tables/rows.js';

export interface StoredMembership extends Membership {
  readonly number: number;
}

/** Loads the members of these teams, with their periods. */
export const readMemberships = (session: Session, teams: readonly number[]) =>
  session.load<StoredMembership>(
    `select ${selectionOf(MembershipTable)} from membership
     where account_id = $1 and team = any($2::bigint[]) order by membership.number`,
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
  if (memberships.length > 0) await insertNumbered(session, MembershipTable, memberships);
}

/** Loads present and former members of these teams; null for all teams. */
export const membershipsOf = (
  session: Session,
  teams: readonly number[] | null,
): Promise<Membership[]> =>
  session.load(
    `select ${selectionOf(MembershipTable, 'number')} from membership
     where account_id = $1 and ($2::bigint[] is null or team = any($2::bigint[])) order by team, developer, since nulls first`,
    [teams],
  );

import type { Membership } from '../model/facts/people.js';
import type { Instant } from '../model/time.js';

/** `CURRENT`: who is a member now counts with all they ever did. `AS_OF`: what was done while a member counts. */
export type MembershipMode = 'CURRENT' | 'AS_OF';

const holdsAt = ({ since, until }: Membership, at: Instant): boolean =>
  (since === null || since <= at) && (until === null || at < until);

/** Returns the distinct developers who are members at an instant. */
export const membersAt = (roster: readonly Membership[], at: Instant): Set<number> =>
  new Set(
    roster
      .filter((membership) => holdsAt(membership, at))
      .map((membership) => membership.developer),
  );

const MOST_TABLE_BYTES = 1 << 22;

function isIn(members: ReadonlySet<number>): (developer: number) => boolean {
  let highest = -1;
  for (const member of members) highest = Math.max(highest, member);
  if (highest >= MOST_TABLE_BYTES) return (developer) => members.has(developer);
  const table = new Uint8Array(highest + 1);
  for (const member of members) table[member] = 1;
  return (developer) => developer >= 0 && developer <= highest && table[developer] === 1;
}

function wasIn(roster: readonly Membership[]): (developer: number, at: Instant) => boolean {
  const memberships = Map.groupBy(roster, (membership) => membership.developer);
  return (developer, at) =>
    memberships.get(developer)?.some((membership) => holdsAt(membership, at)) ?? false;
}

/**
 * Creates a function that says if an act of a developer at an instant counts for the team of this
 * roster.
 */
export const rosterMask = (
  roster: readonly Membership[],
  mode: MembershipMode,
  now: Instant,
): ((developer: number, at: Instant) => boolean) =>
  mode === 'CURRENT' ? isIn(membersAt(roster, now)) : wasIn(roster);

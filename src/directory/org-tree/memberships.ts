import type { Membership } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';

export interface MembershipChange<Row extends Membership = Membership> {
  readonly removed: readonly Row[];
  readonly added: readonly Membership[];
}

const same = (left: Membership, right: Membership) =>
  left.team === right.team && left.since === right.since && left.until === right.until;

const beganBefore = (row: Membership, at: Instant) => row.since === null || row.since < at;

/** The rows as they were known, cut at `at`: nothing is said about later. */
const until = (rows: readonly Membership[], at: Instant): Membership[] =>
  rows
    .filter((row) => beganBefore(row, at))
    .map((row) => (row.until === null || row.until > at ? { ...row, until: at } : row));

/** The history of one developer once they are in `team` (null: in none) from `at` on. */
function history(developer: number, rows: readonly Membership[], team: number | null, at: Instant) {
  const past = until(rows, at);
  if (team === null) return past;
  const running = past.find((row) => row.team === team && row.until === at);
  if (running) return past.map((row) => (row === running ? { ...row, until: null } : row));
  const since = past.length === 0 ? null : at;
  return [...past, { team, developer, since, until: null, shared: false }];
}

/**
 * Returns the changes of inherited memberships by which every developer is, from `at` on, in the
 * team of `teamOf` and nowhere else. A first membership reaches back to the beginning; known
 * memberships after `at` are replaced. Shared memberships are left alone.
 */
export function membershipChange<Row extends Membership>(
  rows: readonly Row[],
  teamOf: ReadonlyMap<number, number>,
  at: Instant,
): MembershipChange<Row> {
  const inherited = Map.groupBy(
    rows.filter((row) => !row.shared),
    (row) => row.developer,
  );
  const removed: Row[] = [];
  const added: Membership[] = [];
  for (const developer of new Set([...inherited.keys(), ...teamOf.keys()])) {
    const before = inherited.get(developer) ?? [];
    const after = history(developer, before, teamOf.get(developer) ?? null, at);
    removed.push(...before.filter((row) => !after.some((other) => same(row, other))));
    added.push(...after.filter((row) => !before.some((other) => same(row, other))));
  }
  return { removed, added };
}

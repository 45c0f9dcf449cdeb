import { type Carrier, carriersOf, type Release } from './releases.js';

/** Positions of the first-parent line above `after` and at most `upTo`. */
export interface Span {
  readonly after: number;
  readonly upTo: number;
}

const same = (left: Carrier | undefined, right: Carrier | undefined): boolean =>
  left !== undefined &&
  right !== undefined &&
  left.number === right.number &&
  left.position === right.position &&
  left.releasedAt === right.releasedAt;

function equalEnds(left: readonly Carrier[], right: readonly Carrier[]) {
  const most = Math.min(left.length, right.length);
  let first = 0;
  while (first < most && same(left[first], right[first])) first++;
  let last = 0;
  while (last < most - first && same(left.at(-1 - last), right.at(-1 - last))) last++;
  return { first, last };
}

/**
 * Returns the changes whose first release may differ after the releases of a repository changed;
 * null if there are none. The first release of a line is its baseline. A new first release
 * therefore also concerns the changes of the second.
 */
export function affectedContainment(
  before: readonly Release[],
  after: readonly Release[],
): Span | null {
  const old = carriersOf(before);
  const now = carriersOf(after);
  const { first, last } = equalEnds(old, now);
  const differing = [
    ...old.slice(first, old.length - last),
    ...now.slice(first, now.length - last),
  ];
  if (differing.length === 0) return null;
  const following = first === 0 ? [old[old.length - last], now[now.length - last]] : [];
  const positions = [...differing, ...following.filter((carrier) => carrier !== undefined)].map(
    ({ position }) => position,
  );
  return { after: now[first - 1]?.position ?? -1, upTo: Math.max(...positions) };
}

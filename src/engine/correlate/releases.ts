import { inByteOrder } from '../../model/byte-order.js';
import type { ReleaseTag } from '../../model/linkable.js';
import { releaseNames } from '../../model/team-scope.js';
import type { Instant } from '../../model/time.js';

/** A release of one repository. */
export interface Release {
  /** Number of its earliest tag. */
  readonly number: number;
  /** Name of its earliest tag. */
  readonly name: string;
  /** Hash of its commit. */
  readonly sha: string;
  /** When its earliest tag was made. */
  readonly releasedAt: Instant;
  /** Highest position of the default branch that it contains; null if it contains none. */
  readonly position: number | null;
  /** Numbers of all tags on its commit, its own first. */
  readonly tags: readonly number[];
}

/**
 * The first release of a change or a pull request; all null or false while no release contains it.
 */
export interface FirstRelease {
  /** Its number. */
  readonly change: number;
  /** Null while there is none, and for a change of the baseline. */
  readonly release: number | null;
  /** When that release was made; null while there is none. */
  readonly releasedAt: Instant | null;
  /** True if the first release of all contains it. */
  readonly baseline: boolean;
}

function releaseOf(tags: readonly ReleaseTag[]): Release {
  const sorted = tags.toSorted(
    (left, right) =>
      left.taggedAt - right.taggedAt ||
      inByteOrder(left.name, right.name) ||
      (right.position ?? -1) - (left.position ?? -1) ||
      left.number - right.number,
  );
  const { number, name, sha, taggedAt, position } = sorted[0]!;
  return {
    number,
    name,
    sha,
    releasedAt: taggedAt,
    position,
    tags: sorted.map((tag) => tag.number),
  };
}

/**
 * Returns the releases among the tags of one repository, sorted by instant, name and hash.
 * A tag counts if `pattern`, a regular expression, matches its whole name; tags on one commit are one release at the earliest instant.
 * Throws a SyntaxError if the pattern is no regular expression.
 */
export function releasesOf(tags: readonly ReleaseTag[], pattern: string): Release[] {
  const isRelease = releaseNames(pattern);
  const matching = tags.filter(({ name }) => isRelease(name));
  return [...Map.groupBy(matching, ({ sha }) => sha).values()]
    .map(releaseOf)
    .sort(
      (left, right) =>
        left.releasedAt - right.releasedAt ||
        inByteOrder(left.name, right.name) ||
        inByteOrder(left.sha, right.sha),
    );
}

type Carrier = Release & { readonly position: number };

/**
 * Returns the releases that contain more of the line than every one before: only they can be the
 * first to contain a change.
 */
function carriersOf(releases: readonly Release[]): Carrier[] {
  const carriers: Carrier[] = [];
  for (const release of releases)
    if (release.position !== null && release.position > (carriers.at(-1)?.position ?? -1))
      carriers.push(release as Carrier);
  return carriers;
}

function firstCarrier(carriers: readonly Carrier[], position: number): number {
  let low = 0;
  let high = carriers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (carriers[middle]!.position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Returns for each change of a repository the first release, by instant, that contains it;
 * `releases` as `releasesOf` gives them. The baseline is what the first release that holds anything
 * of the line contains: nobody knows what was out before.
 */
export function firstReleases(
  changes: readonly { readonly number: number; readonly position: number }[],
  releases: readonly Release[],
): FirstRelease[] {
  const carriers = carriersOf(releases);
  return changes.map(({ number, position }) => {
    const index = firstCarrier(carriers, position);
    const carrier = carriers[index];
    const baseline = carrier !== undefined && index === 0;
    if (!carrier || baseline) return { change: number, release: null, releasedAt: null, baseline };
    const { number: release, releasedAt } = carrier;
    return { change: number, release, releasedAt, baseline };
  });
}

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

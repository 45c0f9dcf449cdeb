import { affectedRides } from '../engine/correlate/affected-rides.js';
import {
  inTime,
  type Release,
  type Ride,
  releasesOf,
  ridesAfterMerge,
  ridesOf,
} from '../engine/correlate/release.js';
import type { NumberRange } from '../model/change-log.js';
import {
  changesBetween,
  changesNumbered,
  storedReleases,
  tagsOf,
  writeReleases,
} from '../storage/release-links.js';
import {
  dropRides,
  mergedAloneBetween,
  pullRequestsMergedAlone,
  type RideRow,
  ridesIn,
  writeRides,
} from '../storage/release-rides.js';
import type { Session } from '../storage/session.js';

const rowsOf = (rides: readonly Ride[]): RideRow[] =>
  rides.map(({ change: subject, ...ride }) => ({ subject, ...ride }));

/** Links these changes to the releases they ride in; answers those whose ride differs. */
export async function linkRides(
  session: Session,
  repository: number,
  pattern: string,
  numbers: readonly NumberRange[],
): Promise<number[]> {
  await dropRides(session, numbers);
  const changes = await changesNumbered(session, repository, numbers);
  const releases = releasesOf(await tagsOf(session, repository), pattern);
  const rides = rowsOf(ridesOf(changes, releases));
  return writeRides(session, ridesIn.change, { repository, pattern }, rides);
}

/**
 * Links these pull requests to the releases after their merge, under each of the patterns: those that are merged where nothing is
 * known of the history of their repository. The others ride in none.
 */
export async function linkRidesOfPullRequests(
  session: Session,
  patterns: readonly string[],
  numbers: readonly number[],
): Promise<void> {
  if (numbers.length === 0) return;
  const alone = await pullRequestsMergedAlone(session, numbers);
  for (const [repository, merged] of Map.groupBy(alone, (one) => one.repository)) {
    const tags = await tagsOf(session, repository);
    for (const pattern of patterns) {
      const rides = rowsOf(ridesAfterMerge(merged, releasesOf(tags, pattern)));
      await writeRides(session, ridesIn.pullRequest, { repository, pattern }, rides);
    }
  }
}

/** What releases of a repository under a pattern there were before, and are now. */
interface Renewed {
  readonly repository: number;
  readonly pattern: string;
  readonly before: readonly Release[];
  readonly after: readonly Release[];
}

async function relinkChanges(session: Session, renewed: Renewed): Promise<number[]> {
  const { repository, before, after } = renewed;
  const span = affectedRides(before, after);
  if (!span) return [];
  const changes = await changesBetween(session, repository, span.after, span.upTo);
  return writeRides(session, ridesIn.change, renewed, rowsOf(ridesOf(changes, after)));
}

async function relinkPullRequests(session: Session, renewed: Renewed): Promise<number[]> {
  const { repository, before, after } = renewed;
  const span = affectedRides(inTime(before), inTime(after));
  if (!span) return [];
  const merged = await mergedAloneBetween(session, repository, span.after, span.upTo);
  return writeRides(session, ridesIn.pullRequest, renewed, rowsOf(ridesAfterMerge(merged, after)));
}

/** The releases, changes and pull requests that are not as before. */
export interface Relinked {
  readonly releases: readonly number[];
  readonly changes: readonly number[];
  readonly pullRequests: readonly number[];
}

/** Makes the releases of a repository anew. */
export async function linkReleases(
  session: Session,
  repository: number,
  pattern: string,
): Promise<Relinked> {
  const stored = await storedReleases(session, repository, pattern);
  const after = releasesOf(await tagsOf(session, repository), pattern);
  const releases = await writeReleases(session, repository, pattern, stored, after);
  const before = stored.map((release) => ({ ...release, tags: [] }));
  const renewed = { repository, pattern, before, after };
  return {
    releases,
    changes: await relinkChanges(session, renewed),
    pullRequests: await relinkPullRequests(session, renewed),
  };
}

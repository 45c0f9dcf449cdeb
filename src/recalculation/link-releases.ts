import { affectedContainment } from '../engine/correlate/affected-containment.js';
import { createCommitGraph } from '../engine/correlate/commit-graph.js';
import {
  type FirstRelease,
  firstReleases,
  inTime,
  type Release,
  releasesOf,
} from '../engine/correlate/releases.js';
import { releasesContaining } from '../engine/correlate/releases-containing.js';
import type { NumberRange } from '../model/change-log.js';
import { isInGraph, loadGraph, repositoriesWithGraph } from '../storage/relations/commit-graph.js';
import {
  deleteReleaseLinks,
  loadMergedWithoutHistory,
  loadWithoutHistoryBetween,
  loadWithoutHistoryIn,
  type MergedWithoutHistory,
  type ReleaseLinkRow,
  releaseLinkTable,
  writeReleaseLinks,
} from '../storage/relations/first-release-links.js';
import {
  changesBetween,
  changesNumbered,
  storedReleases,
  tagsOf,
  writeReleases,
} from '../storage/relations/release-links.js';
import type { Session } from '../storage/sql/session.js';
import type { ChangedGraphs } from './links/moved-in-graph.js';

const rowsOf = (releases: readonly FirstRelease[]): ReleaseLinkRow[] =>
  releases.map(({ change: subject, ...release }) => ({
    subject,
    ...release,
    rule: 'TAG_CONTAINS_MERGE',
  }));

/** Links these changes to the first releases that contain them. Returns the changes whose link differs. */
export async function linkFirstReleases(
  session: Session,
  repository: number,
  pattern: string,
  numbers: readonly NumberRange[],
): Promise<number[]> {
  await deleteReleaseLinks(session, numbers);
  const changes = await changesNumbered(session, repository, numbers);
  const releases = releasesOf(await tagsOf(session, repository), pattern);
  const links = rowsOf(firstReleases(changes, releases));
  return writeReleaseLinks(session, releaseLinkTable.change, { repository, pattern }, links);
}

/** Loads the graph of a repository where any of these pull requests lies in it. */
async function graphOf(
  session: Session,
  repository: number,
  merged: readonly MergedWithoutHistory[],
) {
  const hashes = merged.flatMap(({ mergeSha, headSha }) => [mergeSha, headSha]);
  const known = hashes.filter((sha) => sha !== null);
  if (!(await isInGraph(session, repository, known))) return null;
  return createCommitGraph(await loadGraph(session, repository));
}

type Graph = Awaited<ReturnType<typeof graphOf>>;

function rowsOfPullRequests(
  merged: readonly MergedWithoutHistory[],
  releases: readonly Release[],
  graph: Graph,
): ReleaseLinkRow[] {
  const found = new Map(
    releasesContaining(merged, releases, graph).map((one) => [one.number, one]),
  );
  return merged.map(({ number: subject }) => {
    const {
      release = null,
      baseline = false,
      rule = 'RELEASED_AFTER_MERGE',
    } = found.get(subject) ?? {};
    const ridden = baseline ? null : release;
    const { number = null, releasedAt = null } = ridden ?? {};
    return { subject, release: number, releasedAt, baseline, rule };
  });
}

async function linkMerged(
  session: Session,
  patterns: readonly string[],
  alone: readonly MergedWithoutHistory[],
): Promise<number[]> {
  const changed: number[] = [];
  for (const [repository, merged] of Map.groupBy(alone, (one) => one.repository)) {
    const tags = await tagsOf(session, repository);
    const graph = tags.length > 0 ? await graphOf(session, repository, merged) : null;
    for (const pattern of patterns) {
      const links = rowsOfPullRequests(merged, releasesOf(tags, pattern), graph);
      const table = releaseLinkTable.pullRequest;
      changed.push(...(await writeReleaseLinks(session, table, { repository, pattern }, links)));
    }
  }
  return changed;
}

/**
 * Links these pull requests to the first release that contains them, else to the first after their merge, under each pattern. Only merged
 * pull requests of repositories without a known history have such links.
 */
export async function linkFirstReleasesOfPullRequests(
  session: Session,
  patterns: readonly string[],
  numbers: readonly number[],
): Promise<void> {
  if (numbers.length === 0) return;
  await linkMerged(session, patterns, await loadMergedWithoutHistory(session, numbers));
}

/** The same for all pull requests of the repositories whose graphs changed; returns those whose release differs. */
export async function linkReleasesByGraph(
  session: Session,
  patterns: readonly string[],
  { hashes, turned }: Pick<ChangedGraphs, 'hashes' | 'turned'>,
): Promise<number[]> {
  const withGraph = await repositoriesWithGraph(session, [...hashes.keys()]);
  const repositories = [...new Set([...withGraph, ...turned])];
  return linkMerged(session, patterns, await loadWithoutHistoryIn(session, repositories));
}

/** Former and present releases of a repository under a pattern. */
interface Renewed {
  readonly repository: number;
  readonly pattern: string;
  readonly before: readonly Release[];
  readonly after: readonly Release[];
}

async function relinkChanges(session: Session, renewed: Renewed): Promise<number[]> {
  const { repository, before, after } = renewed;
  const span = affectedContainment(before, after);
  if (!span) return [];
  const changes = await changesBetween(session, repository, span.after, span.upTo);
  return writeReleaseLinks(
    session,
    releaseLinkTable.change,
    renewed,
    rowsOf(firstReleases(changes, after)),
  );
}

async function relinkPullRequests(session: Session, renewed: Renewed): Promise<number[]> {
  const { repository, pattern, before, after } = renewed;
  const span = affectedContainment(inTime(before), inTime(after));
  if (!span && before.every((release, index) => release.sha === after[index]?.sha)) return [];
  const [withGraph] = await repositoriesWithGraph(session, [repository]);
  if (withGraph !== undefined)
    return linkMerged(session, [pattern], await loadWithoutHistoryIn(session, [repository]));
  if (!span) return [];
  const merged = await loadWithoutHistoryBetween(session, repository, span.after, span.upTo);
  const links = rowsOfPullRequests(merged, after, null);
  return writeReleaseLinks(session, releaseLinkTable.pullRequest, renewed, links);
}

/** The releases, changes and pull requests that are not as before. */
export interface Relinked {
  readonly releases: readonly number[];
  readonly changes: readonly number[];
  readonly pullRequests: readonly number[];
}

/** Rebuilds the releases of a repository. */
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

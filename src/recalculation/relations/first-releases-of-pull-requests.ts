import { affectedContainment } from '../../engine/correlate/affected-containment.js';
import { createCommitGraph } from '../../engine/correlate/commit-graph.js';
import { inTime, type Release, releasesOf } from '../../engine/correlate/releases.js';
import { releasesContaining } from '../../engine/correlate/releases-containing.js';
import {
  isInGraph,
  loadGraph,
  repositoriesWithGraph,
} from '../../storage/relations/commit-graph.js';
import { pullRequestsIn } from '../../storage/relations/deployment-facts.js';
import {
  loadMergedWithoutHistory,
  loadWithoutHistoryBetween,
  loadWithoutHistoryIn,
  type MergedWithoutHistory,
  type ReleaseLinkRow,
  releaseLinkTable,
  writeReleaseLinks,
} from '../../storage/relations/first-release-links.js';
import { tagsOf } from '../../storage/relations/release-links.js';
import type { Session } from '../../storage/sql/session.js';
import { defineDerived, sourcesOf } from './relation.js';
import { type RenewedReleases, releases } from './releases.js';
import { graphs, histories } from './repository-traits.js';

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
    const dating = baseline ? null : release;
    const { number = null, releasedAt = null } = dating ?? {};
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

/** Links the pull requests of a repository whose first release can be another after its releases changed. */
async function relink(
  session: Session,
  { repository, pattern, before, after }: RenewedReleases,
): Promise<number[]> {
  const span = affectedContainment(inTime(before), inTime(after));
  if (!span && before.every((release, index) => release.sha === after[index]?.sha)) return [];
  const [withGraph] = await repositoriesWithGraph(session, [repository]);
  if (withGraph !== undefined)
    return linkMerged(session, [pattern], await loadWithoutHistoryIn(session, [repository]));
  if (!span) return [];
  const merged = await loadWithoutHistoryBetween(session, repository, span.after, span.upTo);
  const links = rowsOfPullRequests(merged, after, null);
  return writeReleaseLinks(session, releaseLinkTable.pullRequest, { repository, pattern }, links);
}

/**
 * The first release that contains each pull request, else the first after its merge, under each pattern. Only merged
 * pull requests of repositories without a known history have such links.
 */
export const firstReleasesOfPullRequests = defineDerived({
  name: 'firstReleasesOfPullRequests',
  after: [releases, histories, graphs],
  find: async (session, { changed, patterns, of }) => {
    const begun = await pullRequestsIn(session, sourcesOf(of(histories).differing));
    const own = [...changed.numbers('PULL_REQUEST'), ...begun];
    if (own.length > 0)
      await linkMerged(session, patterns, await loadMergedWithoutHistory(session, own));
    const known = of(graphs).inputs?.having ?? [];
    const repositories = [...new Set([...known, ...sourcesOf(of(graphs).differing)])];
    const differing =
      repositories.length > 0
        ? await linkMerged(session, patterns, await loadWithoutHistoryIn(session, repositories))
        : [];
    for (const each of of(releases)) differing.push(...(await relink(session, each)));
    return differing;
  },
  affects: (_session, differing) => [['pullRequest', differing]],
});

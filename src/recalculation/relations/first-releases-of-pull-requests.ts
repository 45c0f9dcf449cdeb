import { createCommitGraph } from '../../engine/correlate/commit-graph.js';
import { affectedContainment, type Release, releasesOf } from '../../engine/correlate/releases.js';
import { inTime, releasesContaining } from '../../engine/correlate/releases-containing.js';
import { loadGraph, repositoriesWithGraph } from '../../storage/relations/commit-graph.js';
import {
  loadMergedWithoutHistory,
  loadWithoutHistoryBetween,
  loadWithoutHistoryIn,
  type MergedWithoutHistory,
} from '../../storage/relations/first-releases-of-pull-requests.js';
import { pullRequestsIn } from '../../storage/relations/linkable-facts.js';
import {
  type ReleaseLinkRow,
  type Releasing,
  releaseLinkTable,
  tagsOf,
  writeReleaseLinks,
} from '../../storage/relations/releases.js';
import type { Session } from '../../storage/sql/session.js';
import { defineDerived, sourcesOf } from './relation.js';
import { inGroups, type RenewedReleases, releases } from './releases.js';
import { graphs, histories } from './repository-traits.js';

/** Loads the graph of a repository where any of these pull requests lies in it. */
async function graphOf(
  session: Session,
  repository: number,
  merged: readonly MergedWithoutHistory[],
) {
  const hashes = merged.flatMap(({ mergeSha, headSha }) => [mergeSha, headSha]);
  const known = hashes.filter((sha) => sha !== null);
  const commits = await loadGraph(session, repository, known);
  return commits && createCommitGraph(commits);
}

type Graph = Awaited<ReturnType<typeof graphOf>>;

function rowsOfPullRequests(
  { repository, pattern }: Releasing,
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
    return { repository, pattern, subject, release: number, releasedAt, baseline, rule };
  });
}

async function linkMerged(
  session: Session,
  patterns: readonly string[],
  alone: readonly MergedWithoutHistory[],
): Promise<ReleaseLinkRow[]> {
  const byRepository = Map.groupBy(alone, ({ repository }) => repository);
  const tagged = await tagsOf(session, [...byRepository.keys()]);
  const links: ReleaseLinkRow[] = [];
  for (const [repository, merged] of byRepository) {
    const tags = tagged.get(repository) ?? [];
    const graph = tags.length > 0 ? await graphOf(session, repository, merged) : null;
    for (const pattern of patterns) {
      const of = { repository, pattern };
      links.push(...rowsOfPullRequests(of, merged, releasesOf(tags, pattern), graph));
    }
  }
  return writeReleaseLinks(session, releaseLinkTable.pullRequest, links);
}

/** Links the pull requests whose first release can be another after releases changed. */
async function relink(
  session: Session,
  renewed: readonly RenewedReleases[],
): Promise<ReleaseLinkRow[]> {
  const moved = renewed.flatMap(({ before, after: present, ...releasing }) => {
    const span = affectedContainment(inTime(before), inTime(present));
    const isSame = before.every(({ sha }, index) => sha === present[index]?.sha);
    return span || !isSame ? [{ ...releasing, present, span }] : [];
  });
  const all = moved.map(({ repository }) => repository);
  const withGraph = new Set(await repositoriesWithGraph(session, all));
  const inGraphs = moved.filter(({ repository }) => withGraph.has(repository));
  const differing: ReleaseLinkRow[] = [];
  for (const [pattern, some] of Map.groupBy(inGraphs, (each) => each.pattern)) {
    const repositories = some.map(({ repository }) => repository);
    const alone = await loadWithoutHistoryIn(session, repositories);
    differing.push(...(await linkMerged(session, [pattern], alone)));
  }
  const spans = moved.flatMap(({ span, ...each }) =>
    span && !withGraph.has(each.repository) ? [{ ...each, ...span }] : [],
  );
  if (spans.length === 0) return differing;
  const between = await loadWithoutHistoryBetween(session, spans);
  const merged = Map.groupBy(between, ({ index }) => index);
  const links = spans.flatMap((span, index) =>
    rowsOfPullRequests(span, merged.get(index) ?? [], span.present, null),
  );
  differing.push(...(await writeReleaseLinks(session, releaseLinkTable.pullRequest, links)));
  return differing;
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
    for (const some of inGroups(of(releases).renewed))
      differing.push(...(await relink(session, some)));
    return differing;
  },
  affects: (_session, differing) => [['pullRequest', differing.map(({ subject }) => subject)]],
});

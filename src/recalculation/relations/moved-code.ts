import {
  type CommitGraph,
  createCommitGraph,
  descendantsOf,
} from '../../engine/correlate/commit-graph.js';
import { offLineOf } from '../../engine/correlate/line.js';
import type { NumberRange } from '../../model/change-log.js';
import type { Instant } from '../../model/time.js';
import { loadGraph } from '../../storage/relations/commit-graph.js';
import type { AffectedPlace } from '../../storage/relations/deployment-places.js';
import { effectiveRunsFor } from '../../storage/relations/effective-runs.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { pullRequestsOffLine, stepsFor } from '../../storage/relations/first-deployments.js';
import { pullRequestsIn } from '../../storage/relations/linkable-facts.js';
import { findReferencing } from '../../storage/relations/reference-keys.js';
import { hashesOfCode } from '../../storage/relations/repositories-by-hash.js';
import type { Session } from '../../storage/sql/session.js';
import { type CodeNames, pullRequestsNamed } from '../load/code-names.js';
import {
  deploymentsOfRepository,
  type KnownDeployment,
  productionDeployments,
} from '../load/production-deployments.js';
import { changedCommits } from './changed-commits.js';
import { deliveries } from './deliveries.js';
import { production } from './production.js';
import { references } from './references.js';
import { defineDerived, type Linking, sourcesOf, targetsOf } from './relation.js';
import { graphs, histories } from './repository-traits.js';

/** Facts that other deployments of a repository can contain since its commits changed. */
export interface MovedInGraph {
  /** Pull requests that are known by these commits. */
  readonly pullRequests: readonly number[];
  /** The end of the first deployment that may contain others; null where none may. */
  readonly from: Instant | null;
  /** True where such a deployment was made of commits that the default branch does not have. */
  readonly withChanges: boolean;
}

/** The deployments that were made of changed commits, or of descendants of these. */
function affectedDeployments(
  deployments: readonly KnownDeployment[],
  graph: CommitGraph | null,
  hashes: readonly string[],
): KnownDeployment[] {
  const changed = new Set(hashes);
  const isBelow = graph ? descendantsOf(graph, changed) : (sha: string) => changed.has(sha);
  const bare = new Set(graph?.bare ?? []);
  return deployments.filter(({ commits }) =>
    commits.some((sha) => changed.has(sha) || isBelow(sha) || bare.has(sha)),
  );
}

/** Returns the earliest of these instants; null where there is none. */
export const earliest = (instants: readonly (Instant | null | undefined)[]): Instant | null =>
  instants.reduce<Instant | null>(
    (least, each) => (each != null && (least === null || each < least) ? each : least),
    null,
  );
const firstEnd = (deployments: readonly KnownDeployment[]): Instant | null =>
  earliest(deployments.map(({ endedAt }) => endedAt));

async function movedIn(
  session: Session,
  repository: number,
  hashes: readonly string[],
  deployments: readonly KnownDeployment[],
  hasGraph: boolean,
): Promise<MovedInGraph> {
  const named = await pullRequestsNamed(session, { hashes, pullRequests: [] });
  const merged = hasGraph ? await pullRequestsOffLine(session, repository) : [];
  const asked = [...deployments.flatMap(({ commits }) => commits), ...merged];
  const offLine = offLineOf(await stepsFor(session, repository, asked, []), deployments, merged);
  const commits = await loadGraph(session, repository, [...offLine.deployed, ...offLine.merged]);
  const graph = commits && createCommitGraph(commits);
  const bare = graph?.bare ?? [];
  const affected = affectedDeployments(deployments, graph, hashes);
  const deployed = new Set(offLine.deployed);
  return {
    pullRequests: [
      ...named,
      ...(await pullRequestsNamed(session, { hashes: bare, pullRequests: [] })),
    ],
    from: firstEnd(affected),
    withChanges: affected.some((each) => each.commits.some((sha) => deployed.has(sha))),
  };
}

/** Finds what changed commits move in the graphs of their deployed repositories. */
async function movedInGraphs(session: Session, { of }: Linking) {
  const turned = sourcesOf(of(graphs).differing);
  const withGraph = of(graphs).inputs?.having ?? [];
  const moved = new Map<number, MovedInGraph>();
  for (const [repository, hashes] of of(changedCommits).hashes) {
    const deployments = await deploymentsOfRepository(session, repository);
    if (deployments.length === 0) continue;
    const found = turned.includes(repository)
      ? {
          pullRequests: await pullRequestsIn(session, [repository]),
          from: firstEnd(deployments),
          withChanges: true,
        }
      : await movedIn(session, repository, hashes, deployments, withGraph.includes(repository));
    moved.set(repository, found);
  }
  return moved;
}

/** Finds what these changes give another place on the line; `names` that stand, or stood, in them. */
async function movedOnLine(session: Session, changes: readonly NumberRange[], names: CodeNames) {
  if (changes.length === 0) return { pullRequests: [], places: [] };
  const steps = await hashesOfCode(session, { commits: [], changes });
  const runs = await findReferencing(session, 'pipeline_run', 'COMMIT', steps);
  const effective = await effectiveRunsFor(session, runs);
  const takers = targetsOf(await linksAt(session, 'source', ['BUILD_DEPLOYMENT'], effective));
  const deployments = await productionDeployments(session, [...effective, ...takers]);
  return {
    pullRequests: await pullRequestsNamed(session, {
      ...names,
      hashes: [...names.hashes, ...steps],
    }),
    places: deployments.flatMap(({ repositories, endedAt }) =>
      repositories.map(
        (number): AffectedPlace => ({
          kind: 'REPOSITORY',
          place: `${number}`,
          from: endedAt,
          to: endedAt,
        }),
      ),
    ),
  };
}

const nothing = { pullRequests: [], places: [], inGraphs: new Map<number, MovedInGraph>() };

/** Pull requests and deployments whose code has, or can have, another place on its line or in its graph than before. */
export const movedCode = defineDerived({
  name: 'movedCode',
  after: [changedCommits, graphs, histories, references, deliveries, production],
  find: async (session, linking) => {
    if (!linking.hasTools) return nothing;
    const { changed, of } = linking;
    const onLine = await movedOnLine(session, changed.ranges('CHANGE'), of(references));
    const inGraphs = await movedInGraphs(session, linking);
    const begun = sourcesOf(of(histories).differing);
    const repositories = [...begun, ...changed.numbers('REPOSITORY')];
    const pullRequests = [
      ...onLine.pullRequests,
      ...[...inGraphs.values()].flatMap((graph) => graph.pullRequests),
      ...(await pullRequestsIn(session, repositories)),
    ];
    return { pullRequests, places: onLine.places, inGraphs };
  },
  affects: (_session, { pullRequests }) => [['pullRequest', pullRequests]],
});

import { descendantsOf } from '../../engine/correlate/commit-graph.js';
import type { Instant } from '../../model/time.js';
import { pullRequestsIn, pullRequestsOffLine } from '../../storage/relations/deployment-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { pullRequestsNamed } from './code-names.js';
import { type KnownCode, loadCode, loadDeployments } from './deployed-code.js';
import type { KnownDeployment } from './production.js';

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
  { graph }: KnownCode,
  hashes: readonly string[],
): KnownDeployment[] {
  const changed = new Set(hashes);
  const isBelow = graph ? descendantsOf(graph, changed) : (sha: string) => changed.has(sha);
  const bare = new Set(graph?.bare ?? []);
  return deployments.filter(({ commits }) =>
    commits.some((sha) => changed.has(sha) || isBelow(sha) || bare.has(sha)),
  );
}

const firstEnd = (deployments: readonly KnownDeployment[]): Instant | null =>
  deployments.reduce<Instant | null>(
    (least, { endedAt }) => (least === null ? endedAt : Math.min(least, endedAt)),
    null,
  );

async function movedIn(
  session: Session,
  repository: number,
  hashes: readonly string[],
  deployments: readonly KnownDeployment[],
): Promise<MovedInGraph> {
  const named = await pullRequestsNamed(session, { hashes, pullRequests: [] });
  const code = await loadCode(session, repository, deployments, {
    hashes: await pullRequestsOffLine(session, repository),
  });
  const bare = code.graph?.bare ?? [];
  const affected = affectedDeployments(deployments, code, hashes);
  const offLine = new Set(code.offLine);
  return {
    pullRequests: [
      ...named,
      ...(await pullRequestsNamed(session, { hashes: bare, pullRequests: [] })),
    ],
    from: firstEnd(affected),
    withChanges: affected.some(({ commits }) => commits.some((sha) => offLine.has(sha))),
  };
}

/** Changed commits of repositories. */
export interface ChangedGraphs {
  /** Hashes that commits have, or had before, by repository. */
  readonly hashes: ReadonlyMap<number, readonly string[]>;
  /** Former hashes of commits among these. */
  readonly former: readonly string[];
  /** The repositories of these in which parents are known since now, or no longer. */
  readonly turned: readonly number[];
}

/** Finds what these commits, imported, corrected or deleted, move in the graphs of their deployed repositories. */
export async function movedInGraphs(
  session: Session,
  { hashes: changed, turned }: Pick<ChangedGraphs, 'hashes' | 'turned'>,
): Promise<ReadonlyMap<number, MovedInGraph>> {
  const moved = new Map<number, MovedInGraph>();
  for (const [repository, hashes] of changed) {
    const deployments = await loadDeployments(session, repository);
    if (deployments.length === 0) continue;
    const found = turned.includes(repository)
      ? {
          pullRequests: await pullRequestsIn(session, [repository]),
          from: firstEnd(deployments),
          withChanges: true,
        }
      : await movedIn(session, repository, hashes, deployments);
    moved.set(repository, found);
  }
  return moved;
}

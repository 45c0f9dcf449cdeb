import { type CommitGraph, createCommitGraph } from '../../engine/correlate/commit-graph.js';
import type { DeploymentHistory } from '../../engine/correlate/first-deployments.js';
import { type Identified, offLineOf } from '../../engine/correlate/line.js';
import type { LineStep } from '../../model/linkable.js';
import { isInGraph, loadGraph } from '../../storage/relations/commit-graph.js';
import { stepsFor } from '../../storage/relations/deployment-facts.js';
import { deploymentsAt } from '../../storage/relations/deployment-places.js';
import type { Session } from '../../storage/sql/session.js';
import { type KnownDeployment, productionDeployments } from './production-deployments.js';

/** Production deployments of a repository with what is known of its commits. */
export type KnownHistory = Omit<DeploymentHistory, 'deployments'> & {
  readonly deployments: readonly KnownDeployment[];
};

interface Listing {
  readonly commits: readonly string[];
}

/** Code that can be deployed: hashes, and numbers of pull requests within the repository. */
interface Deployable {
  readonly hashes: readonly string[];
  readonly pullRequests?: readonly number[];
}

/** Line and graph of a repository, as far as these deployments and pull requests need them. */
export interface KnownCode {
  readonly steps: readonly LineStep[];
  /** Null where the line says all. */
  readonly graph: CommitGraph | null;
  /** Commits that deployments were made of and the line does not place. */
  readonly offLine: readonly string[];
}

/** Loads the commits of a repository only where deployments or pull requests name imported ones that the line does not place. */
export async function loadCode(
  session: Session,
  repository: number,
  deployments: readonly Listing[],
  { hashes, pullRequests = [] }: Deployable,
): Promise<KnownCode> {
  const asked = new Set([...deployments.flatMap(({ commits }) => commits), ...hashes]);
  const steps = await stepsFor(session, repository, [...asked], pullRequests);
  const { deployed, merged } = offLineOf(steps, deployments, hashes);
  const isNeeded = await isInGraph(session, repository, [...deployed, ...merged]);
  const graph = isNeeded ? createCommitGraph(await loadGraph(session, repository)) : null;
  return { steps, graph, offLine: deployed };
}

/** Loads all production deployments of a repository. */
export const loadDeployments = async (
  session: Session,
  repository: number,
): Promise<KnownDeployment[]> =>
  productionDeployments(session, await deploymentsAt(session, 'REPOSITORY', [`${repository}`]));

/** Loads what is known of a repository that was deployed; null where it was not. */
export async function loadDeploymentHistory(
  session: Session,
  repository: number,
  pullRequests: readonly Identified[],
): Promise<KnownHistory | null> {
  const deployments = await loadDeployments(session, repository);
  if (deployments.length === 0) return null;
  const code = await loadCode(session, repository, deployments, {
    hashes: pullRequests
      .flatMap(({ mergeSha, headSha }) => [mergeSha, headSha])
      .filter((sha) => sha !== null),
    pullRequests: pullRequests.map(({ numberInRepository }) => numberInRepository),
  });
  return { repository, deployments, ...code };
}

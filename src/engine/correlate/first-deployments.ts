import { byId } from '../../model/byte-order.js';
import type { ContainmentRule } from '../../model/inputs/code-input.js';
import type { LineStep } from '../../model/linkable.js';
import type { Instant } from '../../model/time.js';
import type { CommitGraph } from './commit-graph.js';
import { type Candidate, type Containment, createFirstToContain } from './first-to-contain.js';
import { createLine, type Identified } from './line.js';
import type { Link } from './link.js';
import { type ProductionDeployment, streamsOf } from './streams.js';
import { inOrder } from './strongest-links.js';

/** A pull request of the repository; branch names without `refs/heads/`, hashes in small letters. */
export interface DeliverablePullRequest extends Identified {
  readonly number: number;
  /** Null while it is not merged: it then has no first deployment. */
  readonly mergedAt: Instant | null;
  readonly targetBranch: string;
  readonly toDefaultBranch: boolean;
}
/** A step of the repository's default branch. */
export interface DeliverableChange {
  readonly number: number;
  readonly sha: string;
  readonly position: number;
  readonly mergedAt: Instant;
  readonly branch: string;
}

/**
 * One repository: its number, all its production deployments, and its line and graph as
 * `createLine` wants them.
 */
export interface DeploymentHistory {
  readonly repository: number;
  readonly deployments: readonly ProductionDeployment[];
  readonly steps: readonly LineStep[];
  readonly graph?: CommitGraph | null;
}

type Target = Pick<ProductionDeployment, 'number' | 'id' | 'endedAt'>;
interface Found {
  readonly deployment: Target;
  readonly rule: ContainmentRule | 'BASELINE';
}

const sooner = (left: Found, right: Found): number =>
  Number(left.rule === 'BASELINE') - Number(right.rule === 'BASELINE') ||
  left.deployment.endedAt - right.deployment.endedAt ||
  byId(left.deployment, right.deployment);

function createContainmentIndex({ repository, deployments, steps, graph }: DeploymentHistory) {
  const line = createLine(steps, graph);
  const streams = streamsOf(deployments)
    .filter((stream) => stream.repository === repository)
    .map((stream) => ({ stream, firstToContain: createFirstToContain(stream, line) }));
  const foundIn = (all: readonly Target[], { index, rule }: Containment): Found => ({
    deployment: all[index]!,
    rule: index === 0 ? 'BASELINE' : rule,
  });
  const firstContaining = (candidate: Candidate): Found | null => {
    const found = streams.flatMap(({ stream, firstToContain }) => {
      const containment = firstToContain(candidate);
      return containment ? [foundIn(stream.deployments, containment)] : [];
    });
    return found.sort(sooner)[0] ?? null;
  };
  return { line, firstContaining };
}

/**
 * Links each merged pull request of a repository to the first production deployment that contains
 * it, of several streams the earliest. Nobody knows what was out before the very first deployment
 * of a stream. It is linked only if no other stream has a later one, and the link then says
 * BASELINE. Each pull request is linked for itself.
 */
export function firstDeploymentsOfPullRequests(
  pullRequests: readonly DeliverablePullRequest[],
  history: DeploymentHistory,
): Link<'PULL_REQUEST_DEPLOYMENT'>[] {
  const { line, firstContaining } = createContainmentIndex(history);
  const links = pullRequests.flatMap((pullRequest): Link<'PULL_REQUEST_DEPLOYMENT'>[] => {
    const { number: source, mergedAt, targetBranch: branch, toDefaultBranch } = pullRequest;
    if (mergedAt === null) return [];
    const hashes = [
      [pullRequest.mergeSha, 'MERGE_COMMIT'],
      [pullRequest.headSha, 'HEAD_COMMIT'],
    ] as const;
    const known = hashes.flatMap(([sha, rule]) => (sha === null ? [] : [[sha, rule] as const]));
    const place = line.placeOf(pullRequest);
    const found = firstContaining({ place, hashes: known, mergedAt, branch, toDefaultBranch });
    if (!found) return [];
    const { number: target, endedAt: at } = found.deployment;
    return [{ relation: 'PULL_REQUEST_DEPLOYMENT', source, target, at, rule: found.rule }];
  });
  return inOrder(links);
}

/** Links the changes of the repository's default branch in the same way. */
export function firstDeploymentsOfChanges(
  changes: readonly DeliverableChange[],
  history: DeploymentHistory,
): Link<'CHANGE_DEPLOYMENT'>[] {
  const { firstContaining } = createContainmentIndex(history);
  const links = changes.flatMap((change): Link<'CHANGE_DEPLOYMENT'>[] => {
    const { number: source, sha, position, mergedAt, branch } = change;
    const place = { position, commit: null, rule: 'COMMIT_GRAPH' } as const;
    const hashes = [[sha, 'COMMIT_GRAPH']] as const;
    const found = firstContaining({ place, hashes, mergedAt, branch, toDefaultBranch: true });
    if (!found) return [];
    const { number: target, endedAt: at } = found.deployment;
    return [{ relation: 'CHANGE_DEPLOYMENT', source, target, at, rule: found.rule }];
  });
  return inOrder(links);
}

/**
 * The changes that have no first deployment, whatever is deployed later. They lie at most at
 * `position` on the line and were merged at most at `mergedAt`.
 */
export interface Settled {
  readonly position: number;
  readonly mergedAt: Instant;
}

/**
 * Returns the changes that the first deployment of every stream contains. A branch that a
 * deployment without a place names may be another one.
 */
export function settledChanges({
  repository,
  deployments,
  steps,
  graph,
}: DeploymentHistory): Settled {
  const line = createLine(steps, graph);
  const firsts = streamsOf(deployments)
    .filter((stream) => stream.repository === repository)
    .map((stream) => stream.deployments[0]!);
  let settled: Settled = { position: Number.MAX_SAFE_INTEGER, mergedAt: Number.MAX_SAFE_INTEGER };
  for (const { commits, branch, startedAt, endedAt } of firsts) {
    const { position, mergedAt } = settled;
    const { reach } = line.deployedBy(commits);
    if (reach !== null) settled = { position: Math.min(position, reach), mergedAt };
    else if (branch !== null) return { position: -1, mergedAt };
    else settled = { position, mergedAt: Math.min(mergedAt, startedAt ?? endedAt) };
  }
  return settled;
}

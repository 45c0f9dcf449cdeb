import { connect, listOf, type PageArguments } from '../graphql/connection.js';
import type { GraphView } from '../graphql/makers.js';
import { actorNode } from '../graphql/nodes/people.js';
import { requirePermission } from '../server/permissions.js';
import { instant } from '../view.js';
import { fullNameOf, type Repository } from '../world/world.js';
import { type Deployment, type DeploymentStatus, updatedAtOf } from './records.js';
import { actionsOf } from './store.js';

const statusNode = (
  { state, at, log }: DeploymentStatus,
  repository: Repository,
  { web }: GraphView,
) => ({
  __typename: 'DeploymentStatus',
  state,
  createdAt: instant(at),
  updatedAt: instant(at),
  logUrl: log === null ? null : `${web}/${fullNameOf(repository)}/${log}`,
});

/** GitHub's `Deployment`; its statuses come with the newest first. */
function deploymentNode(deployment: Deployment, repository: Repository, view: GraphView): object {
  return {
    __typename: 'Deployment',
    id: deployment.nodeId,
    databaseId: null,
    commitOid: deployment.sha,
    environment: deployment.environment,
    originalEnvironment: deployment.environment,
    task: 'deploy',
    createdAt: instant(deployment.createdAt),
    updatedAt: instant(updatedAtOf(deployment)),
    creator: actorNode(deployment.creator, view),
    statuses: (asked: PageArguments) =>
      connect(listOf(deployment.statuses.toReversed()), asked, (one) =>
        statusNode(one, repository, view),
      ),
  };
}

/** Returns the deployment of a global id; null where it is of something else. */
export function findDeployment(id: string, view: GraphView): object | null {
  if (!id.startsWith('DE_')) return null;
  for (const repository of view.world.repositories) {
    const { deployments } = actionsOf(view.world, repository);
    const found = deployments.find(({ nodeId }) => nodeId === id);
    if (!found) continue;
    requirePermission(view.token, 'deployments');
    return deploymentNode(found, repository, view);
  }
  return null;
}

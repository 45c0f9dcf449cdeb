import { findDeployment } from '../actions/deployment-node.js';
import { canSee } from '../server/permissions.js';
import type { Repository } from '../world/world.js';
import type { GraphView } from './makers.js';
import { threadNode } from './nodes/discussion.js';
import { RefusedQuery } from './refused-query.js';

const notFound = (id: string) =>
  new RefusedQuery('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);

/** Where a node lies: a repository, a number, and the index of a thread. */
interface NodePlace {
  readonly repository: Repository;
  readonly number: number | null;
  readonly thread: number | null;
}

/** Finds the place of a node by looking at what the repositories hold; ids are opaque to clients. */
function placeOf(id: string, view: GraphView): NodePlace | null {
  const thread = /^(PRRT)_kwDO([0-9a-z]+)_([0-9a-z]+)$/.exec(id);
  const wanted = thread === null ? id : `PR_kwDO${thread[2]}`;
  for (const repository of view.world.repositories) {
    if (repository.nodeId === id) return { repository, number: null, thread: null };
    const number = repository.content.numberOfNode(wanted);
    if (number !== null)
      return {
        repository,
        number,
        thread: thread === null ? null : Number.parseInt(thread[3]!, 36),
      };
  }
  return null;
}

/** Throws RefusedQuery where there is no such node, or the token may not see it. */
export function findNode(id: string, view: GraphView): object {
  const deployment = findDeployment(id, view);
  if (deployment) return deployment;
  const place = placeOf(id, view);
  if (place === null || !canSee(place.repository, view)) throw notFound(id);
  const { repository, number, thread } = place;
  if (number === null) return view.make.repository(repository, view);
  const pullRequest = repository.content.pullRequest(number);
  if (pullRequest === null) {
    const issue = repository.content.issue(number);
    if (issue === null) throw notFound(id);
    return view.make.issue(issue, repository, view);
  }
  if (thread === null) return view.make.pullRequest(pullRequest, repository, view);
  const found = pullRequest.threads[thread];
  if (found === undefined) throw notFound(id);
  return threadNode(found, { repository, view, path: `pull/${number}` });
}

import type { Page } from '../provider.js';
import { completed, describe, listPullRequests } from './read-pull-requests.js';
import type { Listed } from './repositories.js';
import { pullRequestsPage, type Session } from './session.js';
import type { RepositoryState, Walk } from './state.js';

/** Notes which of these pull requests are open. */
export function noteOpen(own: RepositoryState, nodes: readonly unknown[]): void {
  const open = new Set(own.open);
  for (const known of nodes.map(describe)) {
    if (known?.state === 'open') open.add(known.number);
    else if (known) open.delete(known.number);
  }
  own.open = [...open].sort((left, right) => left - right);
}

/** True for a pull request that changed in the time of the walk, and for one that cannot be read, so that it is counted. */
const isTaken =
  ({ from }: Walk) =>
  (node: unknown): boolean =>
    (describe(node)?.changedAt ?? from) >= from;

/** Reads one page of a list; the state says afterwards where it goes on. Backfill goes by number, which never moves. */
export async function* stepPages(
  session: Session,
  repository: Listed,
  own: RepositoryState,
  which: 'recent' | 'backfill',
): AsyncGenerator<Page> {
  const walk = own[which];
  if (!walk) return;
  const sort = which === 'recent' ? 'updated' : 'number';
  const asking = { page: walk.page, sort } as const;
  const { nodes, isLast } = await listPullRequests(session.account, repository, asking);
  const taken = nodes.filter(isTaken(walk));
  const read = [];
  for (const node of taken) read.push(await completed(session.account, repository, node));
  noteOpen(own, taken);
  // By their last change all that follow an older one are older too.
  const isOver = isLast || (which === 'recent' && !isTaken(walk)(nodes.at(-1)));
  if (isOver) delete own[which];
  else own[which] = { ...walk, page: walk.page + 1 };
  if (isOver && which === 'recent') own.to = walk.to;
  if (which === 'backfill') session.isMoved = true;
  yield* pullRequestsPage(session, repository, read);
}

import type { OrgNode } from '../model/org-node.js';
import { readOrgNodes } from '../storage/directory/org-nodes.js';
import type { Session } from '../storage/sql/session.js';

/** Returns every node that is not archived, by path. */
export const demandNotDeleted = async (session: Session): Promise<OrgNode[]> =>
  (await readOrgNodes(session)).filter(({ archivedAt }) => archivedAt === null);

/** Returns the teams at or below a node. */
export function teamsBelow(nodes: readonly OrgNode[], node: number): number[] {
  const within = new Set([node]);
  const sorted = nodes.toSorted((left, right) => left.depth - right.depth);
  for (const { number, parent } of sorted)
    if (parent !== null && within.has(parent)) within.add(number);
  return nodes
    .filter(({ number, isTeam }) => isTeam && within.has(number))
    .map(({ number }) => number);
}

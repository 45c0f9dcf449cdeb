import type { OrgNode } from '../../model/org-node.js';
import type { Session } from '../sql/session.js';
import { OrgNodeTable } from '../tables/org-tree.table.js';
import { selectionOf, updateNumbered, writeRows } from '../tables/rows.js';

const columns = selectionOf(OrgNodeTable);

/** The nodes of every tree of the account, archived ones too, by path. */
export const readOrgNodes = (session: Session): Promise<OrgNode[]> =>
  session.load<OrgNode>(
    `select ${columns} from org_node where account_id = $1 order by path collate "C", org_node.number`,
  );

/** The nodes with these numbers that are not archived, with all above and below them, by path. */
export const readOrgNodesAround = (
  session: Session,
  numbers: readonly number[],
): Promise<OrgNode[]> =>
  session.load<OrgNode>(
    `with recursive above as (
       select number, parent from org_node where account_id = $1 and number = any($2::bigint[])
       union select n.number, n.parent from above join org_node n on n.account_id = $1 and n.number = above.parent),
     below as (
       select number from org_node where account_id = $1 and number = any($2::bigint[])
       union select n.number from below join org_node n on n.account_id = $1 and n.parent = below.number)
     select ${columns} from org_node where account_id = $1 and archived_at is null
       and number in (select number from above union select number from below) order by path collate "C", org_node.number`,
    [numbers],
  );

/** Writes nodes as they are now; those of a number that is known are changed and taken out of the archive. */
export async function saveOrgNodes(
  session: Session,
  nodes: readonly Omit<OrgNode, 'archivedAt' | 'createdAt' | 'updatedAt'>[],
): Promise<void> {
  const now = { createdAt: session.now, updatedAt: session.now };
  await writeRows(
    session,
    OrgNodeTable,
    nodes.map((node) => ({ ...node, ...now })),
    `on conflict (account_id, number) do update set parent = excluded.parent, key = excluded.key, name = excluded.name, path = excluded.path,
       depth = excluded.depth, is_team = excluded.is_team, synthetic = excluded.synthetic, unplaced = excluded.unplaced, manager = excluded.manager,
       archived_at = null, updated_at = excluded.updated_at`,
  );
}

/** Puts nodes aside with all that hangs on them, in case they return. */
export const archiveOrgNodes = (session: Session, numbers: readonly number[]): Promise<void> => {
  const now = { archivedAt: session.now, updatedAt: session.now };
  return updateNumbered(session, OrgNodeTable, numbers, now);
};

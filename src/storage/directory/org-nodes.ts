import type { OrgNode } from '../../model/org-node.js';
import { byColumn } from '../sql/by-column.js';
import { milliseconds, moment } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

const columns = `number::float8 as number, tree::float8 as tree, parent::float8 as parent, key, name, path, depth, is_team as "isTeam", synthetic,
  unplaced, manager::float8 as manager, ${milliseconds('archived_at')} as "archivedAt", ${milliseconds('created_at')} as "createdAt",
  ${milliseconds('updated_at')} as "updatedAt"`;

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
  if (nodes.length === 0) return;
  await session.run(
    `insert into org_node (account_id, number, tree, parent, key, name, path, depth, is_team, synthetic, unplaced, manager, created_at, updated_at)
     select $1, given.*, $13::timestamptz, $13::timestamptz
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::int[], $9::boolean[], $10::boolean[], $11::boolean[],
       $12::bigint[]) as given
     on conflict (account_id, number) do update set parent = excluded.parent, key = excluded.key, name = excluded.name, path = excluded.path,
       depth = excluded.depth, is_team = excluded.is_team, synthetic = excluded.synthetic, unplaced = excluded.unplaced, manager = excluded.manager,
       archived_at = null, updated_at = excluded.updated_at`,
    [
      ...byColumn(
        nodes,
        'number',
        'tree',
        'parent',
        'key',
        'name',
        'path',
        'depth',
        'isTeam',
        'synthetic',
        'unplaced',
        'manager',
      ),
      moment(session.now),
    ],
  );
}

/** Puts nodes aside with all that hangs on them, in case they return. */
export async function archiveOrgNodes(session: Session, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await session.run(
    `update org_node set archived_at = $3::timestamptz, updated_at = $3::timestamptz where account_id = $1 and number = any($2::bigint[])`,
    [numbers, moment(session.now)],
  );
}
